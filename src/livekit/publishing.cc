#include "livekit/publishing.h"

#include <algorithm>

#include "livekit/encode.h"
#include "livekit/gates.h"
#include "livekit/refusing.h"
#include "negotiate/offer.h"

namespace diemcau::livekit {
namespace {

const room::Track* own_track(World& world, const Session& session, const std::string& sid) {
  const room::Track* track = world.hall(session).room.find_track(session.peer, sid);
  return track && track->publisher == session.peer ? track : nullptr;
}

// Why it may not be, if so.
std::optional<pb::RequestResponse_Reason> objection(const World& world,
                                                    const room::Participant& publisher,
                                                    const AddTrack& request) {
  if (!request.existing_sid.empty()) return pb::RequestResponse_Reason_UNSUPPORTED_TYPE;
  if (!publisher.permissions.may_publish(request.about.source)) {
    return pb::RequestResponse_Reason_NOT_ALLOWED;
  }
  if (publisher.tracks.size() >= world.config.limits.tracks) {
    return pb::RequestResponse_Reason_LIMIT_EXCEEDED;
  }
  return std::nullopt;
}

void refuse_track(World& world, const Session& session, const AddTrack& request,
                  pb::RequestResponse_Reason reason) {
  pb::RequestResponse refusal;
  pb::AddTrackRequest& echo = *refusal.mutable_add_track();
  echo.set_cid(request.about.cid);
  echo.set_name(request.about.name);
  echo.set_type(request.about.kind == MediaKind::kVideo ? pb::VIDEO : pb::AUDIO);
  refuse(world, session, 0, reason, std::move(refusal));
}

void send_published(World& world, const Session& session, const room::Track& track) {
  pb::SignalResponse response;
  pb::TrackPublishedResponse& out = *response.mutable_track_published();
  out.set_cid(track.about.cid);
  encode(track, *out.mutable_track());
  world.send(session, response);
}

// A client that asks again for what it has announced already gets the same answer.
const room::Track* announced(const room::Room& hall, const room::Participant& publisher,
                             const std::string& cid) {
  for (const TrackId id : publisher.tracks) {
    const room::Track* track = hall.find_track(id);
    if (!track->published && track->about.cid == cid) return track;
  }
  return nullptr;
}

std::optional<Codec> wanted_codec(const room::Track& track) {
  if (track.about.kind == MediaKind::kAudio || track.about.codecs.empty()) return std::nullopt;
  std::string name = track.about.codecs.front().mime_type;
  name.erase(0, name.find('/') + 1);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return negotiate::codec_of(name);
}

const char* mime_type(Codec codec) {
  switch (codec) {
    case Codec::kOpus:
      return "audio/opus";
    case Codec::kRed:
      return "audio/red";
    case Codec::kVp8:
      return "video/VP8";
    case Codec::kVp9:
      return "video/VP9";
    case Codec::kH264:
      return "video/H264";
    case Codec::kAv1:
      return "video/AV1";
  }
  return "";
}

link::SetSource source_of(PeerId peer, const negotiate::PublishedSection& section) {
  link::SetSource out{.peer = peer,
                      .track = section.track,
                      .kind = section.kind,
                      .mid = section.mid,
                      .formats = section.formats,
                      .extensions = section.extensions,
                      .layers = {}};
  for (const auto& layer : section.layers) {
    out.layers.push_back({layer.layer, layer.rid, layer.ssrc, layer.rtx_ssrc});
  }
  return out;
}

bool same(const link::SourceLayer& a, const link::SourceLayer& b) {
  return a.layer == b.layer && a.rid == b.rid && a.ssrc == b.ssrc && a.rtx_ssrc == b.rtx_ssrc;
}

bool same(const link::SetSource& a, const link::SetSource& b) {
  return a.mid == b.mid && a.formats == b.formats && a.extensions == b.extensions &&
         std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(), b.layers.end(),
                    [](const auto& x, const auto& y) { return same(x, y); });
}

// Those who receive it were answered for other formats.
void offer_anew(World& world, const room::Room& hall, const room::Track& track) {
  for (const PeerId peer : hall.subscribers(track.id)) {
    if (Session* one = world.session(peer)) one->negotiation.stale = true;
    world.to_ask.insert(peer);
  }
}

void publish_one(World& world, Session& session, const negotiate::PublishedSection& section) {
  room::Room& hall = world.hall(session).room;
  const room::Track* track = hall.find_track(section.track);
  if (!track || section.formats.empty() || section.layers.empty()) return;
  link::SetSource source = source_of(session.peer, section);
  Sent& sent = session.sent[section.track];
  if (track->published && same(sent.source, source)) return;
  if (track->published && sent.source.formats != source.formats) offer_anew(world, hall, *track);
  source.open = is_open(world.hall(session), session.grants.identity, track->about);
  sent.source = std::move(source);
  world.tell_shard(session.shard, sent.source);
  if (!track->published && track->about.muted) {
    world.tell_shard(session.shard, link::MuteSource{track->id, true});
  }
  hall.publish(track->id, section.mid, section.layers.size() > 1,
               mime_type(section.formats.front().codec));
}

}  // namespace

void handle(World& world, Session& session, const AddTrack& request) {
  room::Room& hall = world.hall(session).room;
  const room::Participant& publisher = *hall.find(session.peer);
  if (const room::Track* known = announced(hall, publisher, request.about.cid)) {
    return send_published(world, session, *known);
  }
  if (const auto reason = objection(world, publisher, request)) {
    return refuse_track(world, session, request, *reason);
  }
  const TrackId id = world.next_track();
  hall.add_track(
      {.id = id, .publisher = session.peer, .sid = world.make_sid("TR_"), .about = request.about});
  send_published(world, session, *hall.find_track(id));
}

void handle(World& world, Session& session, const Mute& request) {
  const room::Track* track = own_track(world, session, request.track_sid);
  if (!track) {
    pb::RequestResponse refusal;
    refusal.mutable_mute()->set_sid(request.track_sid);
    refusal.mutable_mute()->set_muted(request.muted);
    return refuse(world, session, 0, pb::RequestResponse_Reason_NOT_FOUND, std::move(refusal));
  }
  set_muted(world, session, *track, request.muted);
}

void set_muted(World& world, const Session& session, const room::Track& track, bool muted) {
  if (track.about.muted == muted) return;
  world.hall(session).room.set_muted(track.id, muted);
  if (track.published) world.tell_shard(session.shard, link::MuteSource{track.id, muted});
}

void send_unpublished(World& world, const Session& session, const std::string& track_sid) {
  pb::SignalResponse response;
  response.mutable_track_unpublished()->set_track_sid(track_sid);
  world.send(session, response);
}

void handle(World& world, Session& session, const UpdateAudioTrack& request) {
  if (const room::Track* track = own_track(world, session, request.track_sid)) {
    world.hall(session).room.set_audio_features(track->id, request.features);
  }
}

void handle(World& world, Session& session, const UpdateVideoTrack& request) {
  if (const room::Track* track = own_track(world, session, request.track_sid)) {
    world.hall(session).room.set_size(track->id, request.width, request.height);
  }
}

std::vector<negotiate::Publication> publications_of(World& world, const Session& session) {
  const room::Room& hall = world.hall(session).room;
  std::vector<negotiate::Publication> out;
  for (const TrackId id : hall.find(session.peer)->tracks) {
    const room::Track& track = *hall.find_track(id);
    const std::string& cid = track.about.codecs.empty() || track.about.codecs.front().cid.empty()
                                 ? track.about.cid
                                 : track.about.codecs.front().cid;
    out.push_back({.track = id,
                   .cid = cid,
                   .kind = track.about.kind,
                   .codec = wanted_codec(track),
                   .stereo = track.about.stereo,
                   .dtx = !track.about.disable_dtx,
                   .red = !track.about.disable_red});
  }
  return out;
}

void publish(World& world, Session& session,
             const std::vector<negotiate::PublishedSection>& sections) {
  for (const negotiate::PublishedSection& section : sections) {
    if (section.active) {
      publish_one(world, session, section);
    } else {
      world.hall(session).room.remove_track(section.track);
    }
  }
  world.touched.insert(session.room);
}

}  // namespace diemcau::livekit
