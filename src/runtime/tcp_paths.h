#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "runtime/crowd_limit.h"
#include "runtime/ready_set.h"
#include "runtime/tcp_door.h"
#include "shard/batch.h"
#include "shard/shard.h"

namespace diemcau::runtime {

struct TcpCounters {
  uint64_t open = 0;  // now
  uint64_t datagrams_received = 0;
  uint64_t datagrams_sent = 0;    // given to a connection's lanes
  uint64_t pictures_dropped = 0;  // datagrams that a full connection did not take
  uint64_t others_dropped = 0;    // the same, of all that goes before pictures
  uint64_t unconnected = 0;       // for a connection that is over
  StreamEnds ended{};
};

// The TCP connections of one shard, which to it are paths like others. Reads and writes without
// ever waiting: what a connection does not take now waits in its lanes, and what does not fit there
// is lost, pictures first. Lives on the shard's thread.
class TcpPaths {
 public:
  static constexpr size_t kMost = 4096;
  // A whole office may come from one address.
  static constexpr size_t kMostFromOne = 512;

  explicit TcpPaths(shard::Shard& shard);

  // Readable when there is something to do.
  int fd() const { return ready_.fd(); }
  // A connection that proves itself by its first datagram, or ends.
  void adopt(Instant now, std::unique_ptr<TcpArrival> arrival);
  void handle_ready(Instant now);
  void send(const shard::OutgoingMessage& message);
  void handle_timeout(Instant now);
  Instant next_timeout() const { return sweep_; }
  const TcpCounters& counters() const { return counters_; }

 private:
  static constexpr size_t kReadSize = 64 << 10;
  // How long a connection may outlive its peer.
  static constexpr Duration kSweep = 1s;

  struct Connection {
    std::unique_ptr<TcpSocket> socket;
    transport::StreamConnection stream;
    Path path;
    bool blocked = false;  // waits for room to write
  };
  using Map = std::unordered_map<TcpId, Connection>;

  TcpId next_id();
  void read(Instant now, Map::iterator at);
  void write(Map::iterator at);
  void end(Map::iterator at, transport::StreamEnd why);
  void count(transport::StreamEnd why) { ++counters_.ended[static_cast<size_t>(why)]; }

  shard::Shard& shard_;
  ReadySet ready_;
  Map connections_;
  CrowdLimit limit_{kMost, kMostFromOne};
  uint32_t last_id_ = 0;
  Instant sweep_ = kNever;
  std::vector<uint8_t> buffer_;
  TcpCounters counters_;
};

}  // namespace diemcau::runtime
