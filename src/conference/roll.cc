#include "conference/roll.h"

#include <set>

#include "conference/decided.h"

namespace diemcau::conference {

namespace {

void count(RollSums& sums, RollStatus status) {
  switch (status) {
    case RollStatus::kNotCalled:
      return;
    case RollStatus::kInRoom:
      ++sums.in_room;
      return;
    case RollStatus::kOnline:
      ++sums.online;
      return;
    case RollStatus::kSubstitute:
      ++sums.substitutes;
      return;
    case RollStatus::kAbsent:
      ++sums.absent;
      return;
  }
}

void count(RollSums& sums, const Declared& declared) {
  sums.in_room = declared.in_room;
  sums.online = declared.online;
  sums.substitutes = declared.substitutes;
  for (const Absence& absence : declared.absent) sums.absent += absence.count;
}

Denial bad_mark(const Roll& roll, const RollMark& mark) {
  if (!roll.delegates.contains(mark.delegate)) {
    return deny("delegate.unknown", {{"delegate", mark.delegate}});
  }
  if (mark.status == RollStatus::kAbsent) {
    if (mark.reason.empty()) return deny("roll.reason_missing", {{"delegate", mark.delegate}});
  }
  if (mark.status == RollStatus::kSubstitute && !is_named(mark.substitute)) {
    return deny("roll.substitute_missing", {{"delegate", mark.delegate}});
  }
  return first_of(too_long(mark.reason, kTextLetters, "reason"), bad_speaker(mark.substitute),
                  too_long(mark.letter, kKeyLetters, "letter"));
}

// A mark says nothing of what its status has no place for.
RollMark cleaned(RollMark mark) {
  if (mark.status != RollStatus::kAbsent) mark.reason.clear();
  if (mark.status != RollStatus::kSubstitute) {
    mark.substitute = {};
    mark.letter.clear();
  }
  return mark;
}

bool on_the_roll(const Roll& roll, PersonId person) {
  return std::any_of(roll.delegates.begin(), roll.delegates.end(),
                     [&](const auto& one) { return one.second.person == person; });
}

Denial bad_invitees(const Roll& roll, const std::vector<Invitee>& people) {
  std::set<PersonId> seen;
  for (const Invitee& one : people) {
    if (one.person.value == 0) return deny("text.missing", {{"field", "person"}});
    if (!seen.insert(one.person).second || on_the_roll(roll, one.person)) {
      return deny("delegate.twice", {{"person", one.person}});
    }
  }
  return too_many(roll.delegates.size() + people.size(), kMaxDelegates, "delegates");
}

Denial bad_declared(const Declared& declared) {
  if (Denial no = first_of(out_of_range(declared.in_room, kMaxHeads, "in_room"),
                           out_of_range(declared.online, kMaxHeads, "online"),
                           out_of_range(declared.substitutes, kMaxHeads, "substitutes"),
                           too_many(declared.absent.size(), 100, "absent"))) {
    return no;
  }
  for (const Absence& absence : declared.absent) {
    if (absence.reason.empty()) return deny("roll.reason_missing");
    if (Denial no = first_of(out_of_range(absence.count, kMaxHeads, "absent"),
                             too_long(absence.reason, kTextLetters, "reason"))) {
      return no;
    }
  }
  return {};
}

template <class Change>
void change_roll(State& state, SiteId id, Change change) {
  Site& site = state.sites[id];
  state.totals -= sums_of(site);
  change(site.roll);
  state.totals += sums_of(site);
}

void add(RollSums& to, const RollSums& other, uint32_t sign) {
  to.sites += sign * other.sites;
  to.sites_in += sign * other.sites_in;
  to.expected += sign * other.expected;
  to.in_room += sign * other.in_room;
  to.online += sign * other.online;
  to.substitutes += sign * other.substitutes;
  to.absent += sign * other.absent;
  to.not_called += sign * other.not_called;
  to.present += sign * other.present;
  to.present_substitutes += sign * other.present_substitutes;
  to.heads += sign * other.heads;
}

}  // namespace

RollSums& RollSums::operator+=(const RollSums& other) {
  add(*this, other, 1);
  return *this;
}

// Unsigned arithmetic wraps: adding -1 times what was added before brings back what stood.
RollSums& RollSums::operator-=(const RollSums& other) {
  add(*this, other, UINT32_MAX);
  return *this;
}

RollSums sums_of(const Site& site) {
  RollSums sums;
  sums.sites = 1;
  sums.sites_in = is_there(site) ? 1 : 0;
  for (const auto& [id, delegate] : site.roll.delegates) count(sums, delegate.status);
  if (site.roll.delegates.empty()) count(sums, site.roll.declared);
  const uint32_t called = sums.in_room + sums.online + sums.substitutes + sums.absent;
  const auto named = static_cast<uint32_t>(site.roll.delegates.size());
  // More may come than were expected: then all who were called were.
  sums.expected = std::max({site.spec.expected, named, called});
  sums.not_called = sums.expected - called;
  if (is_there(site)) {
    sums.present = sums.in_room + sums.online + sums.substitutes;
    sums.present_substitutes = sums.substitutes;
  }
  sums.heads = site.checked_in ? site.heads : 0;
  return sums;
}

std::map<SiteId, RollSums> roll_up(const State& state) {
  std::map<SiteId, RollSums> sums;
  for (const auto& [id, site] : state.sites) {
    const RollSums own = sums_of(site);
    for (SiteId at = id; at.value != 0; at = state.sites.at(at).spec.parent) sums[at] += own;
  }
  return sums;
}

RollSums sums_below(const State& state, SiteId site) {
  RollSums sums;
  for (const auto& [id, one] : state.sites) {
    SiteId at = id;
    while (at.value != 0 && at != site) at = state.sites.at(at).spec.parent;
    if (at == site) sums += sums_of(one);
  }
  return sums;
}

Decided decide_one(const State& state, const DelegatesInvite& c, const Context&) {
  if (Denial no = bad_invitees(state.sites.at(c.site).roll, c.people)) return *no;
  if (c.people.empty()) return nothing();
  DelegatesInvited invited{c.site, {}};
  uint32_t last = state.last.delegate;
  for (const Invitee& one : c.people) invited.delegates.push_back({{++last}, one});
  return invited;
}

Decided decide_one(const State& state, const DelegatesRemove& c, const Context&) {
  const Roll& roll = state.sites.at(c.site).roll;
  for (const DelegateId id : c.delegates) {
    if (!roll.delegates.contains(id)) return deny("delegate.unknown", {{"delegate", id}});
  }
  if (c.delegates.empty()) return nothing();
  return DelegatesRemoved{c.site, c.delegates};
}

Decided decide_one(const State& state, const RollCall& c, const Context&) {
  const Roll& roll = state.sites.at(c.site).roll;
  if (Denial no = too_many(c.marks.size(), kMaxDelegates, "marks")) return *no;
  RollMarked marked{c.site, {}};
  for (const RollMark& mark : c.marks) {
    if (Denial no = bad_mark(roll, mark)) return *no;
    marked.marks.push_back(cleaned(mark));
  }
  if (marked.marks.empty()) return nothing();
  return marked;
}

Decided decide_one(const State& state, const RollCallRest& c, const Context&) {
  // Who came instead differs for each: a substitute cannot be marked for many at once.
  if (c.status == RollStatus::kSubstitute) return deny("roll.substitute_missing");
  if (c.status == RollStatus::kAbsent && c.reason.empty()) return deny("roll.reason_missing");
  if (Denial no = too_long(c.reason, kTextLetters, "reason")) return *no;
  RollMarked marked{c.site, {}};
  for (const auto& [id, delegate] : state.sites.at(c.site).roll.delegates) {
    if (delegate.status != RollStatus::kNotCalled) continue;
    marked.marks.push_back(cleaned({id, c.status, c.reason, {}, {}}));
  }
  if (marked.marks.empty()) return deny("roll.nobody_left");
  if (c.status == RollStatus::kNotCalled) return nothing();
  return marked;
}

Decided decide_one(const State&, const RollDeclare& c, const Context&) {
  if (Denial no = bad_declared(c.declared)) return *no;
  return RollDeclared{c.site, c.declared};
}

Decided decide_one(const State&, const RollConfirm& c, const Context&) {
  if (Denial no = out_of_range(c.heads, kMaxHeads, "heads")) return *no;
  return RollConfirmed{c.site, c.heads};
}

Decided decide_one(const State& state, const RollReportMake&, const Context&) {
  return RollReported{state.totals};
}

void apply_one(State& state, const DelegatesInvited& f, const Stamp&) {
  change_roll(state, f.site, [&](Roll& roll) {
    for (const InvitedDelegate& one : f.delegates) {
      state.last.delegate = std::max(state.last.delegate, one.delegate.value);
      Delegate& delegate = roll.delegates[one.delegate];
      delegate.person = one.invitee.person;
      delegate.post = one.invitee.post;
      delegate.unit = one.invitee.unit;
    }
  });
}

void apply_one(State& state, const DelegatesRemoved& f, const Stamp&) {
  change_roll(state, f.site, [&](Roll& roll) {
    for (const DelegateId id : f.delegates) roll.delegates.erase(id);
  });
}

void apply_one(State& state, const RollMarked& f, const Stamp& stamp) {
  change_roll(state, f.site, [&](Roll& roll) {
    for (const RollMark& mark : f.marks) {
      Delegate& delegate = roll.delegates[mark.delegate];
      delegate.status = mark.status;
      delegate.reason = mark.reason;
      delegate.substitute = mark.substitute;
      delegate.letter = mark.letter;
      delegate.marked = stamp;
    }
  });
}

void apply_one(State& state, const RollDeclared& f, const Stamp& stamp) {
  change_roll(state, f.site, [&](Roll& roll) {
    roll.declared = f.declared;
    roll.declared_at = stamp;
  });
}

void apply_one(State& state, const RollConfirmed& f, const Stamp& stamp) {
  Roll& roll = state.sites[f.site].roll;
  roll.confirmed = f.heads;
  roll.confirmed_at = stamp;
}

void apply_one(State& state, const RollReported& f, const Stamp& stamp) {
  state.roll_reports.push_back({stamp, f.sums});
}

}  // namespace diemcau::conference
