#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/address.h"
#include "base/bytes.h"
#include "base/result.h"

namespace diemcau::sites {

// A site's UDP socket (IPv4), non-blocking, in batches both ways.
class DatagramSocket {
 public:
  static constexpr size_t kBatch = 32;

  // On a free port of all addresses. The error is a sentence.
  static Result<std::unique_ptr<DatagramSocket>, std::string> open();
  ~DatagramSocket();
  DatagramSocket(const DatagramSocket&) = delete;
  DatagramSocket& operator=(const DatagramSocket&) = delete;

  int fd() const { return fd_; }
  const SocketAddress& local() const { return local_; }

  // Reads until the socket is empty, at most some batches.
  void receive(const std::function<void(const SocketAddress& from, MutableBytes)>& on_datagram);

  // Sends what `next` gives until it says false. What the socket does not take is lost, as on any
  // network.
  using Next = std::function<bool(SocketAddress& to, std::vector<uint8_t>& out)>;
  void send(const Next& next);

 private:
  DatagramSocket(int fd, const SocketAddress& local) : fd_(fd), local_(local) {}

  const int fd_;
  const SocketAddress local_;
};

}  // namespace diemcau::sites
