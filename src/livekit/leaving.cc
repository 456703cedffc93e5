#include "livekit/leaving.h"

#include "livekit/dynacast.h"
#include "livekit/encode.h"
#include "livekit/listening.h"
#include "livekit/log.h"
#include "livekit/rpc.h"

namespace diemcau::livekit {
namespace {

pb::LeaveRequest_Action encode(After after) {
  switch (after) {
    case After::kStayAway:
      return pb::LeaveRequest_Action_DISCONNECT;
    case After::kResume:
      return pb::LeaveRequest_Action_RESUME;
    case After::kJoinAnew:
      return pb::LeaveRequest_Action_RECONNECT;
  }
  return pb::LeaveRequest_Action_DISCONNECT;
}

const char* describe(room::DepartureReason reason) {
  switch (reason) {
    case room::DepartureReason::kClientLeft:
      return "left";
    case room::DepartureReason::kDuplicateIdentity:
      return "gave way to a newer client of the same identity";
    case room::DepartureReason::kServerShutdown:
      return "sent away: the server stops";
    case room::DepartureReason::kRemoved:
      return "removed";
    case room::DepartureReason::kRoomDeleted:
      return "removed with its room";
    case room::DepartureReason::kStateMismatch:
      return "told to join anew";
    case room::DepartureReason::kJoinFailure:
      return "did not come through with joining";
    case room::DepartureReason::kSignalClosed:
      return "lost its WebSocket and did not come back";
    case room::DepartureReason::kMediaFailure:
      return "lost its media, told to join anew";
  }
  return "left";
}

}  // namespace

void send_leave(World& world, const Session& session, room::DepartureReason reason, After after) {
  pb::SignalResponse response;
  pb::LeaveRequest& leave = *response.mutable_leave();
  leave.set_reason(livekit::encode(reason));
  leave.set_action(encode(after));
  leave.set_can_reconnect(after != After::kStayAway);
  world.send(session, response);
}

void hang_up(World& world, Session& session, uint16_t code, const char* reason) {
  if (session.connection.value == 0) return;
  world.outputs.push_back(CloseConnection{session.connection, code, reason});
  // handle_closed() is still due for it.
  world.connections[session.connection] = PeerId{};
  session.connection = {};
}

void depart(World& world, Session& session, room::DepartureReason reason) {
  constexpr uint16_t kNormalClosure = 1000;
  log_info(session, describe(reason));
  hang_up(world, session, kNormalClosure, "left");
  if (session.negotiation.offered) {
    world.tell_shard(session.shard, link::RemovePeer{session.peer});
  }
  end_listening(world, session);
  forget_wishes(world, session);
  abandon_rpcs(world, session.peer);
  world.disarm(session);
  --world.shard_load[world.hall(session).slot];
  world.hall(session).room.leave(session.peer, reason);
  world.touched.insert(session.room);
  world.sessions.erase(session.peer);
}

void dismiss(World& world, Session& session, room::DepartureReason reason, After after) {
  send_leave(world, session, reason, after);
  depart(world, session, reason);
}

void detach(World& world, Now now, Session& session) {
  session.connection = {};
  session.detached_at = now.at;
  world.arm(session, now.at + world.config.limits.resume_window);
}

void handle_peer_lost(World& world, const link::PeerLost& message) {
  Session* session = world.session_of_link(message.peer);
  if (!session) return;
  ++world.counters.peer_lost;
  dismiss(world, *session, room::DepartureReason::kMediaFailure, After::kJoinAnew);
}

}  // namespace diemcau::livekit
