#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/time.h"

namespace diemcau::congestion {

enum class Usage : uint8_t { kNormal, kOver, kUnder };

// Whether a queue builds up on the path: packets are put into groups that were sent together, the
// difference between the distances of two groups at departure and at arrival is what the queue grew
// by, and the slope over the last groups is compared with a threshold that adapts itself
// (draft-ietf-rmcat-gcc-02 section 5, with the trend line in place of the Kalman filter).
// Fixed memory.
class DelayEstimator {
 public:
  // Groups of packets that were sent within so long (section 5.1).
  static constexpr Duration kBurst = 5ms;

  // Times of departure and arrival each on a clock of their own; by number.
  void on_packet(Duration sent, Duration arrived);

  Usage usage() const { return usage_; }
  // How much longer than the fastest of the last seconds even the fastest packet of the last tenth
  // of a second was under way: the queue that stands. One that a frame makes and that is gone
  // before the next does no harm.
  Duration queue() const { return queue_; }
  // The path is another one, or time has jumped: begin anew.
  void reset();

 private:
  static constexpr size_t kWindow = 20;        // groups in the trend
  static constexpr size_t kFastest = 10;       // seconds that the fastest packet is remembered
  static constexpr size_t kMostGroups = 60;    // that make the trend more certain
  static constexpr Duration kStanding = 60ms;  // half of what counts as now

  struct Group {
    Duration first_sent{};
    Duration last_sent{};
    Duration first_arrived{};
    Duration last_arrived{};
  };
  struct Point {
    double at_ms = 0;
    double delay_ms = 0;
  };

  bool belongs(Duration sent, Duration arrived) const;
  void begin_group(Duration sent, Duration arrived);
  void on_groups(const Group& before, const Group& after);
  double slope() const;
  void judge(double trend, double span_ms, Duration now);
  void adapt(double trend, Duration now);
  void follow_queue(Duration sent, Duration arrived);

  std::optional<Group> current_;
  std::optional<Group> previous_;
  Duration first_arrival_{};
  double accumulated_ms_ = 0;
  double smoothed_ms_ = 0;
  size_t groups_ = 0;
  std::array<Point, kWindow> points_{};
  double last_trend_ = 0;
  double threshold_ms_ = 12.5;
  Duration adapted_at_{};
  double over_for_ms_ = 0;
  size_t over_count_ = 0;
  Usage usage_ = Usage::kNormal;

  std::array<Duration, kFastest> fastest_;  // of each second
  int64_t fastest_second_ = -1;
  Duration standing_ = Duration::max();  // the fastest of this half and of the one before
  Duration standing_before_ = Duration::max();
  Duration standing_since_{};
  Duration queue_{};
};

}  // namespace diemcau::congestion
