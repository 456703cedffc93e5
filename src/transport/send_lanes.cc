#include "transport/send_lanes.h"

#include <algorithm>

#include "transport/frame_reader.h"

namespace diemcau::transport {

void SendLanes::Lane::push_frame(Bytes datagram) {
  // Half of it is written already: moving the rest costs no more than that did.
  if (head_ > bytes_.size() / 2) {
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<ptrdiff_t>(head_));
    head_ = 0;
  }
  std::array<uint8_t, kFrameHeaderSize> header;
  store_be16(header.data(), static_cast<uint16_t>(datagram.size()));
  bytes_.insert(bytes_.end(), header.begin(), header.end());
  bytes_.insert(bytes_.end(), datagram.begin(), datagram.end());
}

void SendLanes::Lane::pop(size_t count) {
  head_ += count;
  if (!empty()) return;
  head_ = 0;
  bytes_.clear();
  if (bytes_.capacity() > kKept) bytes_.shrink_to_fit();
}

bool SendLanes::push(Bytes data, size_t segment, bool pictures) {
  DIEMCAU_CHECK(segment > 0 && segment <= 0xffff);
  Lane& lane = pictures ? pictures_ : first_;
  const size_t count = (data.size() + segment - 1) / segment;
  const size_t bound = pictures ? kPicturesBound : kFirstBound;
  if (lane.size() + data.size() + count * kFrameHeaderSize > bound) return false;
  for (size_t at = 0; at < data.size(); at += segment) {
    lane.push_frame(data.subspan(at, std::min(segment, data.size() - at)));
  }
  return true;
}

Bytes SendLanes::front() const {
  if (left_ == 0) return first_.empty() ? pictures_.all() : first_.all();
  if (!pictures_are_open_) return first_.all();
  return first_.empty() ? pictures_.all() : pictures_.all().first(left_);
}

void SendLanes::written(size_t count) {
  if (left_ == 0) pictures_are_open_ = first_.empty();
  Lane& lane = open_lane();
  DIEMCAU_CHECK(count <= lane.size());
  while (count > 0) {
    if (left_ == 0) left_ = kFrameHeaderSize + load_be16(lane.all().data());
    const size_t step = std::min(count, left_);
    lane.pop(step);
    left_ -= step;
    count -= step;
  }
}

}  // namespace diemcau::transport
