// A receiver's transport-wide feedback as the bandwidth estimator takes it, with packets sent and
// time passing between.
#include <algorithm>

#include "base/check.h"
#include "congestion/bandwidth_estimator.h"

using namespace diemcau;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  congestion::BandwidthEstimator estimator;
  ByteReader in({data, size});
  Instant now(100s);
  estimator.set_demand(in.u32());
  while (!in.empty()) {
    now += milliseconds(in.u8());
    for (int sent = in.u8() % 32; sent > 0; --sent) estimator.on_sent(now, 40 + sent * 40u);
    const Bytes compound = in.bytes(std::min<size_t>(in.remaining(), in.u8()));
    wire::RtcpReader reader(compound);
    for (wire::RtcpPacket packet; reader.next(packet);) estimator.handle_feedback(now, packet);
    estimator.handle_timeout(now);
    DIEMCAU_CHECK(estimator.estimate_bps() >= congestion::BandwidthEstimator::kLeastBps);
    DIEMCAU_CHECK(estimator.estimate_bps() <= congestion::BandwidthEstimator::kMostBps);
    DIEMCAU_CHECK(estimator.padding_due(now) <= congestion::Prober::kMostBytes);
  }
  return 0;
}
