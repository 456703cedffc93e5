#include "wire/h264.h"

namespace diemcau::wire {
namespace {

enum NalType : uint8_t { kSlice = 1, kIdr = 5, kSps = 7, kStapA = 24, kFuA = 28 };
constexpr uint8_t kTypeMask = 0x1f;
constexpr uint8_t kNriMask = 0x60;
constexpr uint8_t kFragmentStart = 0x80;

void take_unit(uint8_t type, H264Payload& out) {
  out.has_parameters = out.has_parameters || type == kSps;
  out.begins_idr = out.begins_idr || type == kIdr;
}

// RFC 6184 section 5.7.1: NAL units, each behind its size in two bytes.
H264Payload parse_stap(Bytes units) {
  ByteReader in(units);
  H264Payload out;
  while (!in.empty()) {
    const Bytes unit = in.bytes(in.u16());
    if (!in.ok() || unit.empty()) return {};
    take_unit(unit[0] & kTypeMask, out);
  }
  return out;
}

// RFC 6184 section 5.8: S is set on the first fragment only.
H264Payload parse_fragment(Bytes payload) {
  H264Payload out;
  if (payload.size() < 2) return out;
  const uint8_t type = payload[1] & kTypeMask;
  if ((payload[1] & kFragmentStart) != 0) take_unit(type, out);
  out.discardable = type == kSlice && (payload[0] & kNriMask) == 0;
  return out;
}

}  // namespace

H264Payload parse_h264_payload(Bytes payload) {
  H264Payload out;
  if (payload.empty()) return out;
  const uint8_t type = payload[0] & kTypeMask;
  if (type == kStapA) return parse_stap(payload.subspan(1));
  if (type == kFuA) return parse_fragment(payload);
  take_unit(type, out);
  out.discardable = type == kSlice && (payload[0] & kNriMask) == 0;
  return out;
}

}  // namespace diemcau::wire
