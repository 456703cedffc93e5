#include "transport/frame_reader.h"

#include <algorithm>

namespace diemcau::transport {

size_t FrameReader::wanted() const {
  if (handed_out_ || begun_.empty()) return kFrameHeaderSize;
  if (begun_.size() < kFrameHeaderSize) return kFrameHeaderSize - begun_.size();
  return size_at(begun_.data()) - begun_.size();
}

bool FrameReader::next(MutableBytes& datagram) {
  if (handed_out_) {
    begun_.clear();
    handed_out_ = false;
  }
  if (broken_) return false;
  return begun_.empty() ? take_whole(datagram) : finish_begun(datagram);
}

bool FrameReader::take_whole(MutableBytes& datagram) {
  if (fed_.size() >= kFrameHeaderSize) {
    const size_t size = size_at(fed_.data());
    broken_ = size > kFrameHeaderSize + limit_;
    if (broken_) return false;
    if (size <= fed_.size()) {
      datagram = fed_.subspan(kFrameHeaderSize, size - kFrameHeaderSize);
      fed_ = fed_.subspan(size);
      return true;
    }
  }
  begun_.assign(fed_.begin(), fed_.end());
  fed_ = {};
  return false;
}

// Fills begun_ up to `size` from what was fed.
bool FrameReader::complete(size_t size) {
  const size_t count = std::min(size - begun_.size(), fed_.size());
  begun_.insert(begun_.end(), fed_.begin(), fed_.begin() + static_cast<ptrdiff_t>(count));
  fed_ = fed_.subspan(count);
  return begun_.size() == size;
}

bool FrameReader::finish_begun(MutableBytes& datagram) {
  if (begun_.size() < kFrameHeaderSize && !complete(kFrameHeaderSize)) return false;
  const size_t size = size_at(begun_.data());
  broken_ = size > kFrameHeaderSize + limit_;
  if (broken_ || !complete(size)) return false;
  datagram = MutableBytes(begun_).subspan(kFrameHeaderSize);
  handed_out_ = true;
  return true;
}

}  // namespace diemcau::transport
