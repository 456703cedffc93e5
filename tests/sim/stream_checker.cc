#include "stream_checker.h"

#include <iterator>

#include "wire/vp8.h"

namespace diemcau::sim {

void write_stamp(ByteWriter& out, const Stamp& stamp) {
  out.u32(stamp.track);
  out.u8(stamp.layer);
  out.u32(stamp.frame);
  out.u8(stamp.index);
  out.u8(stamp.count);
  out.u8(stamp.is_keyframe ? 1 : 0);
}

Stamp read_stamp(Bytes bytes) {
  ByteReader in(bytes);
  Stamp stamp;
  stamp.track = in.u32();
  stamp.layer = in.u8();
  stamp.frame = in.u32();
  stamp.index = in.u8();
  stamp.count = in.u8();
  stamp.is_keyframe = in.u8() != 0;
  return stamp;
}

void StreamChecker::on_packet(uint16_t sequence, uint32_t timestamp, Bytes payload) {
  Seen seen{timestamp};
  if (payload.empty()) {
    seen.is_padding = true;
  } else if (kind_ == MediaKind::kVideo) {
    const auto descriptor = wire::parse_vp8_descriptor(payload);
    if (!descriptor) return;
    seen.picture_id = descriptor->picture_id;
    seen.stamp = read_stamp(payload.last(kStampSize));
  } else {
    seen.stamp = read_stamp(payload);
  }
  const int64_t unwrapped = unwrapper_.unwrap(sequence);
  if (packets_.empty()) first_arrived_ = unwrapped;
  packets_.emplace(unwrapped, seen);
}

size_t StreamChecker::holes() const {
  size_t holes = 0;
  for (auto at = packets_.begin(); at != packets_.end(); ++at) {
    const auto next = std::next(at);
    if (next == packets_.end()) break;
    // Who joins on a line that reorders knows of no gap before the first packet that came.
    if (at->first < first_arrived_) continue;
    holes += static_cast<size_t>(next->first - at->first - 1);
  }
  return holes;
}

std::optional<Stamp> StreamChecker::newest() const {
  if (packets_.empty()) return std::nullopt;
  return packets_.rbegin()->second.stamp;
}

uint64_t StreamChecker::keyframes() const {
  uint64_t count = 0;
  for (const auto& [sequence, seen] : packets_) {
    if (seen.stamp.is_keyframe && seen.stamp.index == 0) ++count;
  }
  return count;
}

std::string StreamChecker::fault_between(const Seen& before, const Seen& after,
                                         bool adjacent) const {
  if (wire::timestamp_distance(before.timestamp, after.timestamp) < 0) return "time steps back";
  if (before.stamp.track != after.stamp.track) return "two tracks on one stream";
  if (kind_ == MediaKind::kAudio) return {};
  const bool same_frame =
      before.stamp.frame == after.stamp.frame && before.stamp.layer == after.stamp.layer;
  const int step = (after.picture_id - before.picture_id) & 0x7fff;
  if (same_frame) {
    if (step != 0) return "a frame has two picture ids";
    if (after.timestamp != before.timestamp) return "a frame has two timestamps";
    return {};
  }
  if (before.stamp.layer != after.stamp.layer && adjacent &&
      !(after.stamp.is_keyframe && after.stamp.index == 0)) {
    return "the layer changes without a keyframe";
  }
  if (adjacent && step != 1) return "picture ids jump";
  if (after.timestamp == before.timestamp) return "two frames have one timestamp";
  return {};
}

std::string StreamChecker::fault(bool may_lose_beginning) const {
  const Seen* before = nullptr;
  int64_t at = 0;
  for (const auto& [sequence, seen] : packets_) {
    if (seen.is_padding) continue;
    if (before == nullptr) {
      const bool begins = seen.stamp.is_keyframe && seen.stamp.index == 0;
      if (!begins && !may_lose_beginning) return "begins without a keyframe";
    } else {
      const std::string fault = fault_between(*before, seen, sequence == at + 1);
      if (!fault.empty()) return fault + " at " + std::to_string(sequence);
    }
    before = &seen;
    at = sequence;
  }
  return {};
}

}  // namespace diemcau::sim
