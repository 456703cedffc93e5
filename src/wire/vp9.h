#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"

namespace diemcau::wire {

// The part of the VP9 payload descriptor (RFC 9628 section 4.2) that forwarding whole needs.
struct Vp9Descriptor {
  bool begins_frame = false;     // B: of a spatial layer's frame
  bool ends_frame = false;       // E
  bool inter_predicted = false;  // P: not a keyframe
  bool long_picture_id = false;  // 15 bits, else 7
  uint16_t picture_id = 0;
  uint8_t temporal_id = 0;
  bool switching_up = false;  // U
  uint8_t spatial_id = 0;
  uint8_t tl0_picture_index = 0;
  uint16_t width = 0;  // of the highest spatial layer, where a scalability structure tells
  uint16_t height = 0;
  size_t size = 0;  // of the descriptor
};

// kTruncated when the descriptor does not fit or nothing follows it.
Result<Vp9Descriptor> parse_vp9_descriptor(Bytes payload);

}  // namespace diemcau::wire
