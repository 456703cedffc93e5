#include "wire/red.h"

namespace diemcau::wire {

Result<RedPayload> parse_red(Bytes payload) {
  ByteReader in(payload);
  RedPayload out;
  std::array<uint16_t, kMaxRedBlocks> sizes{};
  uint8_t head = in.u8();
  // RFC 2198 section 3: four bytes a redundant block, F set; one byte for the primary, F clear.
  while (in.ok() && (head & 0x80) != 0) {
    if (out.redundant_count == kMaxRedBlocks) return Err{ParseError::kOversized};
    const uint32_t rest = in.u24();
    RedBlock& block = out.redundant[out.redundant_count];
    block.payload_type = head & 0x7f;
    block.timestamp_offset = static_cast<uint16_t>(rest >> 10);
    sizes[out.redundant_count++] = rest & 0x3ff;
    head = in.u8();
  }
  out.primary.payload_type = head & 0x7f;
  for (size_t i = 0; i < out.redundant_count; ++i) out.redundant[i].payload = in.bytes(sizes[i]);
  if (!in.ok()) return Err{ParseError::kTruncated};
  out.primary.payload = in.rest();
  return out;
}

std::optional<RedBlock> parse_red_primary(Bytes payload) {
  const auto red = parse_red(payload);
  return red ? std::optional(red->primary) : std::nullopt;
}

}  // namespace diemcau::wire
