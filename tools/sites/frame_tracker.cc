#include "frame_tracker.h"

#include <algorithm>

namespace diemcau::sites {

size_t FrameTracker::on_packet(Instant now, int64_t sequence, const Packet& packet) {
  if (sequence < 0 || (next_ && sequence < *next_)) return 0;
  slots_[static_cast<size_t>(sequence) % kWindow] = {sequence, packet};
  size_t decodable = advance();
  if (decodable == 0) decodable = jump(sequence);
  on_frames(now, decodable);
  return decodable;
}

const FrameTracker::Packet* FrameTracker::at(int64_t sequence) const {
  if (sequence < 0) return nullptr;
  const Slot& slot = slots_[static_cast<size_t>(sequence) % kWindow];
  return slot.sequence == sequence ? &slot.packet : nullptr;
}

// The last packet of the frame that begins at `first`, if all of it is there.
std::optional<int64_t> FrameTracker::end_of_frame(int64_t first) const {
  for (int64_t sequence = first;; ++sequence) {
    const Packet* packet = at(sequence);
    if (packet == nullptr) return std::nullopt;
    if (packet->is_empty) continue;
    if (packet->begins != (sequence == first)) return std::nullopt;
    if (packet->ends) return sequence;
  }
}

// Where the frame that `sequence` belongs to begins, if all before it is there and it is a
// keyframe.
std::optional<int64_t> FrameTracker::begin_of_keyframe(int64_t sequence) const {
  for (int64_t first = sequence;; --first) {
    const Packet* packet = at(first);
    if (packet == nullptr || (first != sequence && packet->ends)) return std::nullopt;
    if (!packet->begins) continue;
    if (!packet->is_keyframe) return std::nullopt;
    return first;
  }
}

size_t FrameTracker::advance() {
  size_t count = 0;
  while (next_) {
    const Packet* packet = at(*next_);
    if (packet != nullptr && packet->is_empty) {
      ++*next_;
      continue;
    }
    const auto end = end_of_frame(*next_);
    if (!end) break;
    next_ = *end + 1;
    ++count;
  }
  return count;
}

size_t FrameTracker::jump(int64_t sequence) {
  const auto first = begin_of_keyframe(sequence);
  if (!first) return 0;
  const auto end = end_of_frame(*first);
  if (!end) return 0;
  if (next_) ++skips_;
  next_ = *end + 1;
  return 1 + advance();
}

void FrameTracker::on_frames(Instant now, size_t count) {
  if (count == 0) return;
  frames_ += count;
  if (last_frame_) {
    const Duration gap = now - *last_frame_;
    longest_gap_ = std::max(longest_gap_, gap);
    if (gap > kFreeze) ++freezes_;
  }
  last_frame_ = now;
}

}  // namespace diemcau::sites
