#include "forward/reception.h"

#include <algorithm>
#include <cstdlib>

namespace diemcau::forward {

void Reception::on_packet(Instant now, int64_t sequence, uint32_t timestamp) {
  const auto arrival =
      static_cast<uint32_t>(now.time_since_epoch().count() / 1000 * clock_rate_hz_ / 1'000'000);
  const auto transit = static_cast<int32_t>(arrival - timestamp);
  if (received_ == 0) {
    first_ = highest_ = sequence;
  } else {
    const double change = std::abs(static_cast<double>(
        static_cast<int32_t>(static_cast<uint32_t>(transit) - static_cast<uint32_t>(transit_))));
    jitter_ += (change - jitter_) / 16;
  }
  transit_ = transit;
  first_ = std::min(first_, sequence);
  highest_ = std::max(highest_, sequence);
  ++received_;
}

ReceptionReport Reception::take_report() {
  const auto expected = static_cast<uint64_t>(highest_ - first_ + 1);
  const int64_t expected_now = static_cast<int64_t>(expected - expected_before_);
  const int64_t received_now = static_cast<int64_t>(received_ - received_before_);
  expected_before_ = expected;
  received_before_ = received_;
  ReceptionReport report;
  const int64_t lost = expected_now - received_now;
  if (expected_now > 0 && lost > 0) {
    report.fraction_lost = static_cast<uint8_t>(std::min<int64_t>(255, lost * 256 / expected_now));
  }
  report.cumulative_lost = static_cast<int32_t>(std::clamp<int64_t>(
      static_cast<int64_t>(expected) - static_cast<int64_t>(received_), -0x800000, 0x7fffff));
  report.highest_sequence = static_cast<uint32_t>(highest_);
  report.jitter = static_cast<uint32_t>(jitter_);
  return report;
}

}  // namespace diemcau::forward
