#pragma once

#include <deque>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/check.h"

namespace diemcau::sites {

// Datagrams that wait to be sent; their memory goes round.
class DatagramQueue {
 public:
  static constexpr size_t kMaxDatagram = 1500;
  // More than that and the oldest are what a full socket would have dropped.
  static constexpr size_t kMaxWaiting = 4096;

  // Room for the next datagram, then how much of it was used; 0 puts it back.
  MutableBytes begin() {
    if (free_.empty()) free_.emplace_back();
    free_.back().resize(kMaxDatagram);
    return free_.back();
  }
  void commit(size_t size) {
    DIEMCAU_CHECK(!free_.empty() && size <= kMaxDatagram);
    if (size == 0 || waiting_.size() == kMaxWaiting) return;
    free_.back().resize(size);
    waiting_.push_back(std::move(free_.back()));
    free_.pop_back();
  }
  // Swaps the oldest into `out`.
  bool poll(std::vector<uint8_t>& out) {
    if (waiting_.empty()) return false;
    out.swap(waiting_.front());
    free_.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
    return true;
  }
  bool empty() const { return waiting_.empty(); }
  void clear() { waiting_.clear(); }

 private:
  std::deque<std::vector<uint8_t>> waiting_;
  std::vector<std::vector<uint8_t>> free_;
};

}  // namespace diemcau::sites
