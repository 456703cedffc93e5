#pragma once

#include <algorithm>

#include "base/time.h"

namespace diemcau::transport {

// How long to wait for an acknowledgement (RFC 9260 section 6.3).
class SctpRto {
 public:
  // Deviation: RTO.Min is 400 ms instead of 1 s and RTO.Max 10 s instead of 60 s: people wait for
  // what is sent, and ICE declares a dead path dead.
  static constexpr Duration kInitial = 1s;
  static constexpr Duration kMin = 400ms;
  static constexpr Duration kMax = 10s;

  Duration value() const { return value_; }

  // Rules C2 and C3; only of what was sent once (C5).
  void measure(Duration rtt) {
    if (!measured_) {
      srtt_ = rtt;
      variation_ = rtt / 2;
      measured_ = true;
    } else {
      const Duration error = srtt_ > rtt ? srtt_ - rtt : rtt - srtt_;
      variation_ = (3 * variation_ + error) / 4;
      srtt_ = (7 * srtt_ + rtt) / 8;
    }
    value_ = std::clamp<Duration>(srtt_ + 4 * variation_, kMin, kMax);
  }
  // Rule E2.
  void back_off() { value_ = std::min<Duration>(2 * value_, kMax); }

 private:
  Duration value_ = kInitial;
  Duration srtt_{};
  Duration variation_{};
  bool measured_ = false;
};

}  // namespace diemcau::transport
