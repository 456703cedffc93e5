#include "runtime/clock.h"

#include <ctime>

namespace diemcau::runtime {

Instant monotonic_now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return Instant(seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

Duration thread_cpu_time() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

UnixTime unix_now() {
  timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return {time.tv_sec * 1000 + time.tv_nsec / 1'000'000};
}

}  // namespace diemcau::runtime
