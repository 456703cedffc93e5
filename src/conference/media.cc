#include "conference/media.h"

#include <algorithm>

namespace diemcau::conference {

namespace {

bool contains(const std::vector<SiteId>& sites, SiteId site) {
  return std::find(sites.begin(), sites.end(), site) != sites.end();
}

void add_site(const State& state, SiteId id, const Site& site, DesiredMedia& media) {
  const DeviceId owner = site.devices.sound;
  if (owner.value != 0) media.sound_owners.push_back({id, owner, site.devices.all.at(owner).key});
  const bool heard = microphone_open(state, id);
  if (heard) media.open_microphones.push_back(id);
  if (heard || contains(media.stage, id)) media.red_frames.push_back(id);
}

}  // namespace

DesiredMedia desired_media(const State& state) {
  DesiredMedia media;
  const bool session = state.life.phase == Phase::kInSession;
  media.phase = state.life.phase;
  media.stage = on_stage(state);
  media.layout = state.stage.layout;
  for (const auto& [id, site] : state.sites) add_site(state, id, site, media);
  for (const TurnId id : state.floor.holders) {
    const Turn& turn = *find(state.floor, id);
    if (session) media.captions.push_back({id, turn.site, turn.speaker});
  }
  if (session) media.film = state.stage.film.file;
  media.recording = session && records(state.stage);
  media.tone = state.stage.tone;
  media.talkback = state.stage.talkback;
  return media;
}

}  // namespace diemcau::conference
