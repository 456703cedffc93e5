#include "organisation/care.h"

#include "organisation/decided.h"

namespace diemcau::organisation {

namespace {

Denial need_why(const std::string& why) { return missing_or_too_long(why, kTextLetters, "why"); }

Denial unknown(const State& state, PersonId person) {
  if (find_person(state, person) != nullptr) return {};
  return deny("person.unknown", {{"person", person}});
}

PersonId person_of(const State& state, AccountId id) {
  const Account* account = find_account(state, id);
  return account == nullptr ? PersonId{} : account->person;
}

// Two accounts of one person are one person.
bool same_person(const State& state, AccountId a, AccountId b) {
  if (a == b) return true;
  const PersonId person = person_of(state, a);
  return person.value != 0 && person == person_of(state, b);
}

bool is_own(const State& state, const Context& context, PersonId person) {
  return person.value != 0 && person_of(state, context.account) == person;
}

}  // namespace

Decided decide_one(const State& state, const ExportAsk& c, const Context& context) {
  if (c.branch.value != 0 && find_unit(state, c.branch) == nullptr) {
    return deny("unit.unknown", {{"unit", c.branch}});
  }
  if (Denial no =
          first_of(not_allowed(state, context, Purpose::kExport, c.branch), need_why(c.why))) {
    return *no;
  }
  return ExportAsked{ExportId{state.last.people_export + 1}, c.branch, c.why, context.account};
}

// No system right here: even diemcau itself is not a second person.
Decided decide_one(const State& state, const ExportDecide& c, const Context& context) {
  const auto found = state.exports.find(c.people_export);
  if (found == state.exports.end()) return deny("export.unknown");
  const PeopleExport& one = found->second;
  if (!may(state, context.account, Purpose::kApproveExport, one.branch)) {
    return deny("role.not_allowed", {{"unit", one.branch}});
  }
  if (one.state != ExportState::kAsked) return deny("export.decided");
  if (same_person(state, one.asked_by, context.account)) return deny("export.second_person");
  if (Denial no = need_why(c.why)) return *no;
  return ExportDecided{c.people_export, c.approve, c.why, context.account};
}

Decided decide_one(const State& state, const ExportTake& c, const Context& context) {
  const auto found = state.exports.find(c.people_export);
  if (found == state.exports.end()) return deny("export.unknown");
  const PeopleExport& one = found->second;
  if (one.asked_by != context.account) return deny("export.not_yours");
  if (one.state == ExportState::kTaken) return deny("export.taken");
  if (one.state != ExportState::kApproved) return deny("export.not_approved");
  if (context.now.ms >= one.decided.at.ms + kExportHoursMs) return deny("export.expired");
  // The right may have been withdrawn since.
  if (Denial no = not_allowed(state, context, Purpose::kExport, one.branch)) return *no;
  return ExportTaken{c.people_export};
}

Decided decide_one(const State& state, const HoldPlace& c, const Context& context) {
  if (Denial no =
          first_of(unknown(state, c.person), not_allowed(state, context, Purpose::kHold, c.person),
                   need_why(c.why))) {
    return *no;
  }
  if (state.people.at(c.person).erased) return deny("person.erased");
  if (state.people.at(c.person).hold) return nothing();
  return HoldPlaced{c.person, c.why};
}

Decided decide_one(const State& state, const HoldLift& c, const Context& context) {
  if (Denial no =
          first_of(unknown(state, c.person), not_allowed(state, context, Purpose::kHold, c.person),
                   need_why(c.why))) {
    return *no;
  }
  if (!state.people.at(c.person).hold) return deny("hold.none");
  return HoldLifted{c.person, c.why};
}

Decided decide_one(const State& state, const ErasureAsk& c, const Context& context) {
  if (Denial no = first_of(unknown(state, c.person), need_why(c.why))) return *no;
  if (!is_own(state, context, c.person)) {
    if (Denial no = not_allowed(state, context, Purpose::kPeople, c.person)) return *no;
  }
  if (state.people.at(c.person).erased) return deny("person.erased");
  for (const auto& [id, one] : state.erasures) {
    if (one.person == c.person && one.state == ErasureState::kAsked) return deny("erasure.asked");
  }
  return ErasureAsked{ErasureId{state.last.erasure + 1}, c.person, c.why};
}

Decided decide_one(const State& state, const ErasureDecide& c, const Context& context) {
  const auto found = state.erasures.find(c.erasure);
  if (found == state.erasures.end()) return deny("erasure.unknown");
  const Erasure& one = found->second;
  if (one.state != ErasureState::kAsked) return deny("erasure.decided");
  if (Denial no =
          first_of(not_allowed(state, context, Purpose::kErase, one.person), need_why(c.why))) {
    return *no;
  }
  if (!c.erase) return ErasureRefused{c.erasure, c.why};
  const Person* person = find_person(state, one.person);
  if (person != nullptr && person->hold) return deny("person.on_hold", {{"person", one.person}});
  std::vector<Fact> facts;
  if (const auto account = state.index.account_of.find(one.person);
      account != state.index.account_of.end() && !state.accounts.at(account->second).disabled) {
    facts.emplace_back(AccountDisabled{account->second, c.why});
  }
  facts.emplace_back(PersonErased{c.erasure, one.person, c.why});
  return facts;
}

void apply_one(State& state, const ExportAsked& f, const Stamp& stamp) {
  state.last.people_export = std::max(state.last.people_export, f.people_export.value);
  PeopleExport one;
  one.branch = f.branch;
  one.why = f.why;
  one.asked_by = f.by;
  one.asked = stamp;
  state.exports[f.people_export] = std::move(one);
}

void apply_one(State& state, const ExportDecided& f, const Stamp& stamp) {
  PeopleExport& one = state.exports[f.people_export];
  one.state = f.approved ? ExportState::kApproved : ExportState::kRefused;
  one.decided_by = f.by;
  one.decided_why = f.why;
  one.decided = stamp;
}

void apply_one(State& state, const ExportTaken& f, const Stamp& stamp) {
  state.exports[f.people_export].state = ExportState::kTaken;
  state.exports[f.people_export].taken = stamp;
}

void apply_one(State& state, const HoldPlaced& f, const Stamp& stamp) {
  const auto found = state.people.find(f.person);
  if (found != state.people.end()) found->second.hold = LegalHold{f.why, stamp};
}

void apply_one(State& state, const HoldLifted& f, const Stamp&) {
  const auto found = state.people.find(f.person);
  if (found != state.people.end()) found->second.hold.reset();
}

void apply_one(State& state, const ErasureAsked& f, const Stamp& stamp) {
  state.last.erasure = std::max(state.last.erasure, f.erasure.value);
  state.erasures[f.erasure] = {f.person, f.why, ErasureState::kAsked, stamp, {}, {}};
}

void apply_one(State& state, const ErasureRefused& f, const Stamp& stamp) {
  Erasure& one = state.erasures[f.erasure];
  one.state = ErasureState::kRefused;
  one.decided = stamp;
  one.decided_why = f.why;
}

void apply_one(State& state, const PersonErased& f, const Stamp& stamp) {
  Erasure& one = state.erasures[f.erasure];
  one.state = ErasureState::kDone;
  one.decided = stamp;
  one.decided_why = f.why;
  // What an import keeps for its undoing must not bring the person back.
  for (auto& [id, import] : state.imports) {
    const auto before = import.people_before.find(f.person);
    if (before == import.people_before.end()) continue;
    before->second.open = {};
    before->second.sealed.clear();
    before->second.erased = true;
  }
  Person erased;
  erased.erased = true;
  put_person(state, f.person, std::move(erased));
}

}  // namespace diemcau::organisation
