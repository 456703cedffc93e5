#include "congestion/delay_estimator.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace diemcau::congestion {
namespace {

// draft-ietf-rmcat-gcc-02 section 5.4 and 5.5, and what the trend line needs.
constexpr double kSmoothing = 0.9;
constexpr double kGain = 4;
constexpr double kUp = 0.0087;
constexpr double kDown = 0.039;
constexpr double kLeastThreshold = 6;
constexpr double kMostThreshold = 600;
constexpr double kSpike = 15;       // a trend so far beyond the threshold does not adapt it
constexpr double kLongestMs = 100;  // that the threshold adapts for at once
constexpr double kOverFor = 10;     // ms
// Two groups farther apart than this say nothing about a queue: nothing was sent in between.
constexpr Duration kLongestPause = 2s;

double ms(Duration duration) { return static_cast<double>(to_us(duration)) / 1000.0; }

}  // namespace

void DelayEstimator::reset() { *this = DelayEstimator(); }

void DelayEstimator::on_packet(Duration sent, Duration arrived) {
  if (!current_) {
    first_arrival_ = arrived;
    begin_group(sent, arrived);
    return follow_queue(sent, arrived);
  }
  if (sent < current_->first_sent) return;  // of a group that is over
  follow_queue(sent, arrived);
  if (belongs(sent, arrived)) {
    current_->last_sent = std::max(current_->last_sent, sent);
    current_->last_arrived = std::max(current_->last_arrived, arrived);
    return;
  }
  if (previous_) on_groups(*previous_, *current_);
  previous_ = current_;
  begin_group(sent, arrived);
}

void DelayEstimator::begin_group(Duration sent, Duration arrived) {
  current_ = Group{sent, sent, arrived, arrived};
}

// Section 5.1: sent within the burst time, or come with the group before though sent later: what
// waited somewhere and was let go together.
bool DelayEstimator::belongs(Duration sent, Duration arrived) const {
  if (sent - current_->first_sent <= kBurst) return true;
  const Duration apart = arrived - current_->last_arrived;
  const Duration grown = apart - (sent - current_->last_sent);
  return grown < 0ms && apart <= kBurst && arrived - current_->first_arrived < 100ms;
}

void DelayEstimator::on_groups(const Group& before, const Group& after) {
  const Duration departed = after.last_sent - before.last_sent;
  const Duration arrived = after.last_arrived - before.last_arrived;
  if (departed > kLongestPause || arrived < 0ms) {
    groups_ = 0;
    return;
  }
  accumulated_ms_ += ms(arrived - departed);
  smoothed_ms_ = groups_ == 0 ? accumulated_ms_
                              : kSmoothing * smoothed_ms_ + (1 - kSmoothing) * accumulated_ms_;
  points_[groups_ % kWindow] = {ms(after.last_arrived - first_arrival_), smoothed_ms_};
  ++groups_;
  const double trend = groups_ >= kWindow ? slope() : last_trend_;
  judge(trend, ms(departed), after.last_arrived);
}

// Least squares through the window.
double DelayEstimator::slope() const {
  double x = 0;
  double y = 0;
  for (const Point& point : points_) {
    x += point.at_ms / kWindow;
    y += point.delay_ms / kWindow;
  }
  double above = 0;
  double below = 0;
  for (const Point& point : points_) {
    above += (point.at_ms - x) * (point.delay_ms - y);
    below += (point.at_ms - x) * (point.at_ms - x);
  }
  return below == 0 ? 0 : above / below;
}

// Section 5.4: over-use for at least so long, twice, and not on its way down.
void DelayEstimator::judge(double trend, double span_ms, Duration now) {
  const double certain = static_cast<double>(std::min(groups_, kMostGroups)) * trend * kGain;
  if (certain > threshold_ms_) {
    over_for_ms_ += over_count_ == 0 ? span_ms / 2 : span_ms;
    ++over_count_;
    if (over_for_ms_ > kOverFor && over_count_ > 1 && trend >= last_trend_) {
      over_for_ms_ = 0;
      over_count_ = 0;
      usage_ = Usage::kOver;
    }
  } else {
    over_for_ms_ = 0;
    over_count_ = 0;
    usage_ = certain < -threshold_ms_ ? Usage::kUnder : Usage::kNormal;
  }
  last_trend_ = trend;
  adapt(certain, now);
}

// Section 5.4: the threshold follows the trend, so that other flows' queues do not starve us.
void DelayEstimator::adapt(double trend, Duration now) {
  const double elapsed =
      adapted_at_ == Duration{} ? 0 : std::min(ms(now - adapted_at_), kLongestMs);
  adapted_at_ = now;
  if (std::abs(trend) > threshold_ms_ + kSpike) return;
  const double gain = std::abs(trend) < threshold_ms_ ? kDown : kUp;
  threshold_ms_ += gain * (std::abs(trend) - threshold_ms_) * elapsed;
  threshold_ms_ = std::clamp(threshold_ms_, kLeastThreshold, kMostThreshold);
}

// The fastest packet of the last seconds had no queue before it.
void DelayEstimator::follow_queue(Duration sent, Duration arrived) {
  const Duration under_way = arrived - sent;
  const int64_t second = sent / 1s;
  if (fastest_second_ < 0 || second - fastest_second_ > static_cast<int64_t>(kFastest)) {
    fastest_.fill(Duration::max());
    fastest_second_ = second;
  }
  for (; fastest_second_ < second; ++fastest_second_) {
    fastest_[static_cast<size_t>(fastest_second_ + 1) % kFastest] = Duration::max();
  }
  Duration& fastest = fastest_[static_cast<size_t>(fastest_second_) % kFastest];
  fastest = std::min(fastest, under_way);
  if (sent - standing_since_ > kStanding) {
    standing_before_ = std::exchange(standing_, Duration::max());
    standing_since_ = sent;
  }
  standing_ = std::min(standing_, under_way);
  queue_ =
      std::min(standing_, standing_before_) - *std::min_element(fastest_.begin(), fastest_.end());
}

}  // namespace diemcau::congestion
