#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/time.h"

namespace diemcau::forward {

// Which packets of one stream to ask for again, and when. Bounded: a gap that is too wide, or a
// packet asked for too often, is given up and a keyframe is wanted instead.
class NackGenerator {
 public:
  static constexpr size_t kMaxMissing = 256;
  static constexpr int kMaxTries = 10;
  static constexpr Duration kReordering = 10ms;  // a packet may overtake others by so much
  static constexpr Duration kShortestRetry = 20ms;
  static constexpr Duration kGiveUp = 1s;

  // A packet that is newer than all before: those between `highest` and it are missing.
  void on_gap(Instant now, int64_t highest, int64_t sequence);
  // A packet came after all. Returns true when it had been asked for.
  bool on_recovered(Instant now, int64_t sequence);

  // Writes the packets to ask for now, ascending; returns how many.
  size_t poll(Instant now, std::span<int64_t> out);
  Instant next_timeout() const { return next_; }

  // Something was given up since the last call.
  bool take_given_up();
  size_t missing() const { return count_; }
  Duration rtt() const { return rtt_; }
  void clear();

 private:
  struct Missing {
    int64_t sequence = 0;
    Instant since{};
    Instant asked{};
    Instant next{};
    int tries = 0;
  };
  void erase(size_t index);
  void measure(Duration round_trip);
  void find_next();

  std::array<Missing, kMaxMissing> missing_;  // ascending, the first count_
  size_t count_ = 0;
  Instant next_ = kNever;
  // From asking to receiving, measured on packets that needed one request only.
  Duration rtt_ = 100ms;
  bool given_up_ = false;
};

}  // namespace diemcau::forward
