#pragma once

#include "base/time.h"

namespace diemcau::runtime {

// CLOCK_MONOTONIC.
Instant monotonic_now();
// What the calling thread has used of a CPU so far.
Duration thread_cpu_time();
// CLOCK_REALTIME.
UnixTime unix_now();

}  // namespace diemcau::runtime
