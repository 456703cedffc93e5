#include "conference/sites.h"

#include "conference/decided.h"

namespace diemcau::conference {

namespace {

Denial bad_parent(const State& state, SiteId self, SiteId parent) {
  if (parent.value == 0) return {};
  if (find_site(state, parent) == nullptr) return deny("site.unknown", {{"site", parent}});
  for (SiteId at = parent; at.value != 0; at = state.sites.at(at).spec.parent) {
    if (at == self) return deny("site.loop", {{"site", self}, {"parent", parent}});
  }
  return {};
}

Denial bad_spec(const State& state, SiteId self, const SiteSpec& spec) {
  return first_of(missing_or_too_long(spec.name, kNameLetters, "name"),
                  too_long(spec.region, kNameLetters, "region"),
                  out_of_range(spec.expected, kMaxHeads, "expected"),
                  out_of_range(spec.weight, kMaxHeads, "weight"),
                  bad_parent(state, self, spec.parent));
}

bool leads_from(const State& state, SiteId site) {
  const auto from = [&](const Official& official) { return official.site == site; };
  return from(state.life.chair) ||
         std::any_of(state.life.co_chairs.begin(), state.life.co_chairs.end(), from);
}

// Whether something still refers to it.
bool in_use(const State& state, SiteId id) {
  const auto is_child = [&](const auto& one) { return one.second.spec.parent == id; };
  const auto speaks = [&](const auto& one) { return one.second.spec.site == id; };
  return is_set(state.sites.at(id).checked_in_at) || leads_from(state, id) ||
         std::any_of(state.sites.begin(), state.sites.end(), is_child) ||
         std::any_of(state.programme.items.begin(), state.programme.items.end(), speaks);
}

// Changes one site and keeps the totals equal to the sum of all.
template <class Change>
void change_site(State& state, SiteId id, Change change) {
  Site& site = state.sites[id];
  state.totals -= sums_of(site);
  change(site);
  state.totals += sums_of(site);
}

}  // namespace

bool is_ready(const Site& site) {
  return std::all_of(
      site.readiness.begin(), site.readiness.end(), [](const ReadinessResult& result) {
        return result.outcome == Readiness::kGood || result.outcome == Readiness::kWeak;
      });
}

Decided decide_one(const State& state, const SiteAdd& c, const Context&) {
  const SiteId id{state.last.site + 1};
  if (Denial no = bad_spec(state, id, c.spec)) return *no;
  if (Denial no = too_many(state.sites.size() + 1, kMaxSites, "sites")) return *no;
  return SiteAdded{id, c.spec};
}

Decided decide_one(const State& state, const SiteChange& c, const Context&) {
  if (Denial no = bad_spec(state, c.site, c.spec)) return *no;
  if (state.sites.at(c.site).spec == c.spec) return nothing();
  return SiteChanged{c.site, c.spec};
}

Decided decide_one(const State& state, const SiteRemove& c, const Context&) {
  if (in_use(state, c.site)) return deny("site.in_use", {{"site", c.site}});
  return SiteRemoved{c.site};
}

Decided decide_one(const State& state, const SiteCheckIn& c, const Context&) {
  if (Denial no = out_of_range(c.heads, kMaxHeads, "heads")) return *no;
  const Site& site = state.sites.at(c.site);
  if (is_there(site) && site.heads == c.heads) return nothing();
  return SiteCheckedIn{c.site, c.heads};
}

Decided decide_one(const State& state, const SiteCount& c, const Context&) {
  if (Denial no = out_of_range(c.heads, kMaxHeads, "heads")) return *no;
  const Site& site = state.sites.at(c.site);
  if (!site.checked_in) return deny("site.absent", {{"site", c.site}});
  if (site.heads == c.heads) return nothing();
  return SiteCounted{c.site, c.heads};
}

Decided decide_one(const State& state, const SiteCheckOut& c, const Context&) {
  if (Denial no = too_long(c.reason, kTextLetters, "reason")) return *no;
  if (!state.sites.at(c.site).checked_in) return nothing();
  return SiteCheckedOut{c.site, c.reason};
}

Decided decide_one(const State& state, const LineLose& c, const Context&) {
  const Site& site = state.sites.at(c.site);
  if (!site.checked_in || site.line_lost) return nothing();
  return LineLost{c.site};
}

Decided decide_one(const State& state, const LineRegain& c, const Context&) {
  if (!state.sites.at(c.site).line_lost) return nothing();
  return LineRegained{c.site};
}

Decided decide_one(const State&, const ReadinessReport& c, const Context&) {
  if (Denial no = too_long(c.detail, kTextLetters, "detail")) return *no;
  return ReadinessReported{c.site, c.step, c.outcome, c.detail};
}

void apply_one(State& state, const SiteAdded& f, const Stamp&) {
  state.last.site = f.site.value;
  state.sites[f.site].spec = f.spec;
  state.totals += sums_of(state.sites[f.site]);
}

void apply_one(State& state, const SiteChanged& f, const Stamp&) {
  change_site(state, f.site, [&](Site& site) { site.spec = f.spec; });
}

void apply_one(State& state, const SiteRemoved& f, const Stamp&) {
  state.totals -= sums_of(state.sites[f.site]);
  state.sites.erase(f.site);
  std::erase(state.stage.beside, f.site);
}

void apply_one(State& state, const SiteCheckedIn& f, const Stamp& stamp) {
  change_site(state, f.site, [&](Site& site) {
    if (!site.checked_in) site.checked_in_at = stamp;
    site.checked_in = true;
    site.line_lost = false;
    site.heads = f.heads;
    site.counted = stamp;
  });
}

void apply_one(State& state, const SiteCounted& f, const Stamp& stamp) {
  change_site(state, f.site, [&](Site& site) {
    site.heads = f.heads;
    site.counted = stamp;
  });
}

void apply_one(State& state, const SiteCheckedOut& f, const Stamp& stamp) {
  change_site(state, f.site, [&](Site& site) {
    site.checked_in = false;
    site.line_lost = false;
    site.checked_out_at = stamp;
  });
  end_turns_of(state, f.site, stamp);
  drop_site(state.queue, f.site);
  if (state.stage.on_air == f.site) state.stage.on_air = {};
  if (state.stage.talkback == f.site) state.stage.talkback = {};
  if (state.stage.tone == f.site) state.stage.tone = {};
}

void apply_one(State& state, const LineLost& f, const Stamp& stamp) {
  change_site(state, f.site, [&](Site& site) {
    site.line_lost = true;
    site.line_changed = stamp;
    ++site.times_lost;
  });
}

void apply_one(State& state, const LineRegained& f, const Stamp& stamp) {
  change_site(state, f.site, [&](Site& site) {
    site.line_lost = false;
    site.line_changed = stamp;
  });
}

void apply_one(State& state, const ReadinessReported& f, const Stamp& stamp) {
  state.sites[f.site].readiness[static_cast<size_t>(f.step)] = {f.outcome, f.detail, stamp};
}

}  // namespace diemcau::conference
