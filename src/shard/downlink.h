#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "congestion/bandwidth_estimator.h"
#include "congestion/pacer.h"
#include "forward/packet.h"
#include "link/messages.h"

namespace diemcau::shard {

// A packet that waits for its turn on a line that bears less than is wanted: a picture's, or one to
// be sent again.
struct Waiting {
  SinkId sink;
  uint16_t sequence = 0;  // to be sent again, where there is no packet
  forward::PacketRef packet;
};

// A bounded first-in, first-out line. Takes its memory when it is first used, and keeps it.
class WaitingLine {
 public:
  explicit WaitingLine(size_t bound) : bound_(bound) {}

  bool empty() const { return count_ == 0; }
  bool full() const { return count_ == bound_; }
  bool push(Waiting one) {
    if (full()) return false;
    if (ring_.empty()) ring_.resize(bound_);
    ring_[(first_ + count_++) % bound_] = std::move(one);
    return true;
  }
  Waiting pop() {
    Waiting one = std::move(ring_[first_]);
    ring_[first_] = {};
    first_ = (first_ + 1) % bound_;
    --count_;
    return one;
  }
  void clear() {
    while (!empty()) pop();
  }

 private:
  size_t bound_;
  size_t first_ = 0;
  size_t count_ = 0;
  std::vector<Waiting> ring_;
};

// What a shard knows of the way to one receiver, and what waits there. For receivers whose sections
// carry the transport-wide number; until they have told of any packet, nothing is held back.
//
// While all that is wanted fits, frames leave whole and only those that are far larger than usual
// are paced; while it does not ("squeezed"), all pictures are, sound never is.
class Downlink {
  // In front, since each frame asks for it.
  static constexpr size_t kNothing = std::numeric_limits<size_t>::max();
  size_t paced_above_ = kNothing;  // bytes

 public:
  static constexpr size_t kLineOverhead = 28;  // UDP over IPv4
  static constexpr size_t kMostPictures = 512;
  static constexpr size_t kMostAgain = 128;
  // Padding is sent when at least this much is due.
  static constexpr size_t kLeastPadding = 250;

  bool due = false;  // stands in the list of those that may send
  congestion::Pacer pacer;
  congestion::BandwidthEstimator estimator;
  WaitingLine pictures{kMostPictures};
  WaitingLine again{kMostAgain};

  // A datagram of `size` bytes with the estimator's next number leaves.
  void on_sent(Instant now, size_t size) {
    estimator.on_sent(now, size + kLineOverhead);
    if (paced_above_ == 0) pacer.on_sent(now, size + kLineOverhead);
  }
  // Whether a frame of so many bytes is to wait in line.
  bool paces(size_t frame) const { return frame > paced_above_; }

  bool squeezed() const { return squeezed_; }
  // What was last shared out: by `usable` bit/s, all of it or less than wanted.
  void on_allocated(Instant now, uint64_t usable_bps, bool squeezed);
  // The line grew or became empty.
  void on_line_changed();
  // What was shared out last no longer fits what the path bears.
  bool wants_allocation() const;

  Instant next_timeout() const;
  bool may_send(Instant now);

 private:
  // Frames that take longer than this at the pace of large ones wait.
  static constexpr Duration kLargeFrame = 40ms;
  static constexpr uint64_t kLeastPaceBps = 1'000'000;

  void decide_pace();

  bool squeezed_ = false;
  bool allocated_ = false;
  uint64_t allocated_bps_ = 0;
  uint64_t pace_bps_ = 0;
};

}  // namespace diemcau::shard
