#include "conference/presence.h"

#include "conference/decided.h"

namespace diemcau::conference {

namespace {

void add(SitePresence& presence, const Delegate& delegate) {
  if (delegate.status == RollStatus::kInRoom || delegate.status == RollStatus::kOnline) {
    presence.people.push_back(delegate.person);
  }
  if (delegate.status != RollStatus::kSubstitute) return;
  const PersonId substitute = delegate.substitute.person;
  if (substitute.value != 0) presence.people.push_back(substitute);
  if (substitute.value == 0) ++presence.unnamed;
}

SitePresence presence_of(SiteId id, const Site& site) {
  SitePresence presence{id, {}, 0};
  for (const auto& [delegate_id, delegate] : site.roll.delegates) add(presence, delegate);
  if (site.roll.delegates.empty()) presence.unnamed = sums_of(site).present;
  return presence;
}

}  // namespace

PresenceRecorded presence_now(const State& state, ItemId item) {
  PresenceRecorded recorded{item, state.programme.items.at(item).spec.course, {}};
  for (const auto& [id, site] : state.sites) {
    if (!is_there(site)) continue;
    SitePresence presence = presence_of(id, site);
    if (!presence.people.empty() || presence.unnamed != 0) {
      recorded.sites.push_back(std::move(presence));
    }
  }
  return recorded;
}

void apply_one(State& state, const PresenceRecorded& f, const Stamp& stamp) {
  state.presences[f.item] = {f.course, f.sites, stamp};
}

}  // namespace diemcau::conference
