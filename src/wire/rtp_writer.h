#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.h"
#include "base/media.h"

namespace diemcau::wire {

// A header extension to be written; id 0 is left out.
struct ExtensionValue {
  uint8_t id = 0;
  Bytes value;
};

struct RtpHeader {
  uint8_t payload_type = 0;
  bool marker = false;
  uint16_t sequence = 0;
  uint32_t timestamp = 0;
  Ssrc ssrc;
};

// Writes an RTP header with its extensions into `out` (RFC 3550 section 5.1, RFC 8285); returns its
// size, 0 when it does not fit. The same ids and sizes of values always give the same size. One
// form a packet: the two-byte form when an id or a value needs it.
size_t write_rtp_header(MutableBytes out, const RtpHeader& header,
                        std::span<const ExtensionValue> extensions);

}  // namespace diemcau::wire
