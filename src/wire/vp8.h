#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"

namespace diemcau::wire {

// The VP8 payload descriptor (RFC 7741 section 4.2) with the places of its running numbers, so that
// a forwarder can patch a copy without changing its size. Offset 0: the field is not there.
struct Vp8Descriptor {
  uint8_t size = 0;            // of the descriptor, up to 6 bytes
  bool non_reference = false;  // N: the frame may be dropped
  bool begins_frame = false;   // S with partition 0
  bool is_keyframe = false;    // known only where the frame begins
  uint16_t picture_id = 0;
  uint8_t tl0_picture_index = 0;
  uint8_t temporal_id = 0;
  bool layer_sync = false;  // Y
  uint8_t key_index = 0;    // 5 bits
  uint16_t width = 0;       // of a keyframe
  uint16_t height = 0;

  uint8_t picture_id_at = 0;
  bool long_picture_id = false;  // 15 bits, else 7
  uint8_t tl0_picture_index_at = 0;
  uint8_t key_index_at = 0;  // the byte TID|Y|KEYIDX
};

inline constexpr size_t kMaxVp8DescriptorSize = 6;

Result<Vp8Descriptor> parse_vp8_descriptor(Bytes payload);

// Overwrites the running numbers in `descriptor`, a copy of the bytes that `shape` was parsed from.
// Numbers are cut to the width of their fields.
void patch_vp8_descriptor(MutableBytes descriptor, const Vp8Descriptor& shape, uint16_t picture_id,
                          uint8_t tl0_picture_index, uint8_t key_index);

// Writes a descriptor with a 15-bit picture id; returns its size (4).
size_t write_vp8_descriptor(MutableBytes out, bool begins_frame, uint16_t picture_id);

}  // namespace diemcau::wire
