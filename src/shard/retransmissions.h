#pragma once

#include <cstdint>
#include <deque>

#include "base/id.h"
#include "base/time.h"
#include "shard/counters.h"
#include "shard/registry.h"
#include "shard/segment_writer.h"

namespace diemcau::shard {

// Packets that receivers asked for again, in the order of asking. Bounded: a storm of NACKs loses
// what is over it, and each view has its own limits (forward::Sink).
class Retransmissions {
 public:
  static constexpr size_t kBound = 8192;
  // So that new frames never wait for more than these.
  static constexpr size_t kPerBatch = 128;

  void push(SinkId sink, uint16_t sequence) {
    if (asked_.size() < kBound) asked_.push_back({sink, sequence});
  }
  void write(Instant now, const Registry& registry, SegmentWriter& writer, Counters& counters);

 private:
  struct Asked {
    SinkId sink;
    uint16_t sequence;
  };
  std::deque<Asked> asked_;
};

}  // namespace diemcau::shard
