#include "livekit/inflate.h"

#include <zlib.h>

#include <algorithm>

namespace diemcau::livekit {
namespace {

// zlib's stream with an owner.
class Inflater {
 public:
  explicit Inflater(Bytes input) {
    stream_.next_in = const_cast<Bytef*>(input.data());  // zlib only reads it
    stream_.avail_in = static_cast<uInt>(input.size());
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  bool ready() const { return ready_; }
  bool drained() const { return stream_.avail_in == 0; }
  // Z_OK: more may come. The number of bytes written goes to `written`.
  int into(MutableBytes out, size_t& written) {
    stream_.next_out = out.data();
    stream_.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    written = out.size() - stream_.avail_out;
    return status;
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

Result<std::vector<uint8_t>> gunzip(Bytes compressed, size_t most) {
  constexpr size_t kStep = 16 * 1024;
  Inflater inflater(compressed);
  if (!inflater.ready()) return Err{ParseError::kUnsupported};
  std::vector<uint8_t> out;
  while (true) {
    const size_t before = out.size();
    out.resize(before + std::min(kStep, most + 1 - before));
    size_t written = 0;
    const int status = inflater.into(MutableBytes(out).subspan(before), written);
    out.resize(before + written);
    if (out.size() > most) return Err{ParseError::kOversized};
    if (status == Z_STREAM_END) break;
    if (status == Z_BUF_ERROR) return Err{ParseError::kTruncated};
    if (status != Z_OK) return Err{ParseError::kBadValue};
  }
  if (!inflater.drained()) return Err{ParseError::kBadValue};
  return out;
}

}  // namespace diemcau::livekit
