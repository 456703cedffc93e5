#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/random.h"
#include "base/time.h"

namespace diemcau::congestion {

// One direction of a line as tests have it, by seed: a rate with a queue before it that drops what
// does not fit, random loss, a delay, and times when nothing gets through. Not used by the server.
class LineModel {
 public:
  struct Shape {
    uint64_t rate_bps = 0;   // 0: without a bound
    Duration queue = 300ms;  // the longest at this rate; what comes on top is dropped
    Duration delay = 20ms;
    double loss = 0;
    bool is_dead = false;
  };

  explicit LineModel(uint64_t seed) : random_(seed) {}

  void set(const Shape& shape) { shape_ = shape; }
  const Shape& shape() const { return shape_; }

  // When a packet of `bytes` that enters now comes out; nothing: it is lost. Order is kept.
  std::optional<Instant> send(Instant now, size_t bytes) {
    const bool lost = random_.chance(shape_.loss);
    if (lost || shape_.is_dead) return std::nullopt;
    if (shape_.rate_bps == 0) return now + shape_.delay;
    const auto time = microseconds(bytes * 8'000'000 / shape_.rate_bps);
    free_at_ = std::max(free_at_, now);
    if (free_at_ - now > shape_.queue) return std::nullopt;
    free_at_ += time;
    return free_at_ + shape_.delay;
  }

 private:
  SeededRandom random_;
  Shape shape_;
  Instant free_at_{};
};

}  // namespace diemcau::congestion
