#pragma once

#include <deque>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "link/messages.h"
#include "shard/counters.h"
#include "shard/registry.h"
#include "shard/segment_writer.h"

namespace diemcau::shard {

// Data messages between the channels of peers and control, and the datagrams that carry them. A
// peer stands in the list while its association may have something to send; it is encrypted when
// its turn comes, so that a message to a thousand receivers is resumable work like a picture.
class DataRelay {
 public:
  // So many bytes of a peer may be on their way to control; what comes then waits in its
  // association, whose window slows the sender down.
  static constexpr size_t kMaxUnanswered = 128 << 10;
  // What control sends before the client has opened the channel: it waits, up to so much.
  static constexpr size_t kMaxWaiting = 256 << 10;

  DataRelay(Counters& counters, std::deque<link::FromShard>& events)
      : counters_(counters), events_(events) {}

  // Something came for its association, or its time has come.
  void follow(Instant now, Peer& peer);
  void send(Instant now, Peer& peer, link::DataKind kind, const SharedBytes& payload);
  void handle_taken(Instant now, Peer& peer, size_t bytes);
  // False when there is no room left in the batch. `sent` are those whose next time is to be looked
  // at.
  bool write(Instant now, const Registry& registry, SegmentWriter& writer,
             std::vector<Peer*>& sent);

 private:
  void open_channels(Instant now, Peer& peer);
  void read(Instant now, Peer& peer);
  void flush_waiting(Instant now, Peer& peer);
  bool send_now(Instant now, Peer& peer, link::DataKind kind, const SharedBytes& payload);
  void add(Peer& peer);

  Counters& counters_;
  std::deque<link::FromShard>& events_;
  std::deque<PeerId> due_;
  std::vector<uint8_t> datagram_;
};

}  // namespace diemcau::shard
