#include "runtime/tcp_socket.h"

#include <fmt/format.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "runtime/socket_address.h"

namespace diemcau::runtime {
namespace {

// What the kernel may hold that it has not sent yet: what waits beyond that waits with us, where
// sound overtakes pictures.
constexpr int kMostUnsent = 16 << 10;
constexpr int kBacklog = 512;

std::string explain(const std::string& ip, uint16_t port, int error) {
  if (error == EADDRINUSE) {
    return fmt::format(
        "TCP port {} is in use by another program: stop that program, or choose another port for "
        "media with --tcp-port (0 does without).",
        port);
  }
  if (error == EADDRNOTAVAIL) {
    return fmt::format("This machine has no address {}: correct the bind address.", ip);
  }
  return fmt::format("Cannot listen on TCP {} port {}: {}.", ip, port, std::strerror(error));
}

// Nothing now, or the end.
std::optional<size_t> judge(ssize_t count) {
  if (count > 0) return static_cast<size_t>(count);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
  return std::nullopt;
}

}  // namespace

TcpSocket::TcpSocket(int fd, const SocketAddress& local, const SocketAddress& remote)
    : fd_(fd), local_(local), remote_(remote) {
  set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  set_option(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, kMostUnsent);
}

TcpSocket::~TcpSocket() { ::close(fd_); }

std::optional<size_t> TcpSocket::read(MutableBytes into) {
  return judge(recv(fd_, into.data(), into.size(), MSG_DONTWAIT));
}

std::optional<size_t> TcpSocket::write(Bytes bytes) {
  return judge(::send(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
}

Result<std::unique_ptr<TcpListener>, std::string> TcpListener::open(const std::string& ip,
                                                                    uint16_t port) {
  const auto address = SocketAddress::parse(ip, port);
  if (!address.ok()) {
    return Err{fmt::format("'{}' is not an IP address: correct the bind address.", ip)};
  }
  const bool v6 = ip.find(':') != std::string::npos;
  const int fd = socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return Err{fmt::format("Cannot open a TCP socket: {}.", std::strerror(errno))};
  // A server that starts again does not wait for the last one's connections to be forgotten.
  set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  if (v6) set_option(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  sockaddr_storage bound{};
  socklen_t size = to_sockaddr(*address, v6, bound);
  if (bind(fd, reinterpret_cast<sockaddr*>(&bound), size) != 0 || listen(fd, kBacklog) != 0) {
    const int error = errno;
    ::close(fd);
    return Err{explain(ip, port, error)};
  }
  getsockname(fd, reinterpret_cast<sockaddr*>(&bound), &size);
  return std::unique_ptr<TcpListener>(new TcpListener(fd, from_sockaddr(bound).port));
}

TcpListener::~TcpListener() { ::close(fd_); }

TcpListener::Accepted TcpListener::accept(std::unique_ptr<TcpSocket>& out) {
  sockaddr_storage from{};
  socklen_t size = sizeof from;
  const int fd =
      accept4(fd_, reinterpret_cast<sockaddr*>(&from), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) {
    const bool full = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    return full ? Accepted::kNoFiles : Accepted::kNone;
  }
  sockaddr_storage local{};
  size = sizeof local;
  getsockname(fd, reinterpret_cast<sockaddr*>(&local), &size);
  out = std::make_unique<TcpSocket>(fd, from_sockaddr(local), from_sockaddr(from));
  return Accepted::kOne;
}

}  // namespace diemcau::runtime
