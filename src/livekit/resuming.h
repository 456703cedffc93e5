#pragma once

#include "livekit/join_request.h"
#include "livekit/world.h"

namespace diemcau::livekit {

// A client comes back with a new WebSocket to the participant it still is here. False: that one is
// gone.
bool resume(World& world, Now now, ConnectionId connection, const JoinParameters& parameters);

// What the client believes to be so. If it publishes a track that is unknown here, it must join
// anew; `session` is gone then.
void handle(World& world, Session& session, const SyncState& state);

}  // namespace diemcau::livekit
