#include "ivf.h"

namespace diemcau::sites {
namespace {

constexpr size_t kFileHeaderSize = 32;
constexpr size_t kFrameHeaderSize = 12;

uint16_t load_le16(const uint8_t* at) { return static_cast<uint16_t>(at[0] | at[1] << 8); }
uint32_t load_le32(const uint8_t* at) {
  return load_le16(at) | static_cast<uint32_t>(load_le16(at + 2)) << 16;
}
uint64_t load_le64(const uint8_t* at) {
  return load_le32(at) | static_cast<uint64_t>(load_le32(at + 4)) << 32;
}

}  // namespace

Result<IvfReader> IvfReader::open(Bytes file) {
  if (file.size() < kFileHeaderSize) return Err{ParseError::kTruncated};
  if (as_text(file.first(4)) != "DKIF") return Err{ParseError::kBadMagic};
  if (load_le16(&file[4]) != 0) return Err{ParseError::kBadVersion};
  const size_t header_size = load_le16(&file[6]);
  if (header_size < kFileHeaderSize || header_size > file.size()) {
    return Err{ParseError::kBadLength};
  }
  IvfReader reader;
  reader.fourcc_ = load_le32(&file[8]);
  reader.width_ = load_le16(&file[12]);
  reader.height_ = load_le16(&file[14]);
  reader.rate_ = load_le32(&file[16]);
  reader.scale_ = load_le32(&file[20]);
  if (reader.rate_ == 0 || reader.scale_ == 0) return Err{ParseError::kBadValue};
  reader.rest_ = file.subspan(header_size);
  return reader;
}

bool IvfReader::next(IvfFrame& out) {
  if (!ok_ || rest_.empty()) return false;
  ok_ = rest_.size() >= kFrameHeaderSize;
  if (!ok_) return false;
  const size_t size = load_le32(&rest_[0]);
  ok_ = size <= kMaxIvfFrameSize && size <= rest_.size() - kFrameHeaderSize;
  if (!ok_) return false;
  out.timestamp = load_le64(&rest_[4]);
  out.bytes = rest_.subspan(kFrameHeaderSize, size);
  rest_ = rest_.subspan(kFrameHeaderSize + size);
  return true;
}

}  // namespace diemcau::sites
