#pragma once

#include "livekit/world.h"

// The ways out.
namespace diemcau::livekit {

// What a client that is sent away does next.
enum class After : uint8_t { kStayAway, kResume, kJoinAnew };

// The participant leaves its room and is no more; its WebSocket, if any, closes. `session` is gone
// afterwards.
void depart(World& world, Session& session, room::DepartureReason reason);

// The same, and the client is told why and what to do.
void dismiss(World& world, Session& session, room::DepartureReason reason, After after);

void send_leave(World& world, const Session& session, room::DepartureReason reason, After after);

// The WebSocket is lost or given up; the participant stays for Limits::resume_window.
void detach(World& world, Now now, Session& session);
// Closes the WebSocket of a session that stays or is about to go.
void hang_up(World& world, Session& session, uint16_t code, const char* reason);

void handle_peer_lost(World& world, const link::PeerLost& message);

}  // namespace diemcau::livekit
