#include "wire/rtp_writer.h"

#include <algorithm>

#include "wire/rtp.h"

namespace diemcau::wire {
namespace {

constexpr uint16_t kOneByteProfile = 0xbede;
constexpr uint16_t kTwoByteProfile = 0x1000;
constexpr size_t kMaxValueSize = 255;  // of the two-byte form

// RFC 8285 section 4.2: ids 1 to 14, values of 1 to 16 bytes.
bool fits_one_byte(const ExtensionValue& extension) {
  return extension.id <= 14 && !extension.value.empty() && extension.value.size() <= 16;
}

void write_element(ByteWriter& out, const ExtensionValue& extension, bool one_byte) {
  const auto size = static_cast<uint8_t>(extension.value.size());
  if (one_byte) {
    out.u8(static_cast<uint8_t>(extension.id << 4 | (size - 1)));
  } else {
    out.u8(extension.id);
    out.u8(size);
  }
  out.bytes(extension.value);
}

struct BlockShape {
  bool one_byte = true;
  size_t size = 0;  // without the padding at its end
};
BlockShape shape_of(std::span<const ExtensionValue> extensions) {
  BlockShape shape;
  size_t count = 0;
  for (const ExtensionValue& extension : extensions) {
    if (extension.id == 0) continue;
    shape.one_byte = shape.one_byte && fits_one_byte(extension);
    shape.size += extension.value.size();
    ++count;
  }
  shape.size += count * (shape.one_byte ? 1 : 2);
  return shape;
}

void write_extensions(ByteWriter& out, std::span<const ExtensionValue> extensions) {
  const BlockShape shape = shape_of(extensions);
  const size_t words = (shape.size + 3) / 4;
  out.u16(shape.one_byte ? kOneByteProfile : kTwoByteProfile);
  out.u16(static_cast<uint16_t>(words));
  for (const ExtensionValue& extension : extensions) {
    if (extension.id != 0) write_element(out, extension, shape.one_byte);
  }
  out.zeros(words * 4 - shape.size);
}

}  // namespace

size_t write_rtp_header(MutableBytes out, const RtpHeader& header,
                        std::span<const ExtensionValue> extensions) {
  const bool too_large = std::any_of(extensions.begin(), extensions.end(), [](const auto& one) {
    return one.value.size() > kMaxValueSize;
  });
  if (too_large) return 0;
  const bool extended = std::any_of(extensions.begin(), extensions.end(),
                                    [](const auto& one) { return one.id != 0; });
  ByteWriter writer(out);
  writer.u8(extended ? 0x90 : 0x80);
  writer.u8(static_cast<uint8_t>((header.marker ? 0x80 : 0) | (header.payload_type & 0x7f)));
  writer.u16(header.sequence);
  writer.u32(header.timestamp);
  writer.u32(header.ssrc.value);
  if (extended) write_extensions(writer, extensions);
  return writer.ok() ? writer.size() : 0;
}

}  // namespace diemcau::wire
