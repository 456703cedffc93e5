#include "livekit/requests.h"

#include "livekit/describing.h"
#include "livekit/encode.h"
#include "livekit/leaving.h"
#include "livekit/listening.h"
#include "livekit/log.h"
#include "livekit/negotiating.h"
#include "livekit/publishing.h"
#include "livekit/refusing.h"
#include "livekit/resuming.h"
#include "livekit/signal_request.h"
#include "livekit/subscribing.h"
#include "livekit/updates.h"

namespace diemcau::livekit {
namespace {

void pong(World& world, Now now, const Session& session, const LegacyPing&) {
  pb::SignalResponse response;
  response.set_pong(now.today.ms);
  world.send(session, response);
}

void pong(World& world, Now now, const Session& session, const Ping& ping) {
  pb::SignalResponse response;
  response.mutable_pong_resp()->set_last_ping_timestamp(ping.timestamp);
  response.mutable_pong_resp()->set_timestamp(now.today.ms);
  world.send(session, response);
}

// --- Name, metadata, attributes -----------------------------------------------------------------

// The answer to UpdateMetadata.
pb::RequestResponse_Reason judge(const World& world, const room::Participant& one,
                                 const UpdateMetadata& update) {
  if (!one.permissions.can_update_metadata) return pb::RequestResponse_Reason_NOT_ALLOWED;
  return fits(world.config.limits, one, update.name, update.metadata, update.attributes)
             ? pb::RequestResponse_Reason_OK
             : pb::RequestResponse_Reason_LIMIT_EXCEEDED;
}

void handle(World& world, Session& session, const UpdateMetadata& update) {
  room::Room& hall = world.hall(session).room;
  const room::Participant& one = *hall.find(session.peer);
  const pb::RequestResponse_Reason reason = judge(world, one, update);
  if (reason != pb::RequestResponse_Reason_OK) {
    return refuse(world, session, update.request_id, reason, {});
  }
  describe(hall, session.peer, update.name, update.metadata, update.attributes);
  // Clients of an older protocol take every response for an error.
  constexpr int32_t kTakesSuccess = 15;
  if (one.traits.protocol < kTakesSuccess) return;
  pb::SignalResponse response;
  response.mutable_request_response()->set_request_id(update.request_id);
  response.mutable_request_response()->set_reason(reason);
  world.send(session, response);
}

// --- Scenarios that clients' own tests ask for --------------------------------------------------

void send_own_speaking(World& world, const Session& session) {
  pb::SignalResponse response;
  pb::SpeakerInfo& info = *response.mutable_speakers_changed()->add_speakers();
  info.set_sid(session.sid);
  info.set_level(1);
  info.set_active(true);
  world.send(session, response);
}

void handle(World& world, Session& session, const Simulate& request) {
  switch (request.scenario) {
    case Scenario::kSpeakerUpdate:
      return send_own_speaking(world, session);
    case Scenario::kNodeFailure:
      // Without a word: the client tries to resume and is told to join anew.
      return depart(world, session, room::DepartureReason::kSignalClosed);
    case Scenario::kServerLeave:
      return dismiss(world, session, room::DepartureReason::kServerShutdown, After::kStayAway);
    case Scenario::kLeaveFullReconnect:
    case Scenario::kMigration:
      return dismiss(world, session, room::DepartureReason::kStateMismatch, After::kJoinAnew);
    case Scenario::kDisconnectOnResume:
    case Scenario::kDisconnectOnResumeWithoutMessages:
      session.drop_on_resume = true;
      return;
    case Scenario::kSwitchCandidateProtocol:
    case Scenario::kSubscriberBandwidth:
      ++world.counters.unsupported_request;
      return;
  }
}

void handle(World& world, Session& session, const ClientLeave&) {
  depart(world, session, room::DepartureReason::kClientLeft);
}

void handle(World& world, Session& session, const Unsupported& request) {
  constexpr int kFirstData = 19;  // publish_data_track_request and what follows it
  pb::RequestResponse response;
  if (request.request >= kFirstData) response.mutable_publish_data_track();
  refuse(world, session, 0, pb::RequestResponse_Reason_UNSUPPORTED_TYPE, std::move(response));
}

struct Dispatch {
  World& world;
  Now now;
  Session& session;

  void operator()(const Offer& request) { handle(world, now, session, request); }
  void operator()(const Answer& request) { handle(world, now, session, request); }
  void operator()(const LegacyPing& request) { pong(world, now, session, request); }
  void operator()(const Ping& request) { pong(world, now, session, request); }
  void operator()(const Ignored&) {}
  template <class Request>
  void operator()(const Request& request) {
    handle(world, session, request);
  }
};

// A client that floods is broken or hostile; to drop some of what it says would leave it with a
// wrong idea of what is so.
void stop_flood(World& world, Session& session) {
  ++world.counters.message_flood;
  log_warning(session, "floods");
  dismiss(world, session, room::DepartureReason::kRemoved, After::kStayAway);
}

void refuse_frame(World& world, Session& session, ParseError error) {
  const bool oversized = error == ParseError::kOversized;
  ++(oversized ? world.counters.oversized_message : world.counters.undecodable_message);
  if (!std::exchange(session.complained, true)) {
    log_warning(session, oversized ? "sent an oversized message" : "sent an undecodable message");
  }
  pb::SignalResponse response;
  response.mutable_request_response()->set_reason(oversized
                                                      ? pb::RequestResponse_Reason_LIMIT_EXCEEDED
                                                      : pb::RequestResponse_Reason_INVALID_REQUEST);
  world.send(session, response);
}

}  // namespace

void handle_frame(World& world, Now now, Session& session, Bytes frame) {
  session.last_frame = now.at;
  if (!session.messages.take(now.at)) return stop_flood(world, session);
  const auto request = parse_signal_request(frame, world.config.limits);
  if (!request) return refuse_frame(world, session, request.error());
  world.touched.insert(session.room);
  std::visit(Dispatch{world, now, session}, *request);
}

}  // namespace diemcau::livekit
