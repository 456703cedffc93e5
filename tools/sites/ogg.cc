#include "ogg.h"

#include <array>

namespace diemcau::sites {
namespace {

constexpr size_t kPageHeaderSize = 27;
constexpr size_t kChecksumAt = 22;
constexpr uint8_t kContinues = 0x01;

// RFC 3533 section 6: CRC-32 with polynomial 0x04c11db7, neither reflected nor inverted.
constexpr std::array<uint32_t, 256> make_crc_table() {
  std::array<uint32_t, 256> table{};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    uint32_t value = byte << 24;
    for (int bit = 0; bit < 8; ++bit) value = value << 1 ^ ((value >> 31) != 0 ? 0x04c11db7u : 0u);
    table[byte] = value;
  }
  return table;
}

// Fuzzers do not guess checksums; in their builds every one is right.
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
constexpr bool kChecksumsCount = false;
#else
constexpr bool kChecksumsCount = true;
#endif

// Over the page with its checksum field taken as zero.
uint32_t checksum(Bytes page) {
  static constexpr auto kTable = make_crc_table();
  uint32_t crc = 0;
  for (size_t at = 0; at < page.size(); ++at) {
    const bool own_field = at >= kChecksumAt && at < kChecksumAt + 4;
    crc = crc << 8 ^ kTable[crc >> 24 ^ (own_field ? 0 : page[at])];
  }
  return crc;
}

uint32_t load_le32(const uint8_t* at) {
  return at[0] | uint32_t{at[1]} << 8 | uint32_t{at[2]} << 16 | uint32_t{at[3]} << 24;
}

size_t sum_of(Bytes lacing) {
  size_t sum = 0;
  for (const uint8_t value : lacing) sum += value;
  return sum;
}

}  // namespace

bool OggReader::next(std::vector<uint8_t>& out) {
  out.clear();
  while (!error_) {
    while (!lacing_.empty()) {
      const size_t size = lacing_[0];
      if (out.size() + size > kMaxOggPacketSize) return fail(ParseError::kOversized);
      out.insert(out.end(), body_.begin(), body_.begin() + static_cast<ptrdiff_t>(size));
      body_ = body_.subspan(size);
      lacing_ = lacing_.subspan(1);
      // A lacing value of 255 says that the packet goes on.
      inside_packet_ = size == 255;
      if (!inside_packet_) return true;
    }
    if (rest_.empty()) return inside_packet_ ? fail(ParseError::kTruncated) : false;
    next_page();
  }
  return false;
}

bool OggReader::fail(ParseError error) {
  error_ = error;
  return false;
}

bool OggReader::next_page() {
  Page page;
  size_t size = 0;
  if (const auto error = parse_page(page, size)) return fail(*error);
  if (const auto error = check_order(page, inside_packet_)) return fail(*error);
  serial_ = page.serial;
  next_sequence_ = page.sequence + 1;
  lacing_ = page.lacing;
  body_ = page.body;
  rest_ = rest_.subspan(size);
  return true;
}

std::optional<ParseError> OggReader::parse_page(Page& page, size_t& size) const {
  if (rest_.size() < kPageHeaderSize) return ParseError::kTruncated;
  if (as_text(rest_.first(4)) != "OggS") return ParseError::kBadMagic;
  if (rest_[4] != 0) return ParseError::kBadVersion;
  const size_t segments = rest_[26];
  if (rest_.size() < kPageHeaderSize + segments) return ParseError::kTruncated;
  page.lacing = rest_.subspan(kPageHeaderSize, segments);
  const size_t body_size = sum_of(page.lacing);
  size = kPageHeaderSize + segments + body_size;
  if (rest_.size() < size) return ParseError::kTruncated;
  page.body = rest_.subspan(kPageHeaderSize + segments, body_size);
  page.continues = (rest_[5] & kContinues) != 0;
  page.serial = load_le32(&rest_[14]);
  page.sequence = load_le32(&rest_[18]);
  if (kChecksumsCount && checksum(rest_.first(size)) != load_le32(&rest_[kChecksumAt])) {
    return ParseError::kBadChecksum;
  }
  return std::nullopt;
}

std::optional<ParseError> OggReader::check_order(const Page& page, bool inside_packet) const {
  if (page.continues != inside_packet) return ParseError::kBadValue;
  if (!serial_) return std::nullopt;
  if (page.serial != *serial_) return ParseError::kUnsupported;
  if (page.sequence != next_sequence_) return ParseError::kBadValue;
  return std::nullopt;
}

}  // namespace diemcau::sites
