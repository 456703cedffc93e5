#pragma once

#include <array>
#include <cstdint>

#include "base/time.h"
#include "wire/rtp.h"

namespace diemcau::congestion {

// A packet that was sent, and when it came according to its receiver.
struct Acknowledged {
  Duration sent{};     // since the history's first packet
  Duration arrived{};  // on the receiver's clock, since the first arrival
  uint16_t bytes = 0;
  uint8_t probe = 0;  // 0: of no probe
  Instant sent_at{};
};

// What was sent to one receiver, by transport-wide sequence number: the last kSize packets, in
// fixed memory. Gives out the numbers and judges what the receiver says about them: each packet is
// received once, lost at most once before that, and nothing else is believed.
class SendHistory {
 public:
  static constexpr size_t kSize = 2048;

  enum class Fate : uint8_t {
    kReceived,   // for the first time; `out` is filled
    kLost,       // for the first time
    kRecovered,  // was said to be lost; `out` is filled
    kKnown,      // said before
    kForgotten,  // too long ago
    kNeverSent,  // a lie
  };

  uint16_t next_number() const { return static_cast<uint16_t>(next_); }
  // A packet with next_number() leaves.
  void on_sent(Instant now, size_t bytes, uint8_t probe);

  // The whole number that a feedback's 16 bits mean: the newest that was or is about to be sent.
  int64_t unwrap(uint16_t number) const {
    return next_ + wire::sequence_distance(static_cast<uint16_t>(next_), number);
  }
  Fate on_received(int64_t number, Duration arrived, Acknowledged& out);
  Fate on_missing(int64_t number);

  int64_t next() const { return next_; }

 private:
  enum class State : uint8_t { kInFlight, kMissing, kReceived };
  struct Sent {
    uint32_t at_us = 0;  // since the first packet, wraps
    uint16_t bytes = 0;
    uint8_t probe = 0;
    State state = State::kInFlight;
  };

  Sent& slot(int64_t number) { return sent_[static_cast<size_t>(number) % kSize]; }
  Duration since_first(const Sent& sent) const;

  int64_t first_ = 0x10000;
  int64_t next_ = 0x10000;
  Instant began_{};
  Instant newest_{};
  std::array<Sent, kSize> sent_;
};

}  // namespace diemcau::congestion
