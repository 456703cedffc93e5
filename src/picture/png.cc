#include <algorithm>
#include <array>

#include "picture/formats.h"

// PNG (third edition): kept are the chunks without which the picture would look different. Texts,
// times, Exif, profiles and what makes it move go; so does what stands behind its end.
namespace diemcau::picture {
namespace {

constexpr size_t kSignature = 8;
constexpr size_t kHeaderBytes = 13;
constexpr auto kKept = std::to_array<std::string_view>(
    {"IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "IDAT", "IEND"});

// Section D.1 (the polynomial of section 5.5), over type and data.
uint32_t crc_of(Bytes bytes) {
  static const auto table = [] {
    std::array<uint32_t, 256> made{};
    for (uint32_t n = 0; n < 256; ++n) {
      uint32_t c = n;
      for (int k = 0; k < 8; ++k) c = (c & 1) != 0 ? 0xedb88320u ^ (c >> 1) : c >> 1;
      made[n] = c;
    }
    return made;
  }();
  uint32_t crc = 0xffffffffu;
  for (const uint8_t byte : bytes) crc = table[(crc ^ byte) & 0xff] ^ (crc >> 8);
  return ~crc;
}

// Section 11.2.1: the depths that each colour type may have.
bool depth_fits(uint8_t colour, uint8_t depth) {
  const bool deep = depth == 8 || depth == 16;
  const bool shallow = depth == 1 || depth == 2 || depth == 4;
  if (colour == 0) return deep || shallow;
  if (colour == 3) return shallow || depth == 8;
  return (colour == 2 || colour == 4 || colour == 6) && deep;
}

bool read_header(Bytes data, Cleaned& cleaned) {
  if (data.size() != kHeaderBytes || cleaned.width != 0) return false;
  cleaned.width = load_be32(&data[0]);
  cleaned.height = load_be32(&data[4]);
  const bool known = data[10] == 0 && data[11] == 0 && data[12] <= 1;
  return known && cleaned.width != 0 && cleaned.height != 0 && depth_fits(data[9], data[8]);
}

// A letter's fifth bit: small for what a reader may leave out (section 5.4).
bool is_critical(std::string_view type) { return (type[0] & 0x20) == 0; }

bool is_kept(std::string_view type) {
  return std::find(kKept.begin(), kKept.end(), type) != kKept.end();
}

}  // namespace

std::optional<Cleaned> clean_png(Bytes bytes) {
  Cleaned cleaned{.format = Format::kPng};
  append(cleaned.bytes, bytes.first(kSignature));
  ByteReader in(bytes.subspan(kSignature));
  bool has_data = false;
  while (in.ok()) {
    const size_t start = kSignature + in.position();
    const uint32_t length = in.u32();
    const Bytes named = in.bytes(size_t{length} + 4);
    const uint32_t crc = in.u32();
    if (!in.ok() || crc != crc_of(named)) return {};
    const std::string_view type = as_text(named.first(4));
    const bool is_header = type == "IHDR";
    if (is_header ? !read_header(named.subspan(4), cleaned) : cleaned.width == 0) return {};
    if (!is_kept(type)) {
      if (is_critical(type)) return {};
      continue;
    }
    append(cleaned.bytes, bytes.subspan(start, size_t{length} + 12));
    has_data = has_data || type == "IDAT";
    if (type == "IEND") return has_data ? std::optional(std::move(cleaned)) : std::nullopt;
  }
  return {};
}

}  // namespace diemcau::picture
