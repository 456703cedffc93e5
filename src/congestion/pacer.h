#pragma once

#include <algorithm>
#include <cstdint>

#include "base/time.h"

namespace diemcau::congestion {

// A leaky bucket: says how many bytes may leave now so that over time no more than the rate does.
// What must not wait (audio) leaves anyway and is counted, so that the rest waits longer.
class Pacer {
 public:
  // What may leave at once after a pause, and how long what left anyway may hold up the rest.
  static constexpr Duration kBurst = 10ms;
  static constexpr Duration kLongestDebt = 100ms;

  void set_rate(Instant now, uint64_t bps) {
    advance(now);
    rate_bps_ = bps;
  }
  void on_sent(Instant now, size_t bytes) {
    advance(now);
    level_ = std::max(level_ - static_cast<int64_t>(bytes), -bytes_in(kLongestDebt));
  }
  bool may_send(Instant now) {
    advance(now);
    return level_ > 0;
  }
  // When may_send() next says yes; in the past when it does already.
  Instant next_send() const {
    if (level_ > 0 || rate_bps_ == 0) return at_;
    return at_ + microseconds((1 - level_) * 8'000'000 / static_cast<int64_t>(rate_bps_) + 1);
  }

 private:
  int64_t bytes_in(Duration time) const {
    return static_cast<int64_t>(rate_bps_) * to_us(time) / 8'000'000;
  }
  void advance(Instant now) {
    if (now <= at_) return;
    const Duration elapsed = std::min<Duration>(now - at_, 1s);
    level_ = std::min(level_ + bytes_in(elapsed), std::max<int64_t>(1, bytes_in(kBurst)));
    at_ = now;
  }

  uint64_t rate_bps_ = 0;
  int64_t level_ = 1;
  Instant at_{};
};

}  // namespace diemcau::congestion
