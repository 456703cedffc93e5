#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "base/time.h"

namespace diemcau::server {

// What waits for one URL: one at a time, in order, tried again with growing pauses. Bounded: what
// comes while it is full is dropped, and what was tried in vain too often makes room for the next.
class WebhookQueue {
 public:
  static constexpr size_t kMostWaiting = 10'000;
  static constexpr size_t kMostBytes = 16 * 1024 * 1024;
  static constexpr int kMostTries = 10;  // over about five minutes
  static constexpr Duration kFirstPause = 1s;
  static constexpr Duration kLongestPause = 60s;

  struct Counters {
    uint64_t delivered = 0;
    uint64_t retried = 0;
    uint64_t refused = 0;    // the receiver does not want it: not tried again
    uint64_t exhausted = 0;  // tried too often
    uint64_t dropped = 0;    // no room
  };

  // False: there was no room.
  bool push(std::string body);
  // What is to be sent now, until its answer comes; null if nothing is.
  const std::string* take(Instant now);
  // The status of the answer, 0 for none. False: the body has been given up.
  bool handle_answer(Instant now, int status);
  Instant next_timeout() const { return bodies_.empty() || under_way_ ? kNever : due_; }

  size_t size() const { return bodies_.size(); }
  const Counters& counters() const { return counters_; }

 private:
  void finish();

  std::deque<std::string> bodies_;
  size_t bytes_ = 0;
  bool under_way_ = false;  // the first one
  int tries_ = 0;           // of the first one
  Instant due_{};
  Counters counters_;
};

}  // namespace diemcau::server
