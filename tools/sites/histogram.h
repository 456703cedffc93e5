#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "base/time.h"

namespace diemcau::sites {

// Durations counted in buckets that grow with them: within 1/32 of the truth, 1 µs to hours, in
// fixed memory.
class Histogram {
 public:
  void add(Duration duration) {
    const auto us = static_cast<uint64_t>(std::max<int64_t>(to_us(duration), 0));
    ++buckets_[bucket_of(us)];
    ++count_;
  }
  void add(const Histogram& other) {
    for (size_t i = 0; i < kBuckets; ++i) buckets_[i] += other.buckets_[i];
    count_ += other.count_;
  }
  uint64_t count() const { return count_; }

  // The value that `part` of all (0 to 1) do not exceed; zero when there are none.
  Duration quantile(double part) const {
    if (count_ == 0) return {};
    const auto rank = static_cast<uint64_t>(part * static_cast<double>(count_ - 1)) + 1;
    uint64_t below = 0;
    size_t bucket = 0;
    while (below + buckets_[bucket] < rank) below += buckets_[bucket++];
    return microseconds(upper_end(bucket));
  }

 private:
  static constexpr uint64_t kSteps = 32;  // a doubling is cut into so many
  static constexpr size_t kBuckets = kSteps * 30;

  static size_t bucket_of(uint64_t us) {
    if (us < kSteps) return us;
    const int shift = std::bit_width(us) - 6;  // leaves 32 to 63
    return std::min<size_t>((static_cast<size_t>(shift) + 1) * kSteps + (us >> shift) - kSteps,
                            kBuckets - 1);
  }
  static uint64_t upper_end(size_t bucket) {
    if (bucket < kSteps) return bucket;
    const size_t shift = bucket / kSteps - 1;
    return ((bucket % kSteps + kSteps + 1) << shift) - 1;
  }

  std::array<uint64_t, kBuckets> buckets_{};
  uint64_t count_ = 0;
};

}  // namespace diemcau::sites
