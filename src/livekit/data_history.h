#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/shared_bytes.h"
#include "base/time.h"

namespace diemcau::livekit {

// A reliable message as it was sent on, for whoever comes back and has missed it.
struct SentData {
  Instant at{};
  std::string sender_sid{};
  uint32_t sequence = 0;
  std::vector<PeerId> receivers{};
  SharedBytes payload{};
};

// The last reliable messages of a room, bounded by time, number and bytes.
class DataHistory {
 public:
  static constexpr Duration kAge = 30s;
  static constexpr size_t kMessages = 1'000;
  static constexpr size_t kBytes = 512 << 10;

  void add(SentData sent) {
    bytes_ += cost(sent);
    sent_.push_back(std::move(sent));
    while (bytes_ > kBytes || sent_.size() > kMessages ||
           sent_.front().at + kAge < sent_.back().at) {
      bytes_ -= cost(sent_.front());
      sent_.pop_front();
    }
  }
  // Calls `found` with each that `receiver` was sent by `sender` after `sequence`, oldest first.
  template <class Found>
  void after(const std::string& sender, uint32_t sequence, PeerId receiver, Found found) const {
    for (const SentData& one : sent_) {
      if (one.sender_sid != sender || one.sequence <= sequence) continue;
      if (std::binary_search(one.receivers.begin(), one.receivers.end(), receiver)) found(one);
    }
  }

 private:
  static size_t cost(const SentData& one) {
    return one.payload->size() + one.receivers.size() * sizeof(PeerId) + sizeof(SentData);
  }

  std::deque<SentData> sent_;
  size_t bytes_ = 0;
};

}  // namespace diemcau::livekit
