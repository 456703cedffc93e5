#pragma once

#include <cstdint>

#include "livekit/world.h"

namespace diemcau::livekit {

// Answers a request with the protocol's error; `response` holds an echo of the request, by which
// clients find what failed.
void refuse(World& world, const Session& session, uint32_t request_id,
            pb::RequestResponse_Reason reason, pb::RequestResponse response);

}  // namespace diemcau::livekit
