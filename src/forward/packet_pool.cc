#include "forward/packet_pool.h"

namespace diemcau::forward {

void PacketRef::reset() {
  if (packet_ == nullptr) return;
  if (--packet_->references_ == 0) packet_->pool_->give_back(packet_);
  packet_ = nullptr;
}

PacketRef PacketPool::take() {
  if (free_ == nullptr) {
    if (chunks_.size() * kChunk >= bound_) return {};
    grow();
  }
  Packet* packet = std::exchange(free_, free_->next_free_);
  ++in_use_;
  packet->vp8.reset();
  packet->size_ = 0;
  return PacketRef(packet);
}

void PacketPool::grow() {
  auto& chunk = chunks_.emplace_back(std::make_unique<Packet[]>(kChunk));
  for (size_t i = 0; i < kChunk; ++i) {
    chunk[i].pool_ = this;
    chunk[i].next_free_ = std::exchange(free_, &chunk[i]);
  }
}

void PacketPool::give_back(Packet* packet) {
  --in_use_;
  packet->next_free_ = std::exchange(free_, packet);
}

}  // namespace diemcau::forward
