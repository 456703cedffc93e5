#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "base/time.h"
#include "runtime/crowd_limit.h"
#include "runtime/ready_set.h"
#include "runtime/tcp_socket.h"
#include "transport/stream_connection.h"

namespace diemcau::runtime {

// A connection whose first datagram names a shard, on its way there.
struct TcpArrival {
  std::unique_ptr<TcpSocket> socket;
  transport::StreamConnection stream;
  std::vector<uint8_t> first;
};

// By transport::StreamEnd.
using StreamEnds = std::array<uint64_t, transport::kStreamEnds>;

struct TcpDoorCounters {
  uint64_t accepted = 0;
  uint64_t no_files = 0;  // times that the process could open no more
  StreamEnds ended{};
};

// Accepts the connections of one port and finds out whose they are: the ufrag in the first check
// names the shard. Up to then it reads no more of a connection than that check. Lives on the first
// shard's thread.
class TcpDoor {
 public:
  static constexpr size_t kMostWaiting = 256;
  static constexpr size_t kMostWaitingFromOne = 64;

  using Deliver = std::function<void(uint8_t shard, std::unique_ptr<TcpArrival>)>;
  TcpDoor(std::unique_ptr<TcpListener> listener, Deliver deliver);

  // Readable when there is something to do.
  int fd() const { return ready_.fd(); }
  void handle_ready(Instant now);
  void handle_timeout(Instant now);
  Instant next_timeout() const;
  const TcpDoorCounters& counters() const { return counters_; }

 private:
  static constexpr uint32_t kListenerKey = 0;
  static constexpr int kAcceptsPerTurn = 64;
  static constexpr Duration kRest = 1s;

  struct Waiting {
    std::unique_ptr<TcpSocket> socket;
    transport::StreamConnection stream;
    Instant due;
  };
  using WaitingMap = std::map<uint32_t, Waiting>;  // oldest first

  void accept_some(Instant now);
  void admit(Instant now, std::unique_ptr<TcpSocket> socket);
  void read(Instant now, WaitingMap::iterator at);
  void deliver(WaitingMap::iterator at, Bytes first);
  void end(WaitingMap::iterator at, transport::StreamEnd why);
  void count(transport::StreamEnd why) { ++counters_.ended[static_cast<size_t>(why)]; }

  const std::unique_ptr<TcpListener> listener_;
  const Deliver deliver_;
  ReadySet ready_;
  WaitingMap waiting_;
  CrowdLimit limit_{kMostWaiting, kMostWaitingFromOne};
  uint32_t next_key_ = 1;
  Instant resume_ = kNever;  // when to accept again
  TcpDoorCounters counters_;
};

}  // namespace diemcau::runtime
