#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "base/result.h"

namespace diemcau::wire {

// One block of a RED packet (RFC 2198).
struct RedBlock {
  uint8_t payload_type = 0;
  uint16_t timestamp_offset = 0;  // how much older than the packet's timestamp, in clock units
  Bytes payload;
};

inline constexpr size_t kMaxRedBlocks = 8;

// A RED packet, taken apart: the newest block is what a receiver without RED is sent.
struct RedPayload {
  RedBlock primary;
  uint8_t redundant_count = 0;
  std::array<RedBlock, kMaxRedBlocks> redundant;  // oldest first
};

// kTruncated when headers or blocks do not fit, kOversized with more than kMaxRedBlocks redundant
// blocks.
Result<RedPayload> parse_red(Bytes payload);

// The primary block alone; nothing where parse_red refuses.
std::optional<RedBlock> parse_red_primary(Bytes payload);

}  // namespace diemcau::wire
