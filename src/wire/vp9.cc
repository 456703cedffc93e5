#include "wire/vp9.h"

namespace diemcau::wire {
namespace {

enum Head : uint8_t {
  kHasPictureId = 0x80,    // I
  kInterPredicted = 0x40,  // P
  kHasLayers = 0x20,       // L
  kFlexible = 0x10,        // F
  kBegins = 0x08,          // B
  kEnds = 0x04,            // E
  kHasStructure = 0x02,    // V
};
constexpr int kMaxReferences = 3;

void parse_picture_id(ByteReader& in, Vp9Descriptor& out) {
  const uint8_t first = in.u8();
  out.long_picture_id = (first & 0x80) != 0;
  out.picture_id = first & 0x7f;
  if (out.long_picture_id) out.picture_id = static_cast<uint16_t>(out.picture_id << 8 | in.u8());
}

void parse_layers(ByteReader& in, bool flexible, Vp9Descriptor& out) {
  const uint8_t layers = in.u8();
  out.temporal_id = layers >> 5;
  out.switching_up = (layers & 0x10) != 0;
  out.spatial_id = layers >> 1 & 0x07;
  // RFC 9628 section 4.2: TL0PICIDX is there in non-flexible mode only.
  if (!flexible) out.tl0_picture_index = in.u8();
}

// P_DIFF with N: another one follows, three at most.
bool skip_references(ByteReader& in) {
  for (int i = 0; i < kMaxReferences; ++i) {
    if ((in.u8() & 0x01) == 0) return true;
  }
  return false;
}

// RFC 9628 section 4.2.1: sizes of the spatial layers (Y), description of a picture group (G).
void parse_structure(ByteReader& in, Vp9Descriptor& out) {
  const uint8_t head = in.u8();
  const int layers = (head >> 5) + 1;
  for (int i = 0; (head & 0x10) != 0 && i < layers; ++i) {
    out.width = in.u16();
    out.height = in.u16();
  }
  if ((head & 0x08) == 0) return;
  const int pictures = in.u8();
  for (int i = 0; i < pictures && in.ok(); ++i) in.skip(in.u8() >> 2 & 0x03);
}

}  // namespace

Result<Vp9Descriptor> parse_vp9_descriptor(Bytes payload) {
  ByteReader in(payload);
  const uint8_t head = in.u8();
  const bool flexible = (head & kFlexible) != 0;
  Vp9Descriptor out;
  out.inter_predicted = (head & kInterPredicted) != 0;
  out.begins_frame = (head & kBegins) != 0;
  out.ends_frame = (head & kEnds) != 0;
  if ((head & kHasPictureId) != 0) parse_picture_id(in, out);
  if ((head & kHasLayers) != 0) parse_layers(in, flexible, out);
  if (flexible && out.inter_predicted && !skip_references(in)) return Err{ParseError::kBadValue};
  if ((head & kHasStructure) != 0) parse_structure(in, out);
  if (!in.ok() || in.empty()) return Err{ParseError::kTruncated};
  out.size = in.position();
  return out;
}

}  // namespace diemcau::wire
