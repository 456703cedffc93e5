#pragma once

#include <algorithm>
#include <cstdint>

#include "transport/sctp_packet.h"

namespace diemcau::transport {

// How much may be on its way (RFC 9260 section 7.2). Counts bytes of chunks.
class SctpCongestion {
 public:
  static constexpr size_t kMtu = kSctpMaxPacket;
  // Section 7.2.1.
  static constexpr size_t kInitialWindow = std::min(4 * kMtu, std::max(2 * kMtu, size_t{4404}));
  static constexpr size_t kMaxWindow = 1 << 20;

  size_t window() const { return window_; }
  bool recovers() const { return recovers_until_ != 0; }

  // A SACK moved the cumulative TSN to `cumulative`; `in_flight` was there before it.
  void on_acknowledged(uint64_t cumulative, size_t acknowledged, size_t in_flight) {
    if (recovers()) {
      // Section 7.2.4: until everything that was on its way at the loss is acknowledged.
      if (cumulative >= recovers_until_) recovers_until_ = 0;
      return;
    }
    if (in_flight + kMtu <= window_) return;  // what is not used does not grow
    if (window_ <= threshold_) {
      window_ += std::min(acknowledged, kMtu);
    } else {
      partly_ += acknowledged;
      if (partly_ >= window_) {
        partly_ -= window_;
        window_ += kMtu;
      }
    }
    window_ = std::min(window_, kMaxWindow);
  }

  // Section 7.2.4: something was reported missing often enough.
  void on_loss(uint64_t last_sent) {
    if (recovers()) return;
    threshold_ = std::max(window_ / 2, 4 * kMtu);
    window_ = threshold_;
    partly_ = 0;
    recovers_until_ = last_sent;
  }

  // Section 7.2.3.
  void on_timeout() {
    threshold_ = std::max(window_ / 2, 4 * kMtu);
    window_ = kMtu;
    partly_ = 0;
    recovers_until_ = 0;
  }

 private:
  size_t window_ = kInitialWindow;
  size_t threshold_ = kMaxWindow;
  size_t partly_ = 0;
  uint64_t recovers_until_ = 0;
};

}  // namespace diemcau::transport
