#include "congestion/bandwidth_estimator.h"

#include <algorithm>

#include "wire/transport_cc.h"

namespace diemcau::congestion {
namespace {

// draft-ietf-rmcat-gcc-02 section 5.5.
constexpr double kDecrease = 0.85;
constexpr double kIncreasePerSecond = 1.08;
// An estimate that is not used is not confirmed: it rises by use to this and by probes beyond.
constexpr double kBeyondUse = 1.5;
// What is lost went beyond what the path bears: below what came through.
constexpr double kLossDecrease = 0.95;
// Between two decreases, beyond the round trip: the first must have had its effect.
constexpr Duration kSettle = 100ms;
// A growing queue that is shorter than this does no harm, nor does one that a probe makes.
constexpr Duration kHarmlessQueue = 20ms;
constexpr Duration kProbeQueue = 80ms;
constexpr Duration kProbeEcho = 250ms;
// A longer queue than this is made to run dry.
constexpr Duration kLongQueue = 80ms;
constexpr Duration kVeryLongQueue = 500ms;
constexpr double kLeastUse = 0.3;

constexpr Duration kProbeAfterDecrease = 1s;
constexpr Duration kProbeAfterSuccess = 300ms;
constexpr Duration kLongestProbeInterval = 8s;
constexpr double kProbeFactor = 2;
constexpr double kProbeOfDemand = 1.3;  // more than is wanted is not asked for
constexpr double kProbeSuccess = 0.75;
constexpr Duration kEmptyQueue = 50ms;
// During an outage: what keeps it noticed when the path is back.
constexpr uint64_t kOutageBps = 100'000;
constexpr Duration kKnockInterval = 1s;
constexpr double kAfterOutage = 0.5;

constexpr Duration kTick = Duration(1s) / wire::kTransportCcTicksPerSecond;
constexpr Duration kLongestJump = 5s;

double share(uint64_t bps, double factor) { return static_cast<double>(bps) * factor; }

}  // namespace

void BandwidthEstimator::on_sent(Instant now, size_t bytes) {
  const int64_t number = history_.next();
  history_.on_sent(now, bytes, prober_.mark(now));
  if (prober_.running()) prober_.on_sent(now, number, bytes);
  if (unanswered_since_ == kNever) unanswered_since_ = now;
}

// --- Feedback -----------------------------------------------------------------------------------

void BandwidthEstimator::handle_feedback(Instant now, const wire::RtcpPacket& packet) {
  if (!wire::is_transport_cc(packet)) return;
  auto reader = wire::TransportCcReader::open(packet);
  if (!reader) {
    ++counters_.malformed;
    return;
  }
  if (reader->header().status_count > SendHistory::kSize) {
    ++counters_.too_long;
    return;
  }
  const int64_t before = acknowledged_;
  if (outage_) end_outage(now);
  wire::TransportCcStatus status;
  while (reader->next(status)) {
    const int64_t number = history_.unwrap(status.sequence);
    if (!status.received) {
      on_missing(number);
      continue;
    }
    if (number >= history_.next()) {
      ++counters_.never_sent;
      continue;
    }
    if (!follow_clock(now, status.arrival_ticks)) continue;
    Acknowledged one;
    switch (history_.on_received(number, arrival_, one)) {
      case SendHistory::Fate::kRecovered:
        if (number >= blamed_from_) loss_.on_recovered();
        take(now, one);
        break;
      case SendHistory::Fate::kReceived:
        if (number >= blamed_from_) loss_.on_received();
        acknowledged_ = std::max(acknowledged_, number);
        take(now, one);
        break;
      case SendHistory::Fate::kNeverSent:
        ++counters_.never_sent;
        break;
      default:
        ++counters_.repeated;
    }
  }
  if (acknowledged_ > before) conclude(now);
}

void BandwidthEstimator::on_missing(int64_t number) {
  const SendHistory::Fate fate = history_.on_missing(number);
  if (fate == SendHistory::Fate::kNeverSent) ++counters_.never_sent;
  if (fate == SendHistory::Fate::kLost && number >= blamed_from_) loss_.on_lost();
}

// The reference time wraps every 12 days, so that only differences count. A clock that leaps
// is another clock, or a lie.
bool BandwidthEstimator::follow_clock(Instant now, int64_t ticks) {
  const auto raw = static_cast<uint32_t>(ticks);
  const Duration step = static_cast<int32_t>(raw - last_ticks_) * kTick;
  const Duration heard = now - arrival_heard_;
  const bool leapt = clock_started_ && (step > heard + kLongestJump || step < -kLongestJump);
  if (leapt) {
    ++counters_.time_jumps;
    delay_.reset();
    arrivals_ = RateMeter(kAckWindow);
    prober_.cancel();
  }
  last_ticks_ = raw;
  arrival_heard_ = now;
  arrival_ = !clock_started_ || leapt ? Duration(1s) : arrival_ + step;
  clock_started_ = true;
  return !leapt;
}

void BandwidthEstimator::take(Instant now, const Acknowledged& packet) {
  delay_.on_packet(packet.sent, packet.arrived);
  arrivals_.add(Instant(packet.arrived), packet.bytes);
  prober_.on_acknowledged(packet);
  rtt_ = std::clamp<Duration>(now - packet.sent_at, 1ms, 2s);
}

// What a feedback packet as a whole brings about.
void BandwidthEstimator::conclude(Instant now) {
  active_ = true;
  last_feedback_ = now;
  unanswered_since_ = acknowledged_ + 1 == history_.next() ? kNever : now;
  probed_ = probed(now);
  acknowledged_bps_ = arrivals_.bits_per_second(Instant(arrival_));
  if (delay_.usage() == Usage::kOver) {
    on_overuse(now);
  } else if (delay_.usage() == Usage::kNormal) {
    increase(now);
  }
  follow_loss(now);
  follow_probe(now);
  maybe_probe(now);
}

// --- The estimate -------------------------------------------------------------------------------

void BandwidthEstimator::set_estimate(double bps) {
  estimate_bps_ = static_cast<uint64_t>(
      std::clamp(bps, static_cast<double>(kLeastBps), static_cast<double>(kMostBps)));
}

void BandwidthEstimator::decrease(Instant now, double factor) {
  ++decreases_;
  set_estimate(std::min<double>(share(estimate_bps_, 1), share(acknowledged_bps_, factor)));
  last_decrease_ = last_increase_ = now;
  next_probe_ = std::max(now + kProbeAfterDecrease, now + probe_interval_);
}

// Section 5.5: to a part of what came through while the queue grew.
void BandwidthEstimator::on_overuse(Instant now) {
  if (now - last_decrease_ < rtt_ + kSettle) return;
  if (delay_.queue() < (probed_ ? kProbeQueue : kHarmlessQueue)) return;
  prober_.cancel();
  decrease(now, kDecrease);
  loss_.restart(now);
}

void BandwidthEstimator::follow_loss(Instant now) {
  switch (loss_.poll(now)) {
    case LossEstimator::Verdict::kTooMuch:
      before_loss_bps_ = estimate_bps_;
      decrease(now, kLossDecrease);
      return;
    case LossEstimator::Verdict::kNotOurs:
      set_estimate(share(std::max(estimate_bps_, before_loss_bps_), 1));
      return;
    default:
      return;
  }
}

// Section 5.5, while it is used.
void BandwidthEstimator::increase(Instant now) {
  const Duration elapsed = std::min<Duration>(now - last_increase_, 1s);
  last_increase_ = now;
  if (now - last_decrease_ < rtt_ + kSettle) return;
  if (share(estimate_bps_, 1) >= share(acknowledged_bps_, kBeyondUse)) return;
  const double seconds = static_cast<double>(to_us(elapsed)) / 1e6;
  set_estimate(share(estimate_bps_, 1 + (kIncreasePerSecond - 1) * seconds));
}

uint64_t BandwidthEstimator::usable_bps() const {
  if (outage_) return std::min(estimate_bps_, kOutageBps);
  const Duration queue = delay_.queue();
  if (queue <= (probed_ ? kVeryLongQueue : kLongQueue)) return estimate_bps_;
  const double fill = static_cast<double>(to_us(queue - kLongQueue)) /
                      static_cast<double>(to_us(kVeryLongQueue - kLongQueue));
  return static_cast<uint64_t>(
      share(estimate_bps_, std::max(kLeastUse, 1 - (1 - kLeastUse) * fill)));
}

// --- Probes -------------------------------------------------------------------------------------

bool BandwidthEstimator::probed(Instant now) const {
  return prober_.running() || now - probe_ended_ < kProbeEcho;
}

void BandwidthEstimator::follow_probe(Instant now) {
  const auto result = prober_.poll_result(now, acknowledged_, rtt_);
  if (!result) return;
  probe_ended_ = now;
  last_probe_ = {last_probe_.number + 1, prober_.rate_bps(), *result};
  if (share(*result, 1) > share(prober_.rate_bps(), kProbeSuccess)) {
    probe_interval_ = kProbeAfterDecrease;
    next_probe_ = now + kProbeAfterSuccess;
  } else {
    next_probe_ = now + probe_interval_;
    probe_interval_ = std::min(2 * probe_interval_, kLongestProbeInterval);
  }
  if (*result > estimate_bps_) set_estimate(share(*result, 1));
}

// Who gets pictures alone is sent nothing while they pause, and would never tell of the path.
void BandwidthEstimator::maybe_knock(Instant now) {
  if (!outage_ || prober_.running() || demand_bps_ == 0 || now < next_knock_) return;
  next_knock_ = now + kKnockInterval;
  prober_.start(now, kOutageBps);
}

void BandwidthEstimator::maybe_probe(Instant now) {
  if (prober_.running() || outage_ || !active_ || now < next_probe_) return;
  if (demand_bps_ <= estimate_bps_) return;
  if (delay_.usage() == Usage::kOver || delay_.queue() > kEmptyQueue) return;
  prober_.start(now, static_cast<uint64_t>(std::min(share(estimate_bps_, kProbeFactor),
                                                    share(demand_bps_, kProbeOfDemand))));
}

// --- Time ---------------------------------------------------------------------------------------

void BandwidthEstimator::handle_timeout(Instant now) {
  const bool silent = unanswered_since_ != kNever && now - unanswered_since_ > kOutage &&
                      history_.next() - acknowledged_ > kOutagePackets;
  if (active_ && !outage_ && silent) {
    outage_ = true;
    prober_.cancel();
  }
  if (prober_.next_step() <= now) prober_.on_step(now);
  follow_probe(now);
  maybe_knock(now);
  maybe_probe(now);
}

Instant BandwidthEstimator::next_timeout() const { return prober_.next_step(); }

// What was lost meanwhile says nothing about how much the path bears, and the path may be another.
void BandwidthEstimator::end_outage(Instant now) {
  outage_ = false;
  delay_.reset();
  arrivals_ = RateMeter(kAckWindow);
  loss_.restart(now);
  blamed_from_ = history_.next();
  set_estimate(share(estimate_bps_, kAfterOutage));
  probe_interval_ = kProbeAfterDecrease;
  next_probe_ = now + kProbeAfterSuccess;
}

}  // namespace diemcau::congestion
