#pragma once

#include <cstdint>

#include "base/time.h"
#include "congestion/delay_estimator.h"
#include "congestion/loss_estimator.h"
#include "congestion/prober.h"
#include "congestion/rate_meter.h"
#include "congestion/send_history.h"
#include "wire/rtcp.h"

namespace diemcau::congestion {

// What a receiver told us that cannot be, and what it asked that we do not heed.
struct FeedbackCounters {
  uint64_t malformed = 0;
  uint64_t never_sent = 0;  // packets that we did not send
  uint64_t repeated = 0;    // arrivals told before
  uint64_t too_long = 0;    // statuses for more than we remember
  uint64_t time_jumps = 0;  // the receiver's clock went backwards or leapt

  uint64_t all() const { return malformed + never_sent + repeated + too_long + time_jumps; }
};

// How much one receiver's path bears: an estimate in bit/s out of its transport-wide feedback, by
// the queue that builds up (DelayEstimator), by what is lost (LossEstimator), and by bursts above
// the estimate when more is wanted than it allows (Prober).
//
// The estimate begins at an assumption that most lines bear, since what is sent at first tells
// soonest whether they do. It falls when a queue grows, to a part of what came through meanwhile;
// it rises slowly while all of it is used, and by probes while it is not.
//
// One a receiver, on its shard. Fixed memory, no allocation; `on_sent` is all that a packet costs.
class BandwidthEstimator {
 public:
  static constexpr uint64_t kAssumedBps = 10'000'000;
  static constexpr uint64_t kLeastBps = 30'000;
  static constexpr uint64_t kMostBps = 200'000'000;
  // Nothing was heard of so many packets for so long: the path is dead for now.
  static constexpr Duration kOutage = 1500ms;
  static constexpr int64_t kOutagePackets = 8;

  // The transport-wide number of the packet that leaves next.
  uint16_t next_number() const { return history_.next_number(); }
  // It has left; `bytes` as on the line, with UDP and IP.
  void on_sent(Instant now, size_t bytes);

  // A transport-wide feedback packet; others do nothing.
  void handle_feedback(Instant now, const wire::RtcpPacket& packet);
  // Once in a while; while a probe runs or is wished for, when next_timeout() has come.
  void handle_timeout(Instant now);
  Instant next_timeout() const;

  // What would be sent if the path bore everything.
  void set_demand(uint64_t bps) { demand_bps_ = bps; }
  uint64_t demand_bps() const { return demand_bps_; }
  // Bytes of padding that the running probe asks for now.
  size_t padding_due(Instant now) const { return prober_.padding_due(now); }
  bool probing() const { return prober_.running(); }
  struct ProbeResult {
    uint32_t number = 0;  // of probes that are over
    uint64_t tried_bps = 0;
    uint64_t came_bps = 0;
  };
  const ProbeResult& last_probe() const { return last_probe_; }

  // Feedback has come: before, nothing is known and nothing held back.
  bool active() const { return active_; }
  bool outage() const { return outage_; }
  uint64_t estimate_bps() const { return estimate_bps_; }
  // The estimate less what it takes to let the queue run dry.
  uint64_t usable_bps() const;
  Duration rtt() const { return rtt_; }
  Duration queue() const { return delay_.queue(); }
  double loss() const { return loss_.loss(); }
  uint64_t acknowledged_bps() const { return acknowledged_bps_; }
  uint64_t decreases() const { return decreases_; }
  const FeedbackCounters& counters() const { return counters_; }

 private:
  static constexpr Duration kAckWindow = 300ms;

  bool follow_clock(Instant now, int64_t ticks);
  void take(Instant now, const Acknowledged& packet);
  void on_missing(int64_t number);
  void conclude(Instant now);
  void end_outage(Instant now);
  void on_overuse(Instant now);
  void follow_loss(Instant now);
  void increase(Instant now);
  void decrease(Instant now, double factor);
  void follow_probe(Instant now);
  bool probed(Instant now) const;
  void maybe_probe(Instant now);
  void maybe_knock(Instant now);
  void set_estimate(double bps);

  // What each packet touches stands together.
  Instant unanswered_since_ = kNever;  // the first packet that nothing was heard of
  Prober prober_;
  SendHistory history_;

  DelayEstimator delay_;
  LossEstimator loss_;
  RateMeter arrivals_{kAckWindow};
  FeedbackCounters counters_;
  bool active_ = false;
  bool outage_ = false;
  bool probed_ = false;  // a probe runs or was just over: its queue goes by itself
  uint64_t demand_bps_ = 0;
  uint64_t estimate_bps_ = kAssumedBps;
  uint64_t before_loss_bps_ = 0;  // the estimate before it was lowered for loss
  uint64_t acknowledged_bps_ = 0;
  uint64_t decreases_ = 0;
  Duration rtt_ = 200ms;
  Instant last_feedback_{};
  int64_t acknowledged_ = 0;  // the newest number heard of
  int64_t blamed_from_ = 0;   // what was lost before says nothing
  Instant last_decrease_{};
  Instant last_increase_{};
  Instant next_probe_{};
  Instant next_knock_{};  // during an outage
  Instant probe_ended_{};
  ProbeResult last_probe_{};
  Duration probe_interval_ = 1s;

  // The receiver's clock.
  bool clock_started_ = false;
  uint32_t last_ticks_ = 0;
  Duration arrival_{};
  Instant arrival_heard_{};
};

}  // namespace diemcau::congestion
