#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "base/media.h"
#include "wire/vp8.h"

namespace diemcau::wire {

// What a packet's payload says about the frame that it belongs to, whatever the codec.
struct FrameInfo {
  bool begins_frame = false;
  // The frame can be decoded without anything before it. Known where the frame begins, with H264
  // also at its slices: where a receiver may start is begins_frame && is_keyframe.
  bool is_keyframe = false;
  bool discardable = false;  // nothing refers to it
  uint8_t temporal_id = 0;
  uint16_t width = 0;  // of a keyframe, where the payload tells
  uint16_t height = 0;
  std::optional<Vp8Descriptor> vp8;
};

// Never fails: what cannot be read is neither a beginning nor a keyframe. Audio packets are frames
// that need nothing before them. `follows_marker`: the packet before ended its frame (its marker
// was set); used for codecs whose payload does not say where a frame begins. Where a frame ends the
// packet's own marker says, with every codec.
FrameInfo describe_payload(Codec codec, Bytes payload, bool follows_marker);

}  // namespace diemcau::wire
