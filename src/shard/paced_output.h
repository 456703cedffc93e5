#pragma once

#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "shard/counters.h"
#include "shard/fan_out.h"
#include "shard/registry.h"
#include "shard/segment_writer.h"

namespace diemcau::shard {

// Sends what waits in the lines of receivers (Downlink), each at its own pace, and the padding of
// their probes. A receiver comes into the list when its time has come and leaves it when it has
// sent what it may.
class PacedOutput {
 public:
  explicit PacedOutput(Counters& counters) : counters_(counters) {}

  void add(Peer& receiver);
  // `outcome.paced` are those whose next time is to be looked at.
  void write(Instant now, const Registry& registry, SegmentWriter& writer,
             FanOut::Outcome& outcome);

 private:
  bool write_peer(Instant now, Peer& receiver, const Registry& registry, SegmentWriter& writer,
                  FanOut::Outcome& outcome);
  void write_one(Instant now, const Registry& registry, const Waiting& waiting,
                 SegmentWriter& writer, FanOut::Outcome& outcome);
  bool write_padding(Instant now, Peer& receiver, SegmentWriter& writer);

  Counters& counters_;
  std::vector<PeerId> due_;
};

}  // namespace diemcau::shard
