#pragma once

#include <cstdint>

#include "base/time.h"

namespace diemcau::forward {

// What a receiver report says about one stream (RFC 3550 section 6.4.1, appendices A.3 and A.8).
struct ReceptionReport {
  uint8_t fraction_lost = 0;
  int32_t cumulative_lost = 0;
  uint32_t highest_sequence = 0;
  uint32_t jitter = 0;
};

class Reception {
 public:
  explicit Reception(uint32_t clock_rate_hz) : clock_rate_hz_(clock_rate_hz) {}

  // Each packet that came on the stream's own ssrc, with its unwrapped sequence number.
  void on_packet(Instant now, int64_t sequence, uint32_t timestamp);
  bool started() const { return received_ > 0; }
  // Fraction lost is that since the last call.
  ReceptionReport take_report();

 private:
  const uint32_t clock_rate_hz_;
  int64_t first_ = 0;
  int64_t highest_ = 0;
  uint64_t received_ = 0;
  uint64_t expected_before_ = 0;
  uint64_t received_before_ = 0;
  int64_t transit_ = 0;
  double jitter_ = 0;
};

}  // namespace diemcau::forward
