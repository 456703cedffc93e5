#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/media.h"
#include "wire/rtp.h"

namespace diemcau::sim {

// What a simulated publisher writes behind the codec's header: where the packet stands.
struct Stamp {
  uint32_t track = 0;
  uint8_t layer = 0;
  uint32_t frame = 0;
  uint8_t index = 0;
  uint8_t count = 1;
  bool is_keyframe = true;
};
inline constexpr size_t kStampSize = 12;
void write_stamp(ByteWriter& out, const Stamp& stamp);
Stamp read_stamp(Bytes bytes);

// One stream as a receiver gets it; afterwards `fault` says what a decoder would have stumbled
// over.
class StreamChecker {
 public:
  explicit StreamChecker(MediaKind kind) : kind_(kind) {}

  // A packet in the clear, on the stream's ssrc or recovered.
  void on_packet(uint16_t sequence, uint32_t timestamp, Bytes payload);

  size_t received() const { return packets_.size(); }
  size_t holes() const;
  std::optional<Stamp> newest() const;
  // The first fault: a stream that does not begin with a keyframe, changes layers elsewhere, steps
  // back in time, or whose picture ids jump. Empty when there is none. On a line that loses, the
  // beginning may be missing: nobody can ask for what came before all he knows of.
  std::string fault(bool may_lose_beginning = false) const;
  uint64_t keyframes() const;

 private:
  struct Seen {
    uint32_t timestamp = 0;
    uint16_t picture_id = 0;
    Stamp stamp;
    bool is_padding = false;
  };
  std::string fault_between(const Seen& before, const Seen& after, bool adjacent) const;

  const MediaKind kind_;
  wire::SequenceUnwrapper unwrapper_;
  std::map<int64_t, Seen> packets_;
  int64_t first_arrived_ = 0;
};

}  // namespace diemcau::sim
