#pragma once

#include <deque>
#include <vector>

#include "base/time.h"
#include "forward/rate_allocation.h"
#include "link/messages.h"
#include "shard/peer.h"

namespace diemcau::shard {

// Shares what the way to a receiver bears among the pictures that it wants, and says which of them
// stop and go on. Keeps its memory between calls.
class Sharing {
 public:
  explicit Sharing(std::deque<link::FromShard>& events) : events_(events) {}

  // Without measured feedback everyone has what is wanted.
  void share_out(Instant now, Peer& receiver);

 private:
  void apply(Instant now, Sink& sink, const forward::WantedPicture& wanted, forward::Grant grant);

  std::deque<link::FromShard>& events_;
  std::vector<Sink*> sinks_;
  std::vector<forward::WantedPicture> wanted_;
  std::vector<forward::Grant> grants_;
};

}  // namespace diemcau::shard
