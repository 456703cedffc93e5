#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "forward/packet.h"

namespace diemcau::forward {

// Where packets live. Grows a chunk at a time to its bound and keeps what it has: once warm, taking
// a packet allocates nothing. One a shard; outlives all references to its packets.
class PacketPool {
 public:
  // 1.6 kB a packet: the default bound is about 210 MB, some 250 simulcast publishers with full
  // caches.
  static constexpr size_t kDefaultBound = size_t{128} * 1024;

  explicit PacketPool(size_t bound = kDefaultBound) : bound_(bound) {}
  PacketPool(const PacketPool&) = delete;
  PacketPool& operator=(const PacketPool&) = delete;

  // A blank packet; nothing when the bound is reached.
  PacketRef take();
  size_t in_use() const { return in_use_; }

 private:
  friend class PacketRef;
  static constexpr size_t kChunk = 256;

  void grow();
  void give_back(Packet* packet);

  const size_t bound_;
  size_t in_use_ = 0;
  Packet* free_ = nullptr;
  std::vector<std::unique_ptr<Packet[]>> chunks_;
};

}  // namespace diemcau::forward
