#include "conference/floor.h"

namespace diemcau::conference {

bool runs(const Clock& clock) { return clock.running_since.ms != 0; }

// The wall clock may be set back between two events: nobody speaks for less than nothing.
int64_t spent_ms(const Clock& clock, UnixTime now) {
  if (!runs(clock)) return clock.spent_ms;
  return clock.spent_ms + std::max<int64_t>(0, now.ms - clock.running_since.ms);
}

void start(Clock& clock, UnixTime now) {
  if (!runs(clock)) clock.running_since = now;
}

void stop(Clock& clock, UnixTime now) {
  clock.spent_ms = spent_ms(clock, now);
  clock.running_since = {};
}

}  // namespace diemcau::conference
