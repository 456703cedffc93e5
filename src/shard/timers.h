#pragma once

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "base/time.h"

namespace diemcau::shard {

// When to look at whom next: a heap of (time, key). A key may stand in it several times; an entry
// that is no longer its owner's earliest is passed over by the owner, who compares with the time it
// remembers. Grows to a few entries a peer and then allocates no more.
template <class Key>
class Timers {
 public:
  void schedule(Instant at, Key key) {
    if (at == kNever) return;
    heap_.push_back({at, key});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  Instant next() const { return heap_.empty() ? kNever : heap_.front().first; }

  // Takes the earliest entry that is due.
  bool pop(Instant now, std::pair<Instant, Key>& out) {
    if (next() > now) return false;
    std::pop_heap(heap_.begin(), heap_.end(), later);
    out = heap_.back();
    heap_.pop_back();
    return true;
  }

 private:
  using Entry = std::pair<Instant, Key>;
  static bool later(const Entry& a, const Entry& b) { return a.first > b.first; }

  std::vector<Entry> heap_;
};

}  // namespace diemcau::shard
