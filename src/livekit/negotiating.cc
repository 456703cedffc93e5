#include "livekit/negotiating.h"

#include <algorithm>

#include "base/ice_ufrag.h"
#include "livekit/encode.h"
#include "livekit/leaving.h"
#include "livekit/listening.h"
#include "livekit/log.h"
#include "livekit/publishing.h"
#include "livekit/subscribing.h"
#include "livekit/updates.h"
#include "negotiate/offer.h"

namespace diemcau::livekit {
namespace {

// Microphone and camera are played in step, and so are the two halves of a shared screen.
std::string stream_of(const room::Track& track) {
  switch (track.about.source) {
    case room::TrackSource::kCamera:
    case room::TrackSource::kMicrophone:
      return "camera";
    case room::TrackSource::kScreenShare:
    case room::TrackSource::kScreenShareAudio:
      return "screen";
    case room::TrackSource::kUnknown:
      break;
  }
  return track.about.stream.empty() ? track.sid : track.about.stream;
}

void refuse(World& world, Session& session, const char* why, bool again) {
  ++world.counters.bad_offer;
  log_warning(session, why);
  dismiss(world, session,
          again ? room::DepartureReason::kStateMismatch : room::DepartureReason::kJoinFailure,
          again ? After::kJoinAnew : After::kStayAway);
}

// The first offer brings the peer into being; a new ufrag is an ICE restart (RFC 8445 section 9).
void connect(World& world, Session& session, const negotiate::Offer& offer) {
  Negotiation& negotiation = session.negotiation;
  const bool first = !negotiation.offered;
  if (!first && offer.ufrag == negotiation.remote.ufrag) return;
  if (!first) {
    negotiate::LocalTransport local = negotiation.state.local();
    local.ice = make_ice_credentials(world.random, session.shard);
    negotiation.state.set_local(std::move(local));
  }
  negotiation.offered = true;
  negotiation.remote = {offer.ufrag, offer.password};
  negotiation.remote_fingerprint = offer.fingerprint;
  const IceCredentials& ours = negotiation.state.local().ice;
  if (first) {
    world.tell_shard(session.shard,
                     link::AddPeer{session.peer, session.room, ours.ufrag, ours.password,
                                   offer.ufrag, offer.password, offer.fingerprint});
  } else {
    world.tell_shard(session.shard, link::RestartIce{session.peer, ours.ufrag, ours.password,
                                                     offer.ufrag, offer.password});
  }
}

uint32_t free_sections(const negotiate::Offer& offer, negotiate::SectionKind kind,
                       const negotiate::Answer& answer) {
  return static_cast<uint32_t>(std::count_if(
      offer.sections.begin(), offer.sections.end(), [&](const negotiate::OfferedSection& one) {
        return one.kind == kind && !one.rejected && one.client_receives() && !one.client_sends() &&
               !answer.mid_to_track_id.contains(one.mid);
      }));
}

void send_answer(World& world, const Session& session, uint32_t number,
                 const negotiate::Answer& answer) {
  pb::SignalResponse response;
  pb::SessionDescription& out = *response.mutable_answer();
  out.set_type("answer");
  out.set_sdp(answer.sdp);
  out.set_id(number);
  for (const auto& [mid, sid] : answer.mid_to_track_id) (*out.mutable_mid_to_track_id())[mid] = sid;
  world.send(session, response);
}

// After an answer every track has its section, or needs one more, or can have none.
void note_outcome(World& world, Session& session, const negotiate::Offer& offer,
                  const negotiate::Answer& answer) {
  Negotiation& negotiation = session.negotiation;
  negotiation.asked = false;
  negotiation.ask_at = kNever;
  negotiation.stale = answer.missing_audio + answer.missing_video > 0;
  negotiation.free_audio = free_sections(offer, negotiate::SectionKind::kAudio, answer);
  negotiation.free_video = free_sections(offer, negotiate::SectionKind::kVideo, answer);
  for (const TrackId track : answer.unsupported) report_unsupported(world, session, track);
  if (negotiation.stale) world.to_ask.insert(session.peer);
}

struct Need {
  uint32_t audio = 0;
  uint32_t video = 0;
};

Need need_of(const Session& session) {
  Need waiting;
  for (const auto& [id, received] : session.received) {
    if (received.seat || received.unsupported) continue;
    ++(received.kind == MediaKind::kAudio ? waiting.audio : waiting.video);
  }
  const auto beyond = [](uint32_t wanted, uint32_t free) {
    return wanted - std::min(wanted, free);
  };
  return {beyond(waiting.audio, session.negotiation.free_audio),
          beyond(waiting.video, session.negotiation.free_video)};
}

void ask_for_offer(World& world, Now now, Session& session) {
  Negotiation& negotiation = session.negotiation;
  if (session.connection.value == 0 || negotiation.asked || !negotiation.stale) return;
  // Until then the client is busy with its first offer.
  if (!session.connected) return;
  negotiation.asked = true;
  negotiation.ask_at = now.at + kPatience;
  world.arm(session, negotiation.ask_at);
  const Need need = need_of(session);
  pb::SignalResponse response;
  response.mutable_media_sections_requirement()->set_num_audios(need.audio);
  response.mutable_media_sections_requirement()->set_num_videos(need.video);
  world.send(session, response);
}

}  // namespace

std::vector<negotiate::Subscription> subscriptions_of(World& world, const Session& session) {
  const room::Room& hall = world.hall(session).room;
  std::vector<negotiate::Subscription> out;
  for (const auto& [id, received] : session.received) {
    const room::Track* track = hall.find_track(id);
    const Session* publisher = track ? world.session(track->publisher) : nullptr;
    if (!publisher || !publisher->sent.contains(id)) continue;
    out.push_back({.track = id,
                   .track_sid = track->sid,
                   .participant_sid = publisher->sid,
                   .stream = stream_of(*track),
                   .kind = received.kind,
                   .formats = publisher->sent.at(id).source.formats,
                   .ssrc = received.ssrc,
                   .rtx_ssrc = received.rtx_ssrc});
  }
  return out;
}

void handle(World& world, Now now, Session& session, const Offer& request) {
  Negotiation& negotiation = session.negotiation;
  const auto offer = negotiate::parse_offer(request.sdp);
  if (!offer) {
    return refuse(world, session, negotiate::to_string(offer.error()), negotiation.offered);
  }
  // Another certificate is another client: DTLS cannot go on.
  if (negotiation.offered && offer->fingerprint != negotiation.remote_fingerprint) {
    return refuse(world, session, "offers with another certificate", true);
  }
  // The connection in which an older client publishes carries nothing else.
  const bool both_ways = !session.listening;
  if (both_ways) negotiation.asked = true;  // nothing to ask for: the answer follows
  settle(world, now);
  connect(world, session, *offer);
  const auto subscriptions =
      both_ways ? subscriptions_of(world, session) : std::vector<negotiate::Subscription>{};
  const negotiate::Answer answer =
      negotiation.state.answer(*offer, publications_of(world, session), subscriptions);
  if (both_ways) note_outcome(world, session, *offer, answer);
  publish(world, session, answer.published);
  seat(world, session, answer.subscribed);
  send_answer(world, session, request.number, answer);
  settle(world, now);
}

void ask_for_offers(World& world, Now now) {
  for (const PeerId peer : std::exchange(world.to_ask, {})) {
    Session* session = world.session(peer);
    if (session == nullptr) continue;
    session->listening ? offer_to(world, now, *session) : ask_for_offer(world, now, *session);
  }
}

}  // namespace diemcau::livekit
