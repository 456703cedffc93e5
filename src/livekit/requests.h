#pragma once

#include "base/bytes.h"
#include "livekit/world.h"

namespace diemcau::livekit {

// One frame from a client that is in its room.
void handle_frame(World& world, Now now, Session& session, Bytes frame);

}  // namespace diemcau::livekit
