#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"

namespace diemcau::sites {

inline constexpr size_t kMaxIvfFrameSize = 4 * 1024 * 1024;

struct IvfFrame {
  uint64_t timestamp = 0;  // in units of the file's time base
  Bytes bytes;
};

// Reads an IVF file (a 32-byte header, then frames of 12 bytes of header each; little endian) that
// lies in the caller's memory.
class IvfReader {
 public:
  // kBadMagic, kBadVersion, kBadLength, kBadValue (a time base of zero), kTruncated.
  static Result<IvfReader> open(Bytes file);

  uint32_t fourcc() const { return fourcc_; }
  uint16_t width() const { return width_; }
  uint16_t height() const { return height_; }
  // Timestamps count in scale / rate seconds.
  uint32_t rate() const { return rate_; }
  uint32_t scale() const { return scale_; }

  // The next frame; false at the end and at the first frame that does not fit the file.
  bool next(IvfFrame& out);
  // Whether it ended at the end.
  bool ok() const { return ok_; }

 private:
  IvfReader() = default;

  uint32_t fourcc_ = 0;
  uint16_t width_ = 0;
  uint16_t height_ = 0;
  uint32_t rate_ = 0;
  uint32_t scale_ = 0;
  Bytes rest_;
  bool ok_ = true;
};

inline constexpr uint32_t kFourccVp8 = 0x30385056;  // "VP80", little endian

}  // namespace diemcau::sites
