#pragma once

#include <cstdint>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace diemcau::forward {

struct Speaker {
  TrackId track;
  float level = 0;  // 0 silence to 1 loudest, linear, in steps of 1/8
  bool operator==(const Speaker&) const = default;
};

// Who is heard in a room: smooths the levels that publishers write beside their packets (RFC 6464)
// and tells of changes. Owner: a shard's room.
class Speakers {
 public:
  static constexpr Duration kInterval = 400ms;
  static constexpr size_t kMaxSpeakers = 16;

  void on_level(Instant now, TrackId track, uint8_t minus_dbov);
  void remove(TrackId track);

  // At most every kInterval: true when the list of speakers, loudest first, is another than the one
  // given last.
  bool poll_changed(Instant now, std::vector<Speaker>& out);
  Instant next_timeout() const { return voices_.empty() ? kNever : next_; }

 private:
  struct Voice {
    TrackId track;
    float level = 0;
    Instant heard{};
    Instant loud{};  // when it was last loud enough to speak
    bool speaking = false;
  };
  void update(Instant now, Voice& voice);

  std::vector<Voice> voices_;
  std::vector<Speaker> told_;
  std::vector<Speaker> current_;
  Instant next_{};
};

}  // namespace diemcau::forward
