#include "livekit/resuming.h"

#include <algorithm>

#include "livekit/data.h"
#include "livekit/encode.h"
#include "livekit/joining.h"
#include "livekit/leaving.h"
#include "livekit/listening.h"
#include "livekit/log.h"
#include "livekit/negotiating.h"
#include "livekit/subscribing.h"
#include "livekit/updates.h"

namespace diemcau::livekit {
namespace {

Session* find_session(World& world, const JoinParameters& parameters) {
  const auto known = world.halls_by_name.find(parameters.grants.room);
  if (known == world.halls_by_name.end()) return nullptr;
  const Hall& hall = world.halls.at(known->second);
  const room::Participant* one = hall.room.find_identity(parameters.grants.identity);
  if (!one || one->sid != parameters.request.participant_sid) return nullptr;
  Session* session = world.session(one->id);
  // With one connection or with two, it stays so.
  const bool same = session->listening.has_value() == parameters.request.two_connections;
  return same ? session : nullptr;
}

void attach(World& world, Now now, Session& session, ConnectionId connection) {
  constexpr uint16_t kNormalClosure = 1000;
  hang_up(world, session, kNormalClosure, "resumed elsewhere");
  session.connection = connection;
  world.connections[connection] = session.peer;
  session.detached_at = kNever;
  session.last_frame = now.at;
  // A request for an offer may have been lost. The client's next offer, with which it restarts
  // ICE, serves as well; asking before that would only come in its way.
  session.negotiation.asked = false;
  session.negotiation.ask_at = now.at + kPatience;
  world.arm(session, session.negotiation.ask_at);
}

void send_reconnect(World& world, const Session& session) {
  pb::SignalResponse response;
  pb::ReconnectResponse& out = *response.mutable_reconnect();
  encode_ice_servers(world.config, *out.mutable_ice_servers());
  encode_server(world.config, *out.mutable_server_info());
  out.mutable_client_configuration()->set_resume_connection(pb::ENABLED);
  // What it has sent since comes again.
  out.set_last_message_seq(session.data_sequence);
  world.send(session, response);
}

bool knows_all(World& world, const Session& session, const std::vector<std::string>& sids) {
  const room::Room& hall = world.hall(session).room;
  return std::all_of(sids.begin(), sids.end(), [&](const std::string& sid) {
    const room::Track* track = hall.find_track(session.peer, sid);
    return track && track->publisher == session.peer;
  });
}

}  // namespace

bool resume(World& world, Now now, ConnectionId connection, const JoinParameters& parameters) {
  Session* session = find_session(world, parameters);
  if (!session) return false;
  // What was sent before the client fell silent has reached it.
  const Instant since = session->last_frame - world.config.limits.ping_interval;
  attach(world, now, *session, connection);
  if (std::exchange(session->drop_on_resume, false)) {
    hang_up(world, *session, 1000, "simulated");
    detach(world, now, *session);
    return true;
  }
  ++world.counters.resumes;
  log_info(*session, "resumed");
  send_reconnect(world, *session);
  settle(world, now);
  send_everyone(world, *session, since);
  send_room(world, *session);
  send_speakers(world, *session);
  send_token(world, now, *session);
  restart_listening(world, *session);
  if (parameters.request.sync) handle(world, *session, *parameters.request.sync);
  settle(world, now);
  return true;
}

void handle(World& world, Session& session, const SyncState& state) {
  if (!knows_all(world, session, state.published_sids)) {
    ++world.counters.stale_resume;
    return dismiss(world, session, room::DepartureReason::kStateMismatch, After::kJoinAnew);
  }
  if (state.subscription) handle(world, session, *state.subscription);
  replay_data(world, session, state.data_heard);
  const room::Room& hall = world.hall(session).room;
  for (const std::string& sid : state.disabled_sids) {
    const room::Track* track = hall.find_track(session.peer, sid);
    const auto at = track ? session.received.find(track->id) : session.received.end();
    if (at != session.received.end()) disable(world, session, at->second, *track);
  }
}

}  // namespace diemcau::livekit
