#pragma once

#include <cstdint>

namespace diemcau::transport {

// Numbers on the wire wrap; inside, they count on in 64 bits, so that they can be compared and kept
// in order (RFC 9260 section 1.6).
inline constexpr uint64_t kSctpSerialBase = uint64_t{1} << 32;

// The one that `wire` stands for nearest to `near`.
inline uint64_t unwrap_tsn(uint32_t wire, uint64_t near) {
  return near + static_cast<uint64_t>(
                    static_cast<int64_t>(static_cast<int32_t>(wire - static_cast<uint32_t>(near))));
}
inline uint64_t unwrap_ssn(uint16_t wire, uint64_t near) {
  return near + static_cast<uint64_t>(
                    static_cast<int64_t>(static_cast<int16_t>(wire - static_cast<uint16_t>(near))));
}

}  // namespace diemcau::transport
