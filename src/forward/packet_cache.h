#pragma once

#include <cstddef>
#include <vector>

#include "forward/packet.h"

namespace diemcau::forward {

// The last packets of one stream by sequence, for answering receivers that lost some. Bounded by
// its size, a power of two.
class PacketCache {
 public:
  explicit PacketCache(size_t size) : slots_(size) { DIEMCAU_CHECK((size & (size - 1)) == 0); }

  void put(const PacketRef& packet) { slots_[index(packet->sequence)] = packet; }
  const Packet* find(int64_t sequence) const {
    const PacketRef& slot = slots_[index(sequence)];
    return slot && slot->sequence == sequence ? &*slot : nullptr;
  }
  size_t size() const { return slots_.size(); }
  void clear() {
    for (PacketRef& slot : slots_) slot.reset();
  }

 private:
  size_t index(int64_t sequence) const {
    return static_cast<size_t>(sequence) & (slots_.size() - 1);
  }

  std::vector<PacketRef> slots_;
};

}  // namespace diemcau::forward
