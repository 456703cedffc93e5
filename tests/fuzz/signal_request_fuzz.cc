// What a client says once it is in: whatever is accepted is within the limits.
#include <variant>

#include "base/check.h"
#include "livekit/signal_request.h"

namespace {

using namespace diemcau;
using namespace diemcau::livekit;

const Limits kLimits;

void check(const AddTrack& request) {
  DIEMCAU_CHECK(request.about.cid.size() <= kLimits.cid_bytes);
  DIEMCAU_CHECK(request.about.name.size() <= kLimits.track_name_bytes);
  DIEMCAU_CHECK(request.about.layers.size() <= kMaxLayers);
  for (const auto& layer : request.about.layers) DIEMCAU_CHECK(layer.layer <= Layer::kHigh);
}
void check(const UpdateSubscription& request) {
  DIEMCAU_CHECK(request.track_sids.size() <= kLimits.items_per_message);
}
void check(const TrackSettings& request) {
  DIEMCAU_CHECK(request.quality <= Layer::kHigh);
  DIEMCAU_CHECK(request.track_sids.size() <= kLimits.items_per_message);
}
void check(const SyncState& state) {
  DIEMCAU_CHECK(state.published_sids.size() <= kLimits.items_per_message);
}
template <class Other>
void check(const Other&) {}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto request = parse_signal_request({data, size}, kLimits);
  if (request.ok()) std::visit([](const auto& one) { check(one); }, *request);
  return 0;
}
