#include <array>

#include "picture/formats.h"

// JPEG: ITU-T T.81, annex B. Kept: tables, frame, scans. The colour transform (Adobe's APP14) and
// the way up (one entry of Exif) decide what is seen and are written anew; all other application
// data and comments go.
namespace diemcau::picture {
namespace {

using namespace std::string_view_literals;

enum Marker : uint8_t {
  kSof0 = 0xc0,
  kSof1 = 0xc1,
  kSof2 = 0xc2,
  kDht = 0xc4,
  kRst0 = 0xd0,
  kRst7 = 0xd7,
  kEoi = 0xd9,
  kSos = 0xda,
  kDqt = 0xdb,
  kDri = 0xdd,
  kApp0 = 0xe0,
  kApp1 = 0xe1,
  kApp14 = 0xee,
  kApp15 = 0xef,
  kCom = 0xfe,
};

constexpr size_t kAdobeBytes = 12;
constexpr uint16_t kOrientationTag = 0x0112;  // Exif 2.3, section 4.6.4
constexpr uint16_t kShort = 3;

// Numbers of a TIFF, whose first two bytes say which way round they are.
class Tiff {
 public:
  explicit Tiff(Bytes bytes) : bytes_(bytes) { little_ = bytes.size() >= 2 && bytes[0] == 'I'; }
  uint32_t number(size_t offset, size_t size) const {
    if (offset > bytes_.size() || bytes_.size() - offset < size) return 0;
    uint32_t value = 0;
    for (size_t i = 0; i < size; ++i) {
      value = value << 8 | bytes_[offset + (little_ ? size - 1 - i : i)];
    }
    return value;
  }

 private:
  Bytes bytes_;
  bool little_;
};

// 1 to 8; 1 where the data say nothing.
uint8_t orientation_of(Bytes exif) {
  if (!as_text(exif).starts_with("Exif\0\0"sv)) return 1;
  const Tiff tiff(exif.subspan(6));
  if (tiff.number(2, 2) != 42) return 1;
  const size_t directory = tiff.number(4, 4);
  const size_t entries = tiff.number(directory, 2);
  for (size_t i = 0; i < entries; ++i) {
    const size_t entry = directory + 2 + 12 * i;
    if (entry > exif.size()) return 1;
    if (tiff.number(entry, 2) != kOrientationTag || tiff.number(entry + 2, 2) != kShort) continue;
    const uint32_t value = tiff.number(entry + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<uint8_t>(value) : uint8_t{1};
  }
  return 1;
}

class JpegReader {
 public:
  explicit JpegReader(Bytes bytes) : in_(bytes) { in_.skip(2); }

  std::optional<Cleaned> read() {
    while (in_.ok()) {
      const uint8_t marker = next_marker();
      if (marker == kEoi) return finish();
      if (!take(marker)) return {};
    }
    return {};
  }

 private:
  // Any number of fill bytes may stand before a marker (B.1.1.2). 0: there is none.
  uint8_t next_marker() {
    if (pending_ != 0) return std::exchange(pending_, 0);
    if (in_.u8() != 0xff) return 0;
    uint8_t marker = 0xff;
    while (in_.ok() && marker == 0xff) marker = in_.u8();
    return marker;
  }

  bool take(uint8_t marker) {
    const uint16_t length = in_.u16();
    if (length < 2) return false;
    const Bytes payload = in_.bytes(length - 2u);
    if (!in_.ok()) return false;
    if (marker == kSof0 || marker == kSof1 || marker == kSof2) return take_frame(marker, payload);
    if (marker == kDht || marker == kDqt || marker == kDri) return keep(marker, payload);
    if (marker == kSos) return take_scan(payload);
    if (marker == kApp1 && turned_ == 1) turned_ = orientation_of(payload);
    if (marker == kApp14 && as_text(payload).starts_with("Adobe"sv)) adobe_ = payload;
    return (marker >= kApp0 && marker <= kApp15) || marker == kCom;
  }

  // B.2.2. Eight bits a sample, one, three or four components: what browsers show.
  bool take_frame(uint8_t marker, Bytes payload) {
    if (width_ != 0 || payload.size() < 6 || payload[0] != 8) return false;
    height_ = load_be16(&payload[1]);
    width_ = load_be16(&payload[3]);
    const size_t components = payload[5];
    if (components != 1 && components != 3 && components != 4) return false;
    if (payload.size() != 6 + 3 * components || width_ == 0 || height_ == 0) return false;
    return keep(marker, payload);
  }

  // B.2.3, then the data up to a marker that is no restart. A zero after 0xff belongs to the data.
  bool take_scan(Bytes payload) {
    if (width_ == 0 || payload.empty() || payload.size() != 4 + 2u * payload[0]) return false;
    keep(kSos, payload);
    scans_ += 1;
    while (in_.ok()) {
      const uint8_t byte = in_.u8();
      if (byte != 0xff) {
        body_.push_back(byte);
        continue;
      }
      uint8_t next = in_.u8();
      while (in_.ok() && next == 0xff) next = in_.u8();
      if (next != 0 && (next < kRst0 || next > kRst7)) {
        pending_ = next;
        return in_.ok();
      }
      body_.push_back(0xff);
      body_.push_back(next);
    }
    return false;
  }

  bool keep(uint8_t marker, Bytes payload) {
    write(body_, marker, payload);
    return true;
  }
  static void write(std::vector<uint8_t>& out, uint8_t marker, Bytes payload) {
    const auto length = static_cast<uint16_t>(payload.size() + 2);
    const std::array<uint8_t, 4> head{0xff, marker, static_cast<uint8_t>(length >> 8),
                                      static_cast<uint8_t>(length)};
    append(out, head);
    append(out, payload);
  }

  std::optional<Cleaned> finish() {
    if (scans_ == 0) return {};
    Cleaned cleaned{.format = Format::kJpeg, .width = width_, .height = height_};
    cleaned.bytes = {0xff, 0xd8};
    if (adobe_.size() >= kAdobeBytes) write(cleaned.bytes, kApp14, adobe_.first(kAdobeBytes));
    if (turned_ != 1) {
      const std::array<uint8_t, 32> exif{'E', 'x', 'i', 'f',     0, 0, 'M',  'M', 0, 42, 0,
                                         0,   0,   8,   0,       1, 1, 0x12, 0,   3, 0,  0,
                                         0,   1,   0,   turned_, 0, 0, 0,    0,   0, 0};
      write(cleaned.bytes, kApp1, exif);
    }
    append(cleaned.bytes, body_);
    append(cleaned.bytes, std::array<uint8_t, 2>{0xff, kEoi});
    if (turned_ >= 5) std::swap(cleaned.width, cleaned.height);  // it lies on its side
    return cleaned;
  }

  ByteReader in_;
  uint8_t pending_ = 0;  // the marker that ended a scan
  std::vector<uint8_t> body_;
  Bytes adobe_;
  uint8_t turned_ = 1;
  uint32_t width_ = 0;
  uint32_t height_ = 0;
  size_t scans_ = 0;
};

}  // namespace

std::optional<Cleaned> clean_jpeg(Bytes bytes) { return JpegReader(bytes).read(); }

}  // namespace diemcau::picture
