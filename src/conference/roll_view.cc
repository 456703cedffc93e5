#include "conference/roll_view.h"

namespace diemcau::conference {

RollView roll_view(const State& state) {
  RollView view{state.id, state.seq, state.totals, state.quorum.rule};
  view.quorum = fulfils(state.quorum.rule, state.totals);
  const auto below = roll_up(state);
  for (const auto& [id, site] : state.sites) {
    view.rows.push_back({id, site.spec.parent, site.spec.name, site.spec.unit, site.spec.level,
                         sums_of(site), below.at(id), site.roll.confirmed});
  }
  return view;
}

SiteRollView site_roll_view(const State& state, SiteId id) {
  SiteRollView view{state.id, state.seq};
  const Site* site = find_site(state, id);
  if (site == nullptr) return view;
  view.site = id;
  view.own = sums_of(*site);
  view.roll = site->roll;
  return view;
}

}  // namespace diemcau::conference
