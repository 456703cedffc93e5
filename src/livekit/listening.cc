#include "livekit/listening.h"

#include "base/ice_ufrag.h"
#include "livekit/encode.h"
#include "livekit/leaving.h"
#include "livekit/log.h"
#include "livekit/negotiating.h"
#include "livekit/subscribing.h"
#include "livekit/updates.h"

namespace diemcau::livekit {
namespace {

void refuse(World& world, Session& session, const char* why) {
  ++world.counters.bad_offer;
  log_warning(session, why);
  dismiss(world, session, room::DepartureReason::kStateMismatch, After::kJoinAnew);
}

// The first answer brings the peer into being; later ones may be those to a restart of ICE.
void connect(World& world, const Session& session, Listening& listening,
             const negotiate::AnswerToOffer& answer) {
  const IceCredentials& ours = listening.offers.local().ice;
  const IceCredentials before = std::exchange(listening.remote, answer.remote);
  if (!listening.answered) {
    listening.answered = true;
    listening.remote_fingerprint = answer.remote_fingerprint;
    world.tell_shard(
        session.shard,
        link::AddPeer{listening.peer, session.room, ours.ufrag, ours.password, answer.remote.ufrag,
                      answer.remote.password, answer.remote_fingerprint, /*opens_data=*/true});
  } else if (before.ufrag != answer.remote.ufrag) {
    world.tell_shard(session.shard, link::RestartIce{listening.peer, ours.ufrag, ours.password,
                                                     answer.remote.ufrag, answer.remote.password});
  }
}

// What a track is goes by the stream's name in this direction: a section is used again.
std::vector<negotiate::Subscription> wanted_of(World& world, const Session& session) {
  auto out = subscriptions_of(world, session);
  for (negotiate::Subscription& one : out) one.stream = one.track_sid;
  std::erase_if(out, [&](const negotiate::Subscription& one) {
    return session.received.at(one.track).unsupported;
  });
  return out;
}

}  // namespace

PeerId downlink_of(const Session& session) {
  return session.listening ? session.listening->peer : session.peer;
}

bool came_through(const Session& session) {
  return session.listening ? session.listening->answered : session.negotiation.offered;
}

void begin_listening(World& world, Session& session, const ShardEndpoint& endpoint) {
  negotiate::LocalTransport local = session.negotiation.state.local();
  local.ice = make_ice_credentials(world.random, endpoint.shard);
  session.listening.emplace(world.next_peer(), std::move(local));
  world.listeners.emplace(session.listening->peer, session.peer);
  session.negotiation.stale = true;
  world.to_ask.insert(session.peer);
}

void offer_to(World& world, Now now, Session& session) {
  Negotiation& negotiation = session.negotiation;
  if (session.connection.value == 0 || negotiation.asked || !negotiation.stale) return;
  Listening& listening = *session.listening;
  negotiation.asked = true;
  negotiation.stale = false;
  negotiation.ask_at = now.at + kPatience;
  world.arm(session, negotiation.ask_at);
  pb::SignalResponse response;
  pb::SessionDescription& out = *response.mutable_offer();
  out.set_type("offer");
  out.set_sdp(listening.offers.offer(wanted_of(world, session)));
  out.set_id(++listening.number);
  world.send(session, response);
}

void handle(World& world, Now now, Session& session, const Answer& request) {
  Negotiation& negotiation = session.negotiation;
  // Nobody asked; or it is the answer to an offer that another one has followed (older clients do
  // not number theirs).
  if (!session.listening || !negotiation.asked) return;
  Listening& listening = *session.listening;
  if (request.number != 0 && request.number != listening.number) return;
  const auto answer = listening.offers.read_answer(request.sdp);
  if (!answer) return refuse(world, session, negotiate::to_string(answer.error()));
  // Another certificate is another client: DTLS cannot go on.
  if (listening.answered && answer->remote_fingerprint != listening.remote_fingerprint) {
    return refuse(world, session, "answers with another certificate");
  }
  negotiation.asked = false;
  negotiation.ask_at = kNever;
  connect(world, session, listening, *answer);
  for (const TrackId track : answer->unsupported) {
    report_unsupported(world, session, track);
    negotiation.stale = true;
  }
  seat(world, session, answer->subscribed);
  if (negotiation.stale) world.to_ask.insert(session.peer);
  settle(world, now);
}

void restart_listening(World& world, Session& session) {
  if (!session.listening) return;
  Listening& listening = *session.listening;
  // Nothing is there yet that could be restarted.
  if (listening.answered) {
    negotiate::LocalTransport local = listening.offers.local();
    local.ice = make_ice_credentials(world.random, session.shard);
    listening.offers.set_local(std::move(local));
  }
  session.negotiation.asked = false;
  session.negotiation.stale = true;
  world.to_ask.insert(session.peer);
}

void end_listening(World& world, Session& session) {
  if (!session.listening) return;
  if (session.listening->answered) {
    world.tell_shard(session.shard, link::RemovePeer{session.listening->peer});
  }
  world.listeners.erase(session.listening->peer);
}

}  // namespace diemcau::livekit
