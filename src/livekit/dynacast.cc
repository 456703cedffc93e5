#include "livekit/dynacast.h"

#include <algorithm>
#include <utility>

namespace diemcau::livekit {
namespace {

const char* codec_name(Codec codec) {
  switch (codec) {
    case Codec::kVp8:
      return "vp8";
    case Codec::kVp9:
      return "vp9";
    case Codec::kH264:
      return "h264";
    case Codec::kAv1:
      return "av1";
    case Codec::kOpus:
    case Codec::kRed:
      break;
  }
  return "";
}

Layer highest_wanted(const Sent& sent) {
  for (size_t layer = kMaxLayers; layer-- > 1;) {
    if (sent.wishes[layer] > 0) return static_cast<Layer>(layer);
  }
  return Layer::kLow;
}

void add_qualities(Layer highest, google::protobuf::RepeatedPtrField<pb::SubscribedQuality>& out) {
  for (size_t layer = 0; layer < kMaxLayers; ++layer) {
    pb::SubscribedQuality& one = *out.Add();
    one.set_quality(static_cast<pb::VideoQuality>(layer));
    one.set_enabled(layer <= static_cast<size_t>(highest));
  }
}

void tell(World& world, const Session& publisher, const room::Track& track, Sent& sent) {
  const Layer highest = highest_wanted(sent);
  sent.lower_at = kNever;
  if (sent.told_wanted == highest) return;
  sent.told_wanted = highest;
  pb::SignalResponse response;
  pb::SubscribedQualityUpdate& update = *response.mutable_subscribed_quality_update();
  update.set_track_sid(track.sid);
  for (const PayloadFormat& format : sent.source.formats) {
    pb::SubscribedCodec& codec = *update.add_subscribed_codecs();
    codec.set_codec(codec_name(format.codec));
    add_qualities(highest, *codec.mutable_qualities());
  }
  add_qualities(highest, *update.mutable_subscribed_qualities());
  world.send(publisher, response);
}

// Only a track of several layers has something to leave out.
bool has_layers(const room::Track& track) {
  return track.about.kind == MediaKind::kVideo && track.published && track.simulcast;
}

void consider(World& world, Now now, Session& publisher, TrackId id) {
  const auto at = publisher.sent.find(id);
  const room::Track* track = world.hall(publisher).room.find_track(id);
  if (at == publisher.sent.end() || !track || !has_layers(*track)) return;
  Sent& sent = at->second;
  if (highest_wanted(sent) >= sent.told_wanted) return tell(world, publisher, *track, sent);
  if (sent.lower_at != kNever) return;
  sent.lower_at = now.at + world.config.limits.dynacast_delay;
  world.arm(publisher, sent.lower_at);
}

}  // namespace

void count_wish(World& world, const Session& session, TrackId track, Received& received,
                std::optional<Layer> highest) {
  if (received.counted == highest) return;
  const room::Track* one = world.hall(session).room.find_track(track);
  Session* publisher = one ? world.session(one->publisher) : nullptr;
  const auto before = std::exchange(received.counted, highest);
  if (!publisher) return;
  const auto at = publisher->sent.find(track);
  if (at == publisher->sent.end()) return;
  auto& wishes = at->second.wishes;
  if (before && wishes[static_cast<size_t>(*before)] > 0) --wishes[static_cast<size_t>(*before)];
  if (highest) ++wishes[static_cast<size_t>(*highest)];
  world.wished.insert({publisher->peer, track});
}

void forget_wishes(World& world, Session& session) {
  for (auto& [track, received] : session.received) {
    count_wish(world, session, track, received, std::nullopt);
  }
}

void tell_wanted_layers(World& world, Now now) {
  for (const auto& [peer, track] : std::exchange(world.wished, {})) {
    if (Session* publisher = world.session(peer)) consider(world, now, *publisher, track);
  }
}

Instant tell_wanted_layers(World& world, Now now, Session& publisher) {
  Instant next = kNever;
  for (auto& [id, sent] : publisher.sent) {
    if (sent.lower_at == kNever) continue;
    const room::Track* track = world.hall(publisher).room.find_track(id);
    if (track && sent.lower_at <= now.at) tell(world, publisher, *track, sent);
    next = std::min(next, sent.lower_at);
  }
  return next;
}

}  // namespace diemcau::livekit
