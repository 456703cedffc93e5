#include "livekit/gates.h"

#include <array>

namespace diemcau::livekit {
namespace {

using room::TrackSource;

constexpr std::array kSources{TrackSource::kCamera, TrackSource::kMicrophone,
                              TrackSource::kScreenShare, TrackSource::kScreenShareAudio};

// Under which source a track's gate goes. Nobody is heard by calling the microphone something else:
// sound is the screen's only if it says so, or the microphone's.
TrackSource gate_of(const room::TrackDescription& track) {
  if (track.kind == MediaKind::kAudio) {
    const bool of_screen = track.source == TrackSource::kScreenShareAudio;
    return of_screen ? TrackSource::kScreenShareAudio : TrackSource::kMicrophone;
  }
  const bool of_screen = track.source == TrackSource::kScreenShare;
  return of_screen ? TrackSource::kScreenShare : TrackSource::kCamera;
}

}  // namespace

void remember_gate(Hall& hall, const SetGate& wanted) {
  std::set<TrackSource>& closed = hall.closed[wanted.identity];
  for (const TrackSource source : kSources) {
    if (wanted.source && *wanted.source != source) continue;
    if (wanted.open) {
      closed.erase(source);
    } else {
      closed.insert(source);
    }
  }
  if (closed.empty()) hall.closed.erase(wanted.identity);
}

bool is_open(const Hall& hall, const std::string& identity, const room::TrackDescription& track) {
  const auto closed = hall.closed.find(identity);
  return closed == hall.closed.end() || !closed->second.contains(gate_of(track));
}

void follow_gates(World& world, const Hall& hall, const room::Participant& publisher) {
  Session* session = world.session(publisher.id);
  if (!session) return;
  for (auto& [id, sent] : session->sent) {
    const room::Track* track = hall.room.find_track(id);
    if (!track || !track->published) continue;
    const bool open = is_open(hall, publisher.identity, track->about);
    if (sent.source.open == open) continue;
    sent.source.open = open;
    world.tell_shard(session->shard, link::GateSource{id, open});
  }
}

}  // namespace diemcau::livekit
