#pragma once

#include <cstdint>

#include "base/bytes.h"

namespace diemcau::transport {

// CRC32c of several pieces in a row (RFC 9260 appendix A). Begin with 0.
uint32_t crc32c(Bytes bytes, uint32_t before = 0);

}  // namespace diemcau::transport
