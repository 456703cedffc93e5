#include "livekit/control.h"

#include <algorithm>

#include "livekit/admission.h"
#include "livekit/calling.h"
#include "livekit/data.h"
#include "livekit/dynacast.h"
#include "livekit/halls.h"
#include "livekit/join_request.h"
#include "livekit/joining.h"
#include "livekit/leaving.h"
#include "livekit/lines.h"
#include "livekit/listening.h"
#include "livekit/log.h"
#include "livekit/operating.h"
#include "livekit/requests.h"
#include "livekit/rpc.h"
#include "livekit/updates.h"
#include "livekit/world.h"

namespace diemcau::livekit {

class Control::Impl {
 public:
  Impl(ControlConfig config, SecureRandom& random)
      : world_(std::move(config), random), admission_(world_.config.limits) {}

  AdmitResult admit(Now now, const SignalRequestTarget& target) {
    return admission_.admit(world_, now, target);
  }
  void handle_open(Now now, ConnectionId connection, const AdmittedJoin& join) {
    open(world_, now, connection, *join.parameters);
    settle(world_, now);
  }
  void handle_message(Now now, ConnectionId connection, Bytes message) {
    // One that was told to go may still be talking.
    Session* session = world_.session(connection);
    if (!session) return;
    handle_frame(world_, now, *session, message);
    settle(world_, now);
  }
  void handle_closed(Now now, ConnectionId connection) {
    Session* session = world_.session(connection);
    world_.connections.erase(connection);
    if (session) detach(world_, now, *session);
  }
  void handle_overflow(Now now, ConnectionId connection) {
    Session* session = world_.session(connection);
    if (!session) return;
    ++world_.counters.slow_reader;
    log_warning(*session, "reads too slowly");
    dismiss(world_, *session, room::DepartureReason::kStateMismatch, After::kJoinAnew);
    settle(world_, now);
  }
  void handle(Now, const link::PeerConnected& message) {
    Session* session = world_.session_of_link(message.peer);
    // Nobody waits for the other connection of an older client.
    if (!session || message.peer != downlink_of(*session)) return;
    session->connected = true;
    Hall& hall = world_.hall(*session);
    hall.room.advance(session->peer, room::ParticipantState::kActive);
    // Changes are told as they come: who speaks on and on would never be told of to a newcomer.
    if (!hall.speakers.empty()) send_speakers(world_, *session);
    send_qualities(world_, *session);
    world_.touched.insert(session->room);
    world_.to_ask.insert(session->peer);
  }
  void handle(Now, const link::PeerLost& message) { handle_peer_lost(world_, message); }
  void handle(Now now, const link::SpeakersChanged& message) {
    handle_speakers(world_, now, message);
  }
  // Nobody is told of these yet.
  void handle(Now, const link::LayerSeen&) {}
  void handle(Now, const link::SinkStarted&) {}
  void handle(Now, const link::SinkPaused& message) { handle_paused(world_, message); }
  void handle(Now now, const link::QualityChanged& message) {
    handle_quality(world_, now, message);
  }

  void handle(Now now, const link::DataReceived& message) { handle_data(world_, now, message); }

  void handle_shard(Now now, const link::FromShard& message) {
    std::visit([&](const auto& one) { handle(now, one); }, message);
    settle(world_, now);
  }
  void handle_timeout(Now now);
  std::optional<CallAnswer> handle_call(Now now, CallId id, const Call& call) {
    auto answer = answer_call(world_, now, id, call);
    settle(world_, now);
    return answer;
  }
  OperationResult perform(Now now, const Operation& operation) {
    auto result =
        std::visit([&](const auto& one) { return livekit::perform(world_, now, one); }, operation);
    settle(world_, now);
    return result;
  }
  void handle_shutdown();

  World& world() { return world_; }
  const World& world() const { return world_; }

 private:
  void handle_session_timeout(Now now, Session& session);
  void rearm(Session& session);

  World world_;
  Admission admission_;
};

void Control::Impl::handle_timeout(Now now) {
  auto& sessions = world_.session_deadlines;
  while (!sessions.empty() && sessions.begin()->first <= now.at) {
    Session& session = *world_.session(sessions.begin()->second);
    world_.disarm(session);
    handle_session_timeout(now, session);
  }
  auto& halls = world_.hall_deadlines;
  while (!halls.empty() && halls.begin()->first <= now.at) {
    Hall& hall = world_.halls.at(halls.begin()->second);
    world_.disarm(hall);
    handle_hall_timeout(world_, now, hall);
  }
  handle_rpc_timeouts(world_, now);
  settle(world_, now);
}

void Control::Impl::handle_session_timeout(Now now, Session& session) {
  const Limits& limits = world_.config.limits;
  const bool attached = session.connection.value != 0;
  if (!attached && now.at >= session.detached_at + limits.resume_window) {
    return depart(world_, session, room::DepartureReason::kSignalClosed);
  }
  if (!came_through(session) && now.at >= session.joined_at + limits.offer_timeout) {
    return dismiss(world_, session, room::DepartureReason::kJoinFailure, After::kStayAway);
  }
  if (attached && now.at >= session.last_frame + limits.ping_timeout) {
    ++world_.counters.silent;
    constexpr uint16_t kGoingAway = 1001;
    hang_up(world_, session, kGoingAway, "silent");
    detach(world_, now, session);
  }
  Negotiation& negotiation = session.negotiation;
  if (now.at >= negotiation.ask_at) {
    negotiation.asked = false;
    negotiation.ask_at = kNever;
    // An offer of ours that was never answered: the next one.
    if (session.listening) negotiation.stale = true;
    world_.to_ask.insert(session.peer);
  }
  if (now.at >= session.refresh_at) send_token(world_, now, session);
  const Instant less_wanted = tell_wanted_layers(world_, now, session);
  rearm(session);
  world_.arm(session, less_wanted);
}

void Control::Impl::rearm(Session& session) {
  const Limits& limits = world_.config.limits;
  Instant next = std::min(session.refresh_at, session.negotiation.ask_at);
  if (!came_through(session)) next = std::min(next, session.joined_at + limits.offer_timeout);
  next = std::min(next, session.connection.value != 0 ? session.last_frame + limits.ping_timeout
                                                      : session.detached_at + limits.resume_window);
  world_.arm(session, next);
}

void Control::Impl::handle_shutdown() {
  constexpr uint16_t kGoingAway = 1001;
  world_.door = Door::kStopping;
  abandon_rpcs(world_);
  for (auto& [peer, session] : world_.sessions) {
    send_leave(world_, session, room::DepartureReason::kServerShutdown, After::kJoinAnew);
    hang_up(world_, session, kGoingAway, "the server shuts down");
  }
}

Control::Control(ControlConfig config, SecureRandom& random)
    : impl_(std::make_unique<Impl>(std::move(config), random)) {}
Control::~Control() = default;

AdmitResult Control::admit(Instant now, UnixTime today, const SignalRequestTarget& target) {
  return impl_->admit({now, today}, target);
}
void Control::handle_open(Instant now, UnixTime today, ConnectionId connection,
                          const AdmittedJoin& join) {
  impl_->handle_open({now, today}, connection, join);
}
void Control::handle_message(Instant now, UnixTime today, ConnectionId connection, Bytes message) {
  impl_->handle_message({now, today}, connection, message);
}
void Control::handle_closed(Instant now, UnixTime today, ConnectionId connection) {
  impl_->handle_closed({now, today}, connection);
}
void Control::handle_overflow(Instant now, UnixTime today, ConnectionId connection) {
  impl_->handle_overflow({now, today}, connection);
}
void Control::handle_shard(Instant now, UnixTime today, const link::FromShard& message) {
  impl_->handle_shard({now, today}, message);
}
void Control::handle_timeout(Instant now, UnixTime today) { impl_->handle_timeout({now, today}); }
std::optional<CallAnswer> Control::handle_call(Instant now, UnixTime today, CallId id,
                                               const Call& call) {
  return impl_->handle_call({now, today}, id, call);
}
OperationResult Control::perform(Instant now, UnixTime today, const Operation& operation) {
  return impl_->perform({now, today}, operation);
}
const room::Room* Control::find_room(std::string_view name) const {
  const Hall* hall = find_hall(impl_->world(), name);
  return hall ? &hall->room : nullptr;
}
void Control::set_door(Door door) {
  Door& now = impl_->world().door;
  if (now != Door::kStopping) now = door;
}
void Control::handle_shutdown(Instant, UnixTime) { impl_->handle_shutdown(); }

Instant Control::next_timeout() const {
  const World& world = impl_->world();
  const auto earliest = [](const auto& deadlines) {
    return deadlines.empty() ? kNever : deadlines.begin()->first;
  };
  return std::min({earliest(world.session_deadlines), earliest(world.hall_deadlines),
                   earliest(world.rpc_deadlines)});
}

bool Control::poll_output(Output& out) {
  auto& outputs = impl_->world().outputs;
  if (outputs.empty()) return false;
  out = std::move(outputs.front());
  outputs.pop_front();
  return true;
}

const Counters& Control::counters() const { return impl_->world().counters; }

Census Control::census() const {
  const World& world = impl_->world();
  Census out{.rooms = world.halls.size(),
             .participants = world.sessions.size(),
             .connections = world.connections.size()};
  for (const auto& [peer, session] : world.sessions) out.tracks += session.sent.size();
  return out;
}

}  // namespace diemcau::livekit
