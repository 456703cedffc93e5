#pragma once

#include <cstdint>

namespace diemcau::bench {

// Of this program, OpenSSL's included: malloc is counted where it is defined.
struct Allocations {
  uint64_t count = 0;
  int64_t live_bytes = 0;
};
Allocations allocations();

}  // namespace diemcau::bench
