#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/time.h"

namespace diemcau::congestion {

// Bits and packets a second over a sliding window, in fixed memory: the window is cut into slices,
// and the oldest falls off whole. Times must not run backwards by more than a slice; an earlier one
// counts in the newest slice.
class RateMeter {
 public:
  static constexpr size_t kSlices = 20;

  explicit RateMeter(Duration window = 1s) : slice_(window / kSlices) {}

  void add(Instant now, size_t bytes) {
    advance(now);
    Slice& slice = slices_[static_cast<size_t>(newest_) % kSlices];
    slice.bytes += bytes;
    ++slice.packets;
    bytes_ += bytes;
    ++packets_;
  }

  uint64_t bits_per_second(Instant now) {
    advance(now);
    return per_second(now, bytes_ * 8);
  }
  uint64_t packets_per_second(Instant now) {
    advance(now);
    return per_second(now, packets_);
  }

 private:
  struct Slice {
    uint64_t bytes = 0;
    uint64_t packets = 0;
  };

  // Over the time since the oldest slice began, so that the newest one counts for what it is; until
  // the window is full, since the first packet's slice.
  uint64_t per_second(Instant now, uint64_t amount) const {
    if (amount == 0) return 0;
    const int64_t oldest = std::max(first_, newest_ - static_cast<int64_t>(kSlices) + 1);
    const Duration elapsed = now.time_since_epoch() - oldest * slice_;
    return amount * 1'000'000 / static_cast<uint64_t>(to_us(std::max(elapsed, slice_)));
  }

  void advance(Instant now) {
    const int64_t slice = now.time_since_epoch() / slice_;
    if (packets_ == 0) {
      first_ = newest_ = slice;
      return;
    }
    // Past a whole window nothing is left, however long the silence was.
    const int64_t from = std::max(newest_ + 1, slice - static_cast<int64_t>(kSlices) + 1);
    for (int64_t at = from; at <= slice; ++at) drop(slices_[static_cast<size_t>(at) % kSlices]);
    newest_ = std::max(newest_, slice);
    if (packets_ == 0) first_ = newest_;
  }

  void drop(Slice& slice) {
    bytes_ -= slice.bytes;
    packets_ -= slice.packets;
    slice = {};
  }

  Duration slice_;
  int64_t newest_ = 0;  // in slices since the beginning of time
  int64_t first_ = 0;
  uint64_t bytes_ = 0;
  uint64_t packets_ = 0;
  std::array<Slice, kSlices> slices_{};
};

}  // namespace diemcau::congestion
