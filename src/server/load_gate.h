#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "base/time.h"

namespace diemcau::server {

// Whether the machine has room for more people, by how busy its busiest thread is. Shuts when that
// was above the limit for a while, opens when it has been well below for a while: what joins bring
// about for a moment, or one keyframe, does neither.
class LoadGate {
 public:
  static constexpr double kMargin = 0.15;     // so far below the limit it opens again
  static constexpr Duration kPatience = 5s;   // above or below for so long
  static constexpr Duration kInterval = 1s;   // at which samples are to be taken
  static constexpr double kSmoothing = 0.25;  // weight of a new sample

  // `limit`: share of a core, 0 to 1; 0: never shuts.
  explicit LoadGate(double limit) : limit_(limit) {}

  // `busy`: share of its core that the busiest thread used since the last sample. True: the gate
  // has opened or shut.
  bool sample(Instant now, double busy) {
    load_ += ((started_ ? kSmoothing : 1.0) * (std::clamp(busy, 0.0, 1.0) - load_));
    started_ = true;
    if (limit_ <= 0) return false;
    const bool wants_change = shut_ ? load_ <= limit_ - kMargin : load_ >= limit_;
    if (!wants_change) {
      since_.reset();
      return false;
    }
    if (!since_) since_ = now;
    if (now - *since_ < kPatience) return false;
    since_.reset();
    shut_ = !shut_;
    return true;
  }

  bool shut() const { return shut_; }
  double load() const { return load_; }

 private:
  const double limit_;
  double load_ = 0;
  bool started_ = false;
  bool shut_ = false;
  std::optional<Instant> since_;  // since when it wants to change
};

// What each thread used of its core between two looks.
class BusyThreads {
 public:
  // `used`: CPU time of each thread since it began, always in the same order. 0 at the first look.
  double busiest(Instant now, const std::vector<Duration>& used) {
    double most = 0;
    const Duration elapsed = now - at_;
    for (size_t i = 0; i < used.size() && i < used_.size() && elapsed > Duration{}; ++i) {
      most = std::max(most, std::chrono::duration<double>(used[i] - used_[i]) / elapsed);
    }
    used_ = used;
    at_ = now;
    return most;
  }

 private:
  Instant at_{};
  std::vector<Duration> used_;
};

}  // namespace diemcau::server
