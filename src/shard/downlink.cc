#include "shard/downlink.h"

#include <algorithm>

namespace diemcau::shard {
namespace {

// Sharing out again is not worth less than this part.
constexpr uint64_t kWorthShare = 20;
// A little above what is shared out, so that what waits gets shorter.
constexpr uint64_t kPaceNumerator = 11;
constexpr uint64_t kPaceDenominator = 10;
constexpr uint64_t kLargeFramePace = 2;

}  // namespace

void Downlink::on_allocated(Instant now, uint64_t usable_bps, bool squeezed) {
  allocated_ = true;
  allocated_bps_ = usable_bps;
  squeezed_ = squeezed;
  pace_bps_ = squeezed ? usable_bps * kPaceNumerator / kPaceDenominator
                       : std::max(kLeastPaceBps, kLargeFramePace * estimator.demand_bps());
  pacer.set_rate(now, pace_bps_);
  decide_pace();
}

void Downlink::on_line_changed() { decide_pace(); }

void Downlink::decide_pace() {
  if (!allocated_) return;
  const bool all = squeezed_ || !pictures.empty();
  paced_above_ = all ? 0 : pace_bps_ * static_cast<uint64_t>(to_ms(kLargeFrame)) / 8000;
}

bool Downlink::wants_allocation() const {
  if (!estimator.active()) return false;
  const uint64_t usable = estimator.usable_bps();
  if (!allocated_) return true;
  if (!squeezed_ && usable >= estimator.demand_bps()) return false;
  const uint64_t apart =
      usable > allocated_bps_ ? usable - allocated_bps_ : allocated_bps_ - usable;
  return apart > allocated_bps_ / kWorthShare;
}

// Who is due sends with the next batch and is looked at afterwards.
Instant Downlink::next_timeout() const {
  const bool waits = !due && (!pictures.empty() || !again.empty());
  return std::min(estimator.next_timeout(), waits ? pacer.next_send() : kNever);
}

bool Downlink::may_send(Instant now) {
  if (estimator.padding_due(now) >= kLeastPadding) return true;
  return (!pictures.empty() || !again.empty()) && pacer.may_send(now);
}

}  // namespace diemcau::shard
