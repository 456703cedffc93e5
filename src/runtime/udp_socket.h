#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/address.h"
#include "base/bytes.h"
#include "base/result.h"
#include "shard/batch.h"

namespace diemcau::runtime {

struct UdpCounters {
  uint64_t messages_sent = 0;
  uint64_t datagrams_sent = 0;
  uint64_t datagrams_received = 0;
  uint64_t datagrams_truncated = 0;
  // The kernel refused a message (no route, a segment over the path's MTU): it is lost.
  uint64_t messages_refused = 0;
  // The send buffer was full: the rest of the batch waits for EPOLLOUT.
  uint64_t sends_blocked = 0;
  // The kernel refused a segmented message and its datagrams were sent one by one.
  uint64_t messages_split = 0;
};

// One unconnected, non-blocking UDP socket of one shard: batches in and out, answers leave from the
// address that was hit (IP_PKTINFO), whole frames as one message (UDP_SEGMENT). Not thread-safe.
class UdpSocket {
 public:
  // `ip` may be the wildcard 0.0.0.0 or ::. Port 0 takes a free one. The error is a sentence for
  // the person who starts the server.
  static Result<std::unique_ptr<UdpSocket>, std::string> open(const std::string& ip, uint16_t port);
  ~UdpSocket();
  UdpSocket(const UdpSocket&) = delete;
  UdpSocket& operator=(const UdpSocket&) = delete;

  int fd() const { return fd_; }
  uint16_t port() const { return port_; }
  const UdpCounters& counters() const { return counters_; }

  using OnDatagram = std::function<void(const Path&, MutableBytes)>;
  // Reads up to one batch of datagrams; false when the socket was empty before the batch was full.
  bool receive(const OnDatagram& on_datagram);

  // Sends messages of the batch from `first` on; returns the index of the first that the send
  // buffer did not take or that goes to a TCP connection (size() when all went).
  size_t send(const shard::Batch& batch, size_t first);

 private:
  static constexpr size_t kReceiveCount = 32;
  static constexpr size_t kReceiveSize = 2048;
  static constexpr size_t kControlSize = 128;
  struct ReceiveSlots;
  struct SendSlots;

  UdpSocket(int fd, bool v6, uint16_t port);
  size_t prepare(const shard::Batch& batch, size_t first);
  void prepare_one(const shard::OutgoingMessage& message, size_t slot);
  size_t send_by_datagram(const shard::OutgoingMessage& message);
  Path path_of(const msghdr& header) const;

  const int fd_;
  const bool v6_;
  const uint16_t port_;
  UdpCounters counters_;
  std::unique_ptr<ReceiveSlots> receive_;
  std::unique_ptr<SendSlots> send_;
};

}  // namespace diemcau::runtime
