#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/address.h"
#include "base/bytes.h"
#include "shard/batch.h"
#include "shard/segment_writer.h"

namespace diemcau::shard {

// Small datagrams that leave before all media: answers to checks, flights of DTLS, RTCP. Keeps its
// memory; bounded, and what comes on top is lost as on a network.
class Outbox {
 public:
  static constexpr size_t kBound = 8192;

  // Where the next datagram is written; nothing when the bound is reached. Then commit its size.
  MutableBytes next() {
    if (count_ == kBound) return {};
    if (count_ == datagrams_.size()) datagrams_.emplace_back();
    return datagrams_[count_].bytes;
  }
  void commit(const Path& path, size_t size) {
    if (size == 0) return;
    datagrams_[count_].path = path;
    datagrams_[count_].size = size;
    ++count_;
  }
  void push(const Path& path, Bytes datagram) {
    MutableBytes out = next();
    if (out.size() < datagram.size()) return;
    std::memcpy(out.data(), datagram.data(), datagram.size());
    commit(path, datagram.size());
  }

  void write(SegmentWriter& writer) {
    for (; written_ < count_ && writer.has_room(); ++written_) {
      const Datagram& one = datagrams_[written_];
      std::memcpy(writer.next(one.path).data(), one.bytes.data(), one.size);
      writer.commit(one.size);
    }
    if (written_ == count_) written_ = count_ = 0;
  }
  bool empty() const { return written_ == count_; }

 private:
  struct Datagram {
    Path path;
    size_t size = 0;
    std::array<uint8_t, Batch::kMaxDatagramSize> bytes;
  };
  std::vector<Datagram> datagrams_;
  size_t count_ = 0;
  size_t written_ = 0;
};

}  // namespace diemcau::shard
