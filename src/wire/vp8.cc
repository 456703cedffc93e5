#include "wire/vp8.h"

#include <algorithm>

namespace diemcau::wire {
namespace {

enum Head : uint8_t {
  kExtended = 0x80,
  kNonReference = 0x20,
  kStart = 0x10,
  kPartition = 0x07,
};
enum Extension : uint8_t {
  kHasPictureId = 0x80,
  kHasTl0 = 0x40,
  kHasTid = 0x20,
  kHasKeyIndex = 0x10,
};

constexpr uint8_t kStartCode[] = {0x9d, 0x01, 0x2a};

void parse_picture_id(ByteReader& in, Vp8Descriptor& out) {
  out.picture_id_at = static_cast<uint8_t>(in.position());
  const uint8_t first = in.u8();
  out.long_picture_id = (first & 0x80) != 0;
  out.picture_id = first & 0x7f;
  if (out.long_picture_id) out.picture_id = static_cast<uint16_t>(out.picture_id << 8 | in.u8());
}

void parse_extension(ByteReader& in, Vp8Descriptor& out) {
  const uint8_t flags = in.u8();
  if ((flags & kHasPictureId) != 0) parse_picture_id(in, out);
  if ((flags & kHasTl0) != 0) {
    out.tl0_picture_index_at = static_cast<uint8_t>(in.position());
    out.tl0_picture_index = in.u8();
  }
  if ((flags & (kHasTid | kHasKeyIndex)) == 0) return;
  const auto at = static_cast<uint8_t>(in.position());
  const uint8_t value = in.u8();
  if ((flags & kHasTid) != 0) {
    out.temporal_id = value >> 6;
    out.layer_sync = (value & 0x20) != 0;
  }
  if ((flags & kHasKeyIndex) != 0) {
    out.key_index_at = at;
    out.key_index = value & 0x1f;
  }
}

// RFC 6386 section 9.1: a frame tag of three bytes, whose lowest bit is 0 for keyframes, then the
// start code and 14 bits each of width and height, little-endian.
void parse_frame_header(Bytes frame, Vp8Descriptor& out) {
  if (frame.empty()) return;
  out.is_keyframe = (frame[0] & 0x01) == 0;
  if (!out.is_keyframe || frame.size() < 10) return;
  if (!std::equal(std::begin(kStartCode), std::end(kStartCode), frame.begin() + 3)) return;
  out.width = static_cast<uint16_t>((frame[6] | frame[7] << 8) & 0x3fff);
  out.height = static_cast<uint16_t>((frame[8] | frame[9] << 8) & 0x3fff);
}

}  // namespace

Result<Vp8Descriptor> parse_vp8_descriptor(Bytes payload) {
  ByteReader in(payload);
  const uint8_t head = in.u8();
  Vp8Descriptor out;
  out.non_reference = (head & kNonReference) != 0;
  out.begins_frame = (head & kStart) != 0 && (head & kPartition) == 0;
  if ((head & kExtended) != 0) parse_extension(in, out);
  // RFC 7741 section 4.2: at least one byte of the frame follows.
  if (!in.ok() || in.empty()) return Err{ParseError::kTruncated};
  out.size = static_cast<uint8_t>(in.position());
  if (out.begins_frame) parse_frame_header(in.rest(), out);
  return out;
}

void patch_vp8_descriptor(MutableBytes descriptor, const Vp8Descriptor& shape, uint16_t picture_id,
                          uint8_t tl0_picture_index, uint8_t key_index) {
  if (shape.picture_id_at != 0 && shape.long_picture_id) {
    store_be16(&descriptor[shape.picture_id_at], static_cast<uint16_t>(0x8000 | picture_id));
  } else if (shape.picture_id_at != 0) {
    descriptor[shape.picture_id_at] = picture_id & 0x7f;
  }
  if (shape.tl0_picture_index_at != 0) descriptor[shape.tl0_picture_index_at] = tl0_picture_index;
  if (shape.key_index_at != 0) {
    uint8_t& byte = descriptor[shape.key_index_at];
    byte = static_cast<uint8_t>((byte & 0xe0) | (key_index & 0x1f));
  }
}

size_t write_vp8_descriptor(MutableBytes out, bool begins_frame, uint16_t picture_id) {
  ByteWriter writer(out);
  writer.u8(static_cast<uint8_t>(kExtended | (begins_frame ? kStart : 0)));
  writer.u8(kHasPictureId);
  writer.u16(static_cast<uint16_t>(0x8000 | picture_id));
  return writer.ok() ? writer.size() : 0;
}

}  // namespace diemcau::wire
