#include <array>

#include "picture/formats.h"

// WebP (RFC 9649): kept are the picture and its transparency; Exif, XMP, profiles and unknown
// chunks go.
namespace diemcau::picture {
namespace {

constexpr size_t kFileHead = 12;
constexpr uint8_t kAlphaFlag = 0x10;
constexpr uint8_t kAnimationFlag = 0x02;

uint32_t little(Bytes bytes, size_t offset, size_t size) {
  uint32_t value = 0;
  for (size_t i = size; i-- > 0;) value = value << 8 | bytes[offset + i];
  return value;
}

struct Chunk {
  std::string_view type;
  Bytes data;
};

// Section 2.3; an odd size is followed by a byte of padding.
std::optional<Chunk> next_chunk(ByteReader& in) {
  const std::string_view type = as_text(in.bytes(4));
  const Bytes size = in.bytes(4);
  if (!in.ok()) return {};
  const uint32_t length = little(size, 0, 4);
  const Bytes data = in.bytes(length);
  // The padding of the last one is sometimes forgotten.
  if (length % 2 == 1 && !in.empty()) in.skip(1);
  if (!in.ok()) return {};
  return Chunk{type, data};
}

void write_little(std::vector<uint8_t>& out, uint32_t value) {
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
}

void write(std::vector<uint8_t>& out, const Chunk& chunk) {
  append(out, as_bytes(chunk.type));
  write_little(out, static_cast<uint32_t>(chunk.data.size()));
  append(out, chunk.data);
  if (chunk.data.size() % 2 == 1) out.push_back(0);
}

// RFC 6386, section 9.1: a key frame and its size.
bool read_lossy(Bytes data, Cleaned& cleaned) {
  if (data.size() < 10 || (data[0] & 1) != 0) return false;
  if (data[3] != 0x9d || data[4] != 0x01 || data[5] != 0x2a) return false;
  cleaned.width = little(data, 6, 2) & 0x3fff;
  cleaned.height = little(data, 8, 2) & 0x3fff;
  return cleaned.width != 0 && cleaned.height != 0;
}

// RFC 9649, section 3.4: fourteen bits each.
bool read_lossless(Bytes data, Cleaned& cleaned) {
  if (data.size() < 5 || data[0] != 0x2f) return false;
  const uint32_t bits = little(data, 1, 4);
  cleaned.width = (bits & 0x3fff) + 1;
  cleaned.height = (bits >> 14 & 0x3fff) + 1;
  return true;
}

struct Parts {
  std::optional<Chunk> extended;
  std::optional<Chunk> alpha;
  std::optional<Chunk> picture;
};

std::optional<Parts> read_parts(Bytes bytes) {
  const uint32_t size = little(bytes, 4, 4);
  if (size < 4 || bytes.size() - 8 < size) return {};
  ByteReader in(bytes.subspan(kFileHead, size - 4));
  Parts parts;
  while (in.ok() && !in.empty()) {
    const auto chunk = next_chunk(in);
    if (!chunk) return {};
    const bool is_picture = chunk->type == "VP8 " || chunk->type == "VP8L";
    auto* place = chunk->type == "VP8X"   ? &parts.extended
                  : chunk->type == "ALPH" ? &parts.alpha
                  : is_picture            ? &parts.picture
                                          : nullptr;
    if (place == nullptr) continue;
    if (place->has_value()) return {};
    *place = chunk;
  }
  return parts;
}

// Section 2.7: the flags of what stays, and a canvas as large as the picture.
void write_extended(std::vector<uint8_t>& out, const Cleaned& cleaned) {
  std::array<uint8_t, 10> data{kAlphaFlag};
  for (size_t i = 0; i < 3; ++i) {
    data[4 + i] = static_cast<uint8_t>((cleaned.width - 1) >> (8 * i));
    data[7 + i] = static_cast<uint8_t>((cleaned.height - 1) >> (8 * i));
  }
  write(out, {"VP8X", data});
}

}  // namespace

bool is_animated_webp(Bytes bytes) {
  const bool extended =
      bytes.size() > kFileHead + 8 && as_text(bytes.subspan(kFileHead, 4)) == "VP8X";
  return extended && (bytes[kFileHead + 8] & kAnimationFlag) != 0;
}

std::optional<Cleaned> clean_webp(Bytes bytes) {
  const auto parts = read_parts(bytes);
  if (!parts || !parts->picture) return {};
  Cleaned cleaned{.format = Format::kWebp};
  const bool lossy = parts->picture->type == "VP8 ";
  const Bytes data = parts->picture->data;
  if (lossy ? !read_lossy(data, cleaned) : !read_lossless(data, cleaned)) return {};
  // A lossy picture has its transparency in a chunk of its own, which only the extended form may.
  const bool with_alpha = lossy && parts->extended && parts->alpha;
  std::vector<uint8_t> body;
  if (with_alpha) {
    write_extended(body, cleaned);
    write(body, *parts->alpha);
  }
  write(body, *parts->picture);
  append(cleaned.bytes, as_bytes("RIFF"));
  write_little(cleaned.bytes, static_cast<uint32_t>(body.size() + 4));
  append(cleaned.bytes, as_bytes("WEBP"));
  append(cleaned.bytes, body);
  return cleaned;
}

}  // namespace diemcau::picture
