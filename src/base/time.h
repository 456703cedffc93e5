#pragma once

#include <chrono>
#include <cstdint>

namespace diemcau {

// The one monotonic time line of the media path. It has no now(): time comes in as an argument, so
// that tests run in virtual time. Only runtime/ reads a real clock.
struct MonotonicTimeline {
  using rep = int64_t;
  using period = std::nano;
  using duration = std::chrono::nanoseconds;
  using time_point = std::chrono::time_point<MonotonicTimeline>;
  static constexpr bool is_steady = true;  // NOLINT(readability-identifier-naming)
};

using Duration = MonotonicTimeline::duration;
using Instant = MonotonicTimeline::time_point;

// "Never": a timeout that does not come.
inline constexpr Instant kNever = Instant::max();

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;
using namespace std::chrono_literals;

inline int64_t to_ms(Duration duration) {
  return std::chrono::duration_cast<milliseconds>(duration).count();
}
inline int64_t to_us(Duration duration) {
  return std::chrono::duration_cast<microseconds>(duration).count();
}

// Milliseconds since 1970-01-01T00:00:00Z, for what people and tokens see; never for intervals.
struct UnixTime {
  int64_t ms = 0;
  auto operator<=>(const UnixTime&) const = default;
};

}  // namespace diemcau
