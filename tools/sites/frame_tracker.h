#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"

namespace diemcau::sites {

// Tells when frames of one video stream could be decoded: complete, and joined to a keyframe by
// complete frames. Stands in for a decoder. Fixed memory.
class FrameTracker {
 public:
  static constexpr size_t kWindow = 2048;  // packets
  // Without a decodable frame for longer than this, the picture is frozen.
  static constexpr Duration kFreeze = 200ms;

  struct Packet {
    bool begins = false;
    bool ends = false;
    bool is_keyframe = false;  // where it begins
    bool is_empty = false;     // padding only: belongs to no frame
  };

  FrameTracker() : slots_(kWindow) {}

  // `sequence` is unwrapped; each at most once. Returns how many frames became decodable.
  size_t on_packet(Instant now, int64_t sequence, const Packet& packet);

  uint64_t frames() const { return frames_; }
  uint64_t freezes() const { return freezes_; }
  Duration longest_gap() const { return longest_gap_; }
  std::optional<Instant> last_frame() const { return last_frame_; }
  // Frames in between were given up for a later keyframe.
  uint64_t skips() const { return skips_; }

 private:
  struct Slot {
    int64_t sequence = -1;
    Packet packet;
  };
  const Packet* at(int64_t sequence) const;
  std::optional<int64_t> end_of_frame(int64_t first) const;
  std::optional<int64_t> begin_of_keyframe(int64_t sequence) const;
  size_t advance();
  size_t jump(int64_t sequence);
  void on_frames(Instant now, size_t count);

  std::vector<Slot> slots_;
  std::optional<int64_t> next_;  // where the next frame to be decoded begins
  uint64_t frames_ = 0;
  uint64_t freezes_ = 0;
  uint64_t skips_ = 0;
  std::optional<Instant> last_frame_;
  Duration longest_gap_{};
};

}  // namespace diemcau::sites
