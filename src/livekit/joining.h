#pragma once

#include "livekit/join_request.h"
#include "livekit/world.h"

// The ways in.
namespace diemcau::livekit {

// The WebSocket of an admitted request is open: a new participant, or one that comes back.
void open(World& world, Now now, ConnectionId connection, const JoinParameters& parameters);

// A fresh token, so that a client can come back for as long as it stays.
void send_token(World& world, Now now, Session& session);

}  // namespace diemcau::livekit
