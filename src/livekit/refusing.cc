#include "livekit/refusing.h"

#include <utility>

namespace diemcau::livekit {

void refuse(World& world, const Session& session, uint32_t request_id,
            pb::RequestResponse_Reason reason, pb::RequestResponse response) {
  if (reason == pb::RequestResponse_Reason_UNSUPPORTED_TYPE) {
    ++world.counters.unsupported_request;
  } else {
    ++world.counters.refused_request;
  }
  response.set_request_id(request_id);
  response.set_reason(reason);
  pb::SignalResponse out;
  *out.mutable_request_response() = std::move(response);
  world.send(session, out);
}

}  // namespace diemcau::livekit
