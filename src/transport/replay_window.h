#pragma once

#include <bitset>
#include <cstdint>

namespace diemcau::transport {

// Remembers which of the last kSize packet indices came (RFC 3711 section 3.3.2).
class ReplayWindow {
 public:
  // A retransmission may come a second late: at 1,500 packets a second that is far back.
  static constexpr uint64_t kSize = 2048;

  bool is_new(uint64_t index) const {
    if (empty_ || index > highest_) return true;
    return highest_ - index < kSize && !seen_[index % kSize];
  }

  // Call for authentic packets only.
  void add(uint64_t index) {
    if (empty_ || index > highest_ + kSize) {
      seen_.reset();
      highest_ = index;
    }
    empty_ = false;
    while (highest_ < index) seen_.reset(++highest_ % kSize);
    seen_.set(index % kSize);
  }

 private:
  std::bitset<kSize> seen_;
  uint64_t highest_ = 0;
  bool empty_ = true;
};

}  // namespace diemcau::transport
