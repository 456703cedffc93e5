#include "livekit/lines.h"

#include <utility>

#include "livekit/updates.h"

namespace diemcau::livekit {
namespace {

// LOST is not told: the end of a connection is the participant's, and clients that publish and read
// it for ten seconds join anew.
pb::ConnectionQuality encode_quality(link::Quality quality) {
  switch (quality) {
    case link::Quality::kPoor:
      return pb::POOR;
    case link::Quality::kGood:
      return pb::GOOD;
    case link::Quality::kExcellent:
      return pb::EXCELLENT;
  }
  return pb::EXCELLENT;
}

// On the scale of mean opinion scores, in the middle of what each stands for.
float score_of(link::Quality quality) {
  switch (quality) {
    case link::Quality::kPoor:
      return 2.0F;
    case link::Quality::kGood:
      return 3.5F;
    case link::Quality::kExcellent:
      return 4.5F;
  }
  return 4.5F;
}

void add_quality(const room::Participant& one, link::Quality quality,
                 pb::ConnectionQualityUpdate& out) {
  pb::ConnectionQualityInfo& info = *out.add_updates();
  info.set_participant_sid(one.sid);
  info.set_quality(encode_quality(quality));
  info.set_score(score_of(quality));
}

// Whose quality the others may be told.
bool concerns_all(const World& world, const Hall& hall, const room::Participant& one) {
  if (one.permissions.hidden) return false;
  return !one.tracks.empty() || hall.room.size() <= world.config.limits.calm_room;
}

}  // namespace

void handle_paused(World& world, const link::SinkPaused& message) {
  Session* session = world.session_of_link(message.peer);
  if (!session) return;
  const auto at = session->received.find(message.track);
  const room::Room& hall = world.hall(*session).room;
  const room::Track* track = hall.find_track(message.track);
  const room::Participant* publisher = track ? hall.find(track->publisher) : nullptr;
  // The word may be about a sink that has gone meanwhile.
  if (at == session->received.end() || !at->second.seat || !publisher) return;
  if (at->second.seat->sink != message.sink) return;
  pb::SignalResponse response;
  pb::StreamStateInfo& info = *response.mutable_stream_state_update()->add_stream_states();
  info.set_participant_sid(publisher->sid);
  info.set_track_sid(track->sid);
  info.set_state(message.paused ? pb::PAUSED : pb::ACTIVE);
  world.send(*session, response);
}

void handle_quality(World& world, Now now, const link::QualityChanged& message) {
  Session* session = world.session_of_link(message.peer);
  if (!session) return;
  session->quality = message.quality;
  Hall& hall = world.hall(*session);
  const room::Participant* one = hall.room.find(session->peer);
  if (!one) return;
  pb::SignalResponse response;
  add_quality(*one, message.quality, *response.mutable_connection_quality());
  const bool gathered = hall.room.size() > world.config.limits.calm_room;
  if (!gathered && concerns_all(world, hall, *one)) return world.broadcast(hall, response);
  if (concerns_all(world, hall, *one)) note_quality(world, now, hall, session->peer);
  world.send(*session, response);
}

void tell_qualities(World& world, Hall& hall) {
  hall.qualities_due = kNever;
  pb::SignalResponse response;
  for (const PeerId peer : std::exchange(hall.quality_news, {})) {
    const Session* other = world.session(peer);
    const room::Participant* one = hall.room.find(peer);
    if (!other || !other->quality || !one) continue;
    add_quality(*one, *other->quality, *response.mutable_connection_quality());
  }
  if (response.has_connection_quality()) world.broadcast(hall, response);
}

void send_qualities(World& world, const Session& session) {
  const Hall& hall = world.hall(session);
  pb::SignalResponse response;
  const bool calm = hall.room.size() > world.config.limits.calm_room;
  for (const PeerId peer : calm ? hall.room.publishers() : hall.room.participants()) {
    const Session* other = world.session(peer);
    const room::Participant* one = hall.room.find(peer);
    if (!other || !other->quality || !one || !concerns_all(world, hall, *one)) continue;
    add_quality(*one, *other->quality, *response.mutable_connection_quality());
  }
  if (response.has_connection_quality()) world.send(session, response);
}

}  // namespace diemcau::livekit
