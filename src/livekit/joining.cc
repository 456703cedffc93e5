#include "livekit/joining.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ice_ufrag.h"
#include "livekit/admission.h"
#include "livekit/encode.h"
#include "livekit/halls.h"
#include "livekit/leaving.h"
#include "livekit/listening.h"
#include "livekit/log.h"
#include "livekit/negotiating.h"
#include "livekit/permissions.h"
#include "livekit/publishing.h"
#include "livekit/resuming.h"
#include "livekit/updates.h"

namespace diemcau::livekit {
namespace {

room::ParticipantKind kind_of(const std::string& name) {
  using room::ParticipantKind;
  constexpr std::array<std::pair<std::string_view, ParticipantKind>, 6> kKinds{{
      {"ingress", ParticipantKind::kIngress},
      {"egress", ParticipantKind::kEgress},
      {"sip", ParticipantKind::kSip},
      {"agent", ParticipantKind::kAgent},
      {"connector", ParticipantKind::kConnector},
      {"bridge", ParticipantKind::kBridge},
  }};
  for (const auto& [text, kind] : kKinds) {
    if (text == name) return kind;
  }
  return ParticipantKind::kStandard;
}

// What the token says stands; the client may add to it what it was not given.
room::Participant make_participant(World& world, Now now, const JoinParameters& parameters) {
  const Grants& grants = parameters.grants;
  const JoinRequest& request = parameters.request;
  room::Participant out;
  out.id = world.next_peer();
  out.sid = world.make_sid("PA_");
  out.identity = grants.identity;
  out.name = grants.name;
  out.permissions = permissions_of(grants);
  out.metadata = grants.metadata;
  out.attributes = grants.attributes;
  if (out.permissions.can_update_metadata) {
    if (!request.metadata.empty()) out.metadata = request.metadata;
    for (const auto& [key, value] : request.attributes) out.attributes[key] = value;
  }
  out.kind = kind_of(grants.kind);
  out.traits = request.traits;
  out.joined_at = now.today;
  return out;
}

Session make_session(World& world, Now now, const Hall& hall, const Grants& grants) {
  const Limits& limits = world.config.limits;
  const ShardEndpoint& endpoint = world.config.shards[hall.slot];
  return {.room = hall.room.id(),
          .shard = endpoint.shard,
          .grants = grants,
          .joined_at = now.at,
          .last_frame = now.at,
          .refresh_at = now.at + limits.refresh_interval,
          .messages = TokenBucket(limits.messages_per_second, limits.message_burst),
          .negotiation = Negotiation({make_ice_credentials(world.random, endpoint.shard),
                                      world.config.dtls_fingerprint, endpoint.udp, endpoint.tcp})};
}

// One identity is in a room once; the newer one stays.
void evict(World& world, const std::string& room_name, const std::string& identity) {
  const Hall* hall = find_hall(world, room_name);
  const room::Participant* one = hall ? hall->room.find_identity(identity) : nullptr;
  if (!one) return;
  ++world.counters.duplicate_identity;
  dismiss(world, *world.session(one->id), room::DepartureReason::kDuplicateIdentity,
          After::kStayAway);
}

Session& enter(World& world, Now now, ConnectionId connection, const JoinParameters& parameters) {
  const Limits& limits = world.config.limits;
  Hall* known = find_hall(world, parameters.grants.room);
  Hall& hall =
      known ? *known : make_hall(world, now, parameters.grants.room, default_settings(world));
  hall.visited = true;
  room::Participant participant = make_participant(world, now, parameters);
  const PeerId peer = participant.id;
  Session session = make_session(world, now, hall, parameters.grants);
  session.peer = peer;
  session.sid = participant.sid;
  session.connection = connection;
  if (parameters.request.two_connections) {
    begin_listening(world, session, world.config.shards[hall.slot]);
  }
  world.connections[connection] = peer;
  ++world.shard_load[hall.slot];
  hall.room.join(std::move(participant), parameters.request.auto_subscribe,
                 {.auto_audio = limits.auto_audio,
                  .auto_video = limits.auto_video,
                  .explicit_audio = limits.explicit_audio,
                  .explicit_video = limits.explicit_video});
  hall.room.advance(peer, room::ParticipantState::kJoined);
  world.touched.insert(hall.room.id());
  return world.sessions.emplace(peer, std::move(session)).first->second;
}

void join(World& world, Now now, ConnectionId connection, const JoinParameters& parameters) {
  ++world.counters.joins;
  const Limits& limits = world.config.limits;
  evict(world, parameters.grants.room, parameters.grants.identity);
  Session& session = enter(world, now, connection, parameters);
  const PeerId peer = session.peer;
  log_info(session, "joined with " + parameters.request.sdk);
  send_join(world, session);
  settle(world, now);
  send_token(world, now, session);
  world.arm(session, now.at + std::min(limits.offer_timeout, limits.ping_timeout));
  for (const AddTrack& track : parameters.request.tracks) handle(world, session, track);
  if (parameters.request.offer) handle(world, now, session, *parameters.request.offer);
  if (world.session(peer)) settle(world, now);
}

// Between the request and the WebSocket others may have taken the last place.
void turn_away(World& world, ConnectionId connection, room::DepartureReason reason, After after) {
  Session nobody{.connection = connection,
                 .messages = TokenBucket(1, 1),
                 .negotiation = Negotiation(negotiate::LocalTransport{})};
  send_leave(world, nobody, reason, after);
  hang_up(world, nobody, 1000, "refused");
}

}  // namespace

void send_token(World& world, Now now, Session& session) {
  const Limits& limits = world.config.limits;
  session.refresh_at = now.at + limits.refresh_interval;
  const auto secret = world.config.keys.find(session.grants.api_key);
  if (secret == world.config.keys.end()) return;
  Grants grants = session.grants;
  grants.not_before = now.today;
  grants.expires = UnixTime{now.today.ms + to_ms(limits.refreshed_lifetime)};
  pb::SignalResponse response;
  response.set_refresh_token(create_token(grants, secret->second));
  world.send(session, response);
}

void open(World& world, Now now, ConnectionId connection, const JoinParameters& parameters) {
  if (world.door == Door::kStopping) {
    ++world.counters.server_stopping;
    return turn_away(world, connection, room::DepartureReason::kServerShutdown, After::kJoinAnew);
  }
  if (parameters.request.reconnect) {
    if (resume(world, now, connection, parameters)) return;
    ++world.counters.stale_resume;
    return turn_away(world, connection, room::DepartureReason::kStateMismatch, After::kJoinAnew);
  }
  const Crowd crowd = look_around(world, parameters.grants);
  if (crowd.server_full || crowd.room_full || crowd.room_unknown) {
    ++(crowd.room_full ? world.counters.room_full : world.counters.server_full);
    return turn_away(world, connection, room::DepartureReason::kJoinFailure, After::kStayAway);
  }
  join(world, now, connection, parameters);
}

}  // namespace diemcau::livekit
