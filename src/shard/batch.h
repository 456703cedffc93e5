#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "base/address.h"
#include "base/bytes.h"

namespace diemcau::shard {

// One send call's worth of datagrams to one destination: `data` is cut every `segment_size` bytes,
// the last piece may be shorter (UDP_SEGMENT's rule). A single datagram has segment_size == size.
struct OutgoingMessage {
  Path path;
  Bytes data;
  uint16_t segment_size = 0;
  bool pictures = false;  // what a TCP connection that is full loses first
};

// What a shard has to send now: at most kMaxMessages messages in one arena. The runtime sends it,
// keeps what the socket did not take for later, and clears it; nothing in it is ever allocated
// again. Lives with its shard's thread.
class Batch {
 public:
  static constexpr size_t kMaxMessages = 64;
  static constexpr size_t kMaxMessageSize = 65000;  // UDP over IPv4 carries 65,507
  static constexpr size_t kMaxSegments = 64;        // UDP_MAX_SEGMENTS before Linux 6.9
  static constexpr size_t kMaxDatagramSize = 1500;

  Batch() : arena_(std::make_unique_for_overwrite<uint8_t[]>(kArenaSize)) {}

  // Room for `count` more messages of the greatest size.
  bool has_room_for(size_t count) const {
    return count_ + count <= kMaxMessages && kArenaSize - used_ >= count * kMaxMessageSize;
  }
  bool empty() const { return count_ == 0; }
  size_t size() const { return count_; }
  const OutgoingMessage& operator[](size_t index) const { return messages_[index]; }
  void clear() {
    count_ = 0;
    used_ = 0;
  }

  // Where the next message's bytes go: write there, then call `commit`. Needs has_room_for(1).
  MutableBytes begin_message() {
    DIEMCAU_CHECK(has_room_for(1));
    return {arena_.get() + used_, kMaxMessageSize};
  }
  void commit(const Path& path, size_t size, uint16_t segment_size, bool pictures = false) {
    DIEMCAU_CHECK(size > 0 && size <= kMaxMessageSize);
    messages_[count_++] = {path, {arena_.get() + used_, size}, segment_size, pictures};
    used_ += size;
  }

 private:
  static constexpr size_t kArenaSize = 1 << 20;

  std::unique_ptr<uint8_t[]> arena_;
  size_t used_ = 0;
  std::array<OutgoingMessage, kMaxMessages> messages_;
  size_t count_ = 0;
};

}  // namespace diemcau::shard
