#include "livekit/subscribing.h"

#include <algorithm>

#include "livekit/dynacast.h"
#include "livekit/encode.h"
#include "livekit/listening.h"

namespace diemcau::livekit {
namespace {

Ssrc make_ssrc(SecureRandom& random) {
  uint32_t value = 0;
  while (value == 0) value = random.u32();
  return Ssrc{value};
}

bool same_seat(const link::SetSink& sink, const negotiate::SubscribedSection& section) {
  return sink.mid == section.mid && sink.formats == section.formats &&
         sink.extensions == section.extensions;
}

void leave_seat(World& world, Session& session, Received& received) {
  if (!received.seat) return;
  count_wish(world, session, received.seat->track, received, std::nullopt);
  world.tell_shard(session.shard, link::RemoveSink{received.seat->sink});
  received.seat.reset();
  received.selected = {};
}

// Agents wait for it before they begin to speak.
void tell_publisher(World& world, const room::Track& track) {
  Session* publisher = world.session(track.publisher);
  const auto sent = publisher ? publisher->sent.find(track.id) : decltype(publisher->sent.end()){};
  if (!publisher || sent == publisher->sent.end() || sent->second.subscribed) return;
  sent->second.subscribed = true;
  pb::SignalResponse response;
  response.mutable_track_subscribed()->set_track_sid(track.sid);
  world.send(*publisher, response);
}

// A screen, and what is shown large or of which nothing is known, is the stage.
Importance importance_of(const Wish& wish, const room::Track& track) {
  constexpr uint32_t kStageSide = 640;  // the longer one
  const bool screen = track.about.source == room::TrackSource::kScreenShare;
  const bool unknown = wish.width == 0 || wish.height == 0;
  const bool large =
      unknown ? wish.quality == Layer::kHigh : std::max(wish.width, wish.height) >= kStageSide;
  return screen || large ? Importance::kStage : Importance::kThumbnail;
}

void select_layer(World& world, Session& session, Received& received, const room::Track& track) {
  if (!received.seat) return;
  const link::SelectLayer wanted{received.seat->sink, layer_for(received.wish, track),
                                 received.wish.disabled, importance_of(received.wish, track)};
  count_wish(world, session, track.id, received,
             wanted.paused ? std::nullopt : std::optional(wanted.highest));
  link::SelectLayer& now = received.selected;
  if (wanted.highest == now.highest && wanted.paused == now.paused &&
      wanted.importance == now.importance) {
    return;
  }
  now = wanted;
  world.tell_shard(session.shard, wanted);
}

void take_seat(World& world, Session& session, Received& received, const room::Track& track,
               const negotiate::SubscribedSection& section) {
  leave_seat(world, session, received);
  received.seat = link::SetSink{.sink = world.next_sink(),
                                .peer = downlink_of(session),
                                .track = track.id,
                                .mid = section.mid,
                                .formats = section.formats,
                                .extensions = section.extensions,
                                .ssrc = received.ssrc,
                                .rtx_ssrc = received.rtx_ssrc};
  received.selected = {};
  world.tell_shard(session.shard, *received.seat);
  select_layer(world, session, received, track);
  tell_publisher(world, track);
}

void send_error(World& world, const Session& session, const std::string& track_sid,
                pb::SubscriptionError error) {
  ++world.counters.refused_request;
  pb::SignalResponse response;
  response.mutable_subscription_response()->set_track_sid(track_sid);
  response.mutable_subscription_response()->set_err(error);
  world.send(session, response);
}

const std::vector<room::TrackLayer>& layers_of(const room::Track& track) {
  const auto& codecs = track.about.codecs;
  const bool by_codec = !codecs.empty() && !codecs.front().layers.empty();
  return by_codec ? codecs.front().layers : track.about.layers;
}

// Turned by a quarter, a phone's picture fills the same tile.
bool fills(const room::TrackLayer& layer, const Wish& wish) {
  return std::max(layer.width, layer.height) >= std::max(wish.width, wish.height) &&
         std::min(layer.width, layer.height) >= std::min(wish.width, wish.height);
}

}  // namespace

Layer layer_for(const Wish& wish, const room::Track& track) {
  if (wish.width == 0 || wish.height == 0) return wish.quality;
  Layer lowest = Layer::kHigh;
  for (const room::TrackLayer& layer : layers_of(track)) {
    if (fills(layer, wish)) lowest = std::min(lowest, layer.layer);
  }
  return lowest;
}

void start_receiving(World& world, PeerId subscriber, const room::Track& track) {
  Session* session = world.session(subscriber);
  if (!session) return;
  Received received{.kind = track.about.kind, .ssrc = make_ssrc(world.random)};
  if (received.kind == MediaKind::kVideo) received.rtx_ssrc = make_ssrc(world.random);
  session->received.emplace(track.id, std::move(received));
  session->negotiation.stale = true;
  world.to_ask.insert(subscriber);
}

void stop_receiving(World& world, PeerId subscriber, TrackId track) {
  Session* session = world.session(subscriber);
  const auto at = session ? session->received.find(track) : decltype(session->received.end()){};
  if (!session || at == session->received.end()) return;
  Negotiation& negotiation = session->negotiation;
  if (at->second.seat) {
    // Its section becomes free with the next answer.
    ++(at->second.kind == MediaKind::kAudio ? negotiation.free_audio : negotiation.free_video);
    negotiation.stale = true;
    world.to_ask.insert(subscriber);
  }
  leave_seat(world, *session, at->second);
  session->received.erase(at);
}

void seat(World& world, Session& session, const std::vector<negotiate::SubscribedSection>& seats) {
  const room::Room& hall = world.hall(session).room;
  for (const negotiate::SubscribedSection& section : seats) {
    const auto at = session.received.find(section.track);
    const room::Track* track = hall.find_track(section.track);
    if (at == session.received.end() || !track) continue;
    if (at->second.seat && same_seat(*at->second.seat, section)) continue;
    take_seat(world, session, at->second, *track, section);
  }
}

void report_unsupported(World& world, Session& session, TrackId track) {
  const room::Track* one = world.hall(session).room.find_track(track);
  const auto at = session.received.find(track);
  if (!one || at == session.received.end() || at->second.unsupported) return;
  at->second.unsupported = true;
  leave_seat(world, session, at->second);
  send_error(world, session, one->sid, pb::SE_CODEC_UNSUPPORTED);
}

void disable(World& world, Session& session, Received& received, const room::Track& track) {
  received.wish.disabled = true;
  select_layer(world, session, received, track);
}

void handle(World& world, Session& session, const UpdateSubscription& request) {
  room::Room& hall = world.hall(session).room;
  for (const std::string& sid : request.track_sids) {
    switch (hall.subscribe(session.peer, sid, request.subscribe)) {
      case room::SubscribeResult::kDone:
        break;
      case room::SubscribeResult::kNotFound:
        // To stop what is gone already is no mistake.
        if (request.subscribe) send_error(world, session, sid, pb::SE_TRACK_NOTFOUND);
        break;
      case room::SubscribeResult::kOverLimit:
        send_error(world, session, sid, pb::SE_UNKNOWN);
        break;
    }
  }
}

void handle(World& world, Session& session, const TrackSettings& request) {
  const room::Room& hall = world.hall(session).room;
  for (const std::string& sid : request.track_sids) {
    const room::Track* track = hall.find_track(session.peer, sid);
    const auto at = track ? session.received.find(track->id) : session.received.end();
    if (at == session.received.end()) continue;  // it has just ended
    at->second.wish = {request.disabled, request.quality, request.width, request.height};
    select_layer(world, session, at->second, *track);
  }
}

void handle(World& world, Session& session, const SetTrackPermissions& request) {
  world.hall(session).room.set_track_permissions(session.peer, request.permissions);
}

}  // namespace diemcau::livekit
