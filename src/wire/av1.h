#pragma once

#include "base/bytes.h"

namespace diemcau::wire {

// Whether a payload begins a new coded video sequence, which is where a decoder can start: the N
// bit of the aggregation header (RTP Payload Format for AV1, section 4.4). A sequence header OBU
// alone does not tell: it may be repeated before pictures that refer to others.
inline bool begins_av1_sequence(Bytes payload) {
  constexpr uint8_t kContinues = 0x80;    // Z
  constexpr uint8_t kNewSequence = 0x08;  // N
  return payload.size() >= 2 && (payload[0] & kContinues) == 0 && (payload[0] & kNewSequence) != 0;
}

}  // namespace diemcau::wire
