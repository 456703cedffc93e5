#pragma once

#include <algorithm>

#include "base/time.h"

namespace diemcau::forward {

// Asks a publisher for a keyframe on behalf of all who want one: one request serves a whole wave of
// receivers, and is repeated until a keyframe comes.
class KeyframeRequester {
 public:
  static constexpr Duration kInterval = 500ms;

  void want() { wanted_ = true; }
  void on_keyframe() { wanted_ = false; }
  bool wanted() const { return wanted_; }

  // True when a request is to be sent now.
  bool poll(Instant now) {
    if (!wanted_ || now < allowed_) return false;
    allowed_ = now + kInterval;
    return true;
  }
  // In the past when a request is due and was not polled.
  Instant next_timeout() const { return wanted_ ? allowed_ : kNever; }

 private:
  bool wanted_ = false;
  Instant allowed_{};
};

}  // namespace diemcau::forward
