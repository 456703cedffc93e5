#pragma once

#include <cstdint>
#include <optional>

#include "base/time.h"
#include "congestion/send_history.h"

namespace diemcau::congestion {

// One short burst above the estimate at a time: for a few tens of milliseconds packets leave at a
// chosen rate, media with padding between, and the pace at which they come says whether the path
// bears it. The estimator says when and how much; the owner sends `padding_due()` bytes whenever
// `next_step()` has come.
class Prober {
 public:
  static constexpr Duration kLength = 40ms;
  static constexpr Duration kStep = 5ms;
  // Padding comes in small packets: no probe is of more bytes.
  static constexpr uint64_t kMostBytes = 64'000;

  void start(Instant now, uint64_t rate_bps);
  bool running() const { return id_ != 0; }
  uint64_t rate_bps() const { return rate_bps_; }

  // What packets that leave now are marked with; 0: no probe.
  uint8_t mark(Instant now) const { return running() && now < ends_ ? id_ : uint8_t{0}; }
  void on_sent(Instant now, int64_t number, size_t bytes);
  // Bytes of padding that keep its pace.
  size_t padding_due(Instant now) const;
  Instant next_step() const { return running() ? next_step_ : kNever; }
  void on_step(Instant now);

  void on_acknowledged(const Acknowledged& packet);
  // Once the receiver has told of `acknowledged` and everything before, or it is too late: the rate
  // that came through, 0 when too little was heard. Ends the probe.
  std::optional<uint64_t> poll_result(Instant now, int64_t acknowledged, Duration rtt);
  void cancel() { id_ = 0; }

 private:
  uint64_t measured_bps() const;

  uint8_t id_ = 0;  // 0: none is running
  uint8_t last_id_ = 0;
  Instant ends_{};
  uint64_t rate_bps_ = 0;
  Instant began_{};
  Instant next_step_ = kNever;
  uint64_t sent_bytes_ = 0;
  uint32_t sent_packets_ = 0;
  int64_t last_number_ = 0;

  // Of what came: packets that left together count as one.
  uint32_t packets_ = 0;
  uint64_t bytes_ = 0;
  uint64_t first_burst_bytes_ = 0;
  uint64_t last_burst_bytes_ = 0;
  Duration first_sent_{};
  Duration last_sent_{};
  Duration first_burst_arrived_{};
  Duration last_arrived_{};
};

}  // namespace diemcau::congestion
