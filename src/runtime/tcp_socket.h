#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/address.h"
#include "base/bytes.h"
#include "base/result.h"

namespace diemcau::runtime {

// One accepted, non-blocking TCP connection; closes itself.
class TcpSocket {
 public:
  // Takes over the descriptor.
  TcpSocket(int fd, const SocketAddress& local, const SocketAddress& remote);
  ~TcpSocket();
  TcpSocket(const TcpSocket&) = delete;
  TcpSocket& operator=(const TcpSocket&) = delete;

  int fd() const { return fd_; }
  const SocketAddress& local() const { return local_; }
  const SocketAddress& remote() const { return remote_; }

  // How many bytes were read or written: 0 when there are none now or no room; nothing when the
  // connection is over.
  std::optional<size_t> read(MutableBytes into);
  std::optional<size_t> write(Bytes bytes);

 private:
  const int fd_;
  const SocketAddress local_;
  const SocketAddress remote_;
};

// The port that clients connect to for ICE over TCP. Single thread.
class TcpListener {
 public:
  // `ip` may be the wildcard 0.0.0.0 or ::. Port 0 takes a free one. The error is a sentence for
  // the person who starts the server.
  static Result<std::unique_ptr<TcpListener>, std::string> open(const std::string& ip,
                                                                uint16_t port);
  ~TcpListener();
  TcpListener(const TcpListener&) = delete;
  TcpListener& operator=(const TcpListener&) = delete;

  int fd() const { return fd_; }
  uint16_t port() const { return port_; }

  enum class Accepted { kOne, kNone, kNoFiles };
  // kNoFiles: this process may open no more, the connection stays in the kernel's queue.
  Accepted accept(std::unique_ptr<TcpSocket>& out);

 private:
  TcpListener(int fd, uint16_t port) : fd_(fd), port_(port) {}
  const int fd_;
  const uint16_t port_;
};

}  // namespace diemcau::runtime
