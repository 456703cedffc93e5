#pragma once

#include <algorithm>
#include <cstdint>

#include "base/time.h"

namespace diemcau::livekit {

// Lets `rate` things a second pass over a longer time and `burst` at once. Starts full.
class TokenBucket {
 public:
  TokenBucket(uint32_t rate_per_s, uint32_t burst)
      : rate_per_s_(rate_per_s), burst_(burst), tokens_(burst) {}

  bool take(Instant now) {
    refill(now);
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
  }

 private:
  void refill(Instant now) {
    if (now <= at_) return;
    const double elapsed_s = std::chrono::duration<double>(now - at_).count();
    at_ = now;
    tokens_ = std::min<double>(burst_, tokens_ + elapsed_s * rate_per_s_);
  }

  uint32_t rate_per_s_;
  uint32_t burst_;
  double tokens_;
  Instant at_{};
};

}  // namespace diemcau::livekit
