#pragma once

#include "base/time.h"

namespace diemcau::runtime {

// CLOCK_MONOTONIC.
Instant monotonic_now();
// CLOCK_REALTIME.
UnixTime unix_now();

}  // namespace diemcau::runtime
