#include "shard/segment_writer.h"

namespace diemcau::shard {

MutableBytes SegmentWriter::next(const Path& path) {
  if (size_ > 0 && !(path == path_)) finish();
  path_ = path;
  return batch_.begin_message().subspan(size_, Batch::kMaxDatagramSize);
}

void SegmentWriter::commit(size_t size) {
  if (size == 0) return;
  // The datagram lies behind the open message: when it cannot be a segment of it, closing that one
  // makes it the beginning of the next without moving it.
  if (size_ > 0 && !continues_message(size)) finish();
  if (size_ == 0) segment_size_ = static_cast<uint16_t>(size);
  last_is_shorter_ = size < segment_size_;
  size_ += size;
  ++count_;
}

void SegmentWriter::set_pictures(bool pictures) {
  if (pictures != pictures_) finish();
  pictures_ = pictures;
}

void SegmentWriter::finish() {
  if (size_ == 0) return;
  batch_.commit(path_, size_, segment_size_, pictures_);
  size_ = 0;
  count_ = 0;
}

bool SegmentWriter::continues_message(size_t size) const {
  return !last_is_shorter_ && size <= segment_size_ && count_ < Batch::kMaxSegments &&
         size_ + size + Batch::kMaxDatagramSize <= Batch::kMaxMessageSize;
}

}  // namespace diemcau::shard
