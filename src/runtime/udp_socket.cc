#include "runtime/udp_socket.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "runtime/socket_address.h"

namespace diemcau::runtime {
namespace {

constexpr int kBufferSize = 8 << 20;

template <class Value>
void put_control(msghdr& header, size_t& used, int level, int type, const Value& value) {
  auto* slot = reinterpret_cast<cmsghdr*>(static_cast<uint8_t*>(header.msg_control) + used);
  slot->cmsg_level = level;
  slot->cmsg_type = type;
  slot->cmsg_len = CMSG_LEN(sizeof value);
  std::memcpy(CMSG_DATA(slot), &value, sizeof value);
  used += CMSG_SPACE(sizeof value);
}

// The largest buffer that we may have: root may exceed the system's limit.
void enlarge_buffers(int fd) {
  if (!set_option(fd, SOL_SOCKET, SO_SNDBUFFORCE, kBufferSize)) {
    set_option(fd, SOL_SOCKET, SO_SNDBUF, kBufferSize);
  }
  if (!set_option(fd, SOL_SOCKET, SO_RCVBUFFORCE, kBufferSize)) {
    set_option(fd, SOL_SOCKET, SO_RCVBUF, kBufferSize);
  }
}

std::string explain_bind(const std::string& ip, uint16_t port, int error) {
  if (error == EADDRINUSE) {
    return fmt::format(
        "UDP port {} is in use by another program: stop that program, or choose another port with "
        "--udp-port.",
        port);
  }
  if (error == EADDRNOTAVAIL) {
    return fmt::format("This machine has no address {}: correct the bind address.", ip);
  }
  return fmt::format("Cannot listen on UDP {} port {}: {}.", ip, port, std::strerror(error));
}

}  // namespace

struct UdpSocket::ReceiveSlots {
  std::array<mmsghdr, kReceiveCount> headers{};
  std::array<iovec, kReceiveCount> vectors{};
  std::array<sockaddr_storage, kReceiveCount> from{};
  std::array<std::array<uint8_t, kControlSize>, kReceiveCount> control{};
  std::array<std::array<uint8_t, kReceiveSize>, kReceiveCount> data{};

  void reset() {
    for (size_t i = 0; i < kReceiveCount; ++i) {
      vectors[i] = {data[i].data(), kReceiveSize};
      headers[i].msg_hdr = {
          &from[i], sizeof from[i], &vectors[i], 1, control[i].data(), kControlSize, 0};
    }
  }
};

struct UdpSocket::SendSlots {
  std::array<mmsghdr, shard::Batch::kMaxMessages> headers{};
  std::array<iovec, shard::Batch::kMaxMessages> vectors{};
  std::array<sockaddr_storage, shard::Batch::kMaxMessages> to{};
  alignas(
      cmsghdr) std::array<std::array<uint8_t, kControlSize>, shard::Batch::kMaxMessages> control{};
};

Result<std::unique_ptr<UdpSocket>, std::string> UdpSocket::open(const std::string& ip,
                                                                uint16_t port) {
  const auto address = SocketAddress::parse(ip, port);
  if (!address.ok()) {
    return Err{fmt::format("'{}' is not an IP address: correct the bind address.", ip)};
  }
  const bool v6 = ip.find(':') != std::string::npos;
  const int fd = socket(v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return Err{fmt::format("Cannot open a UDP socket: {}.", std::strerror(errno))};
  sockaddr_storage bound{};
  socklen_t size = to_sockaddr(*address, v6, bound);
  if (bind(fd, reinterpret_cast<sockaddr*>(&bound), size) != 0) {
    const int error = errno;
    ::close(fd);
    return Err{explain_bind(ip, port, error)};
  }
  getsockname(fd, reinterpret_cast<sockaddr*>(&bound), &size);
  return std::unique_ptr<UdpSocket>(new UdpSocket(fd, v6, from_sockaddr(bound).port));
}

UdpSocket::UdpSocket(int fd, bool v6, uint16_t port)
    : fd_(fd),
      v6_(v6),
      port_(port),
      receive_(std::make_unique<ReceiveSlots>()),
      send_(std::make_unique<SendSlots>()) {
  enlarge_buffers(fd);
  if (v6) {
    set_option(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
  } else {
    set_option(fd, IPPROTO_IP, IP_PKTINFO, 1);
  }
}

UdpSocket::~UdpSocket() { ::close(fd_); }

Path UdpSocket::path_of(const msghdr& header) const {
  Path path{.remote = from_sockaddr(*static_cast<const sockaddr_storage*>(header.msg_name))};
  auto& mutable_header = const_cast<msghdr&>(header);  // CMSG_NXTHDR wants it so
  for (cmsghdr* c = CMSG_FIRSTHDR(&mutable_header); c != nullptr;
       c = CMSG_NXTHDR(&mutable_header, c)) {
    if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
      in_pktinfo info;
      std::memcpy(&info, CMSG_DATA(c), sizeof info);
      path.local = from_v4(info.ipi_addr, port_);
    } else if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO) {
      in6_pktinfo info;
      std::memcpy(&info, CMSG_DATA(c), sizeof info);
      path.local = from_v6(info.ipi6_addr, port_);
    }
  }
  return path;
}

bool UdpSocket::receive(const OnDatagram& on_datagram) {
  receive_->reset();
  const int count = recvmmsg(fd_, receive_->headers.data(), kReceiveCount, MSG_DONTWAIT, nullptr);
  for (int i = 0; i < count; ++i) {
    const mmsghdr& one = receive_->headers[static_cast<size_t>(i)];
    ++counters_.datagrams_received;
    if ((one.msg_hdr.msg_flags & MSG_TRUNC) != 0) {
      ++counters_.datagrams_truncated;
      continue;
    }
    on_datagram(path_of(one.msg_hdr),
                {static_cast<uint8_t*>(one.msg_hdr.msg_iov->iov_base), one.msg_len});
  }
  return count == static_cast<int>(kReceiveCount);
}

void UdpSocket::prepare_one(const shard::OutgoingMessage& message, size_t slot) {
  send_->vectors[slot] = {const_cast<uint8_t*>(message.data.data()), message.data.size()};
  msghdr& header = send_->headers[slot].msg_hdr;
  header = {};
  header.msg_name = &send_->to[slot];
  header.msg_namelen = to_sockaddr(message.path.remote, v6_, send_->to[slot]);
  header.msg_iov = &send_->vectors[slot];
  header.msg_iovlen = 1;
  header.msg_control = send_->control[slot].data();
  size_t used = 0;
  if (v6_) {
    in6_pktinfo info{};
    std::memcpy(&info.ipi6_addr, message.path.local.ip.data(), 16);
    put_control(header, used, IPPROTO_IPV6, IPV6_PKTINFO, info);
  } else {
    in_pktinfo info{};
    std::memcpy(&info.ipi_spec_dst, message.path.local.ip.data() + 12, 4);
    put_control(header, used, IPPROTO_IP, IP_PKTINFO, info);
  }
  // A single datagram must not carry UDP_SEGMENT: it only costs.
  if (message.segment_size < message.data.size()) {
    put_control(header, used, SOL_UDP, UDP_SEGMENT, message.segment_size);
  }
  header.msg_controllen = used;
}

// Messages up to the next one of another kind of path, or to the end.
size_t UdpSocket::prepare(const shard::Batch& batch, size_t first) {
  size_t end = first;
  for (; end < batch.size() && batch[end].path.tcp == TcpId{}; ++end) {
    prepare_one(batch[end], end - first);
  }
  return end - first;
}

size_t UdpSocket::send(const shard::Batch& batch, size_t first) {
  while (first < batch.size() && batch[first].path.tcp == TcpId{}) {
    const size_t count = prepare(batch, first);
    const int sent =
        sendmmsg(fd_, send_->headers.data(), static_cast<unsigned>(count), MSG_DONTWAIT);
    if (sent > 0) {
      for (size_t i = first; i < first + static_cast<size_t>(sent); ++i) {
        const size_t segment = batch[i].segment_size;
        counters_.datagrams_sent += (batch[i].data.size() + segment - 1) / segment;
      }
      counters_.messages_sent += static_cast<uint64_t>(sent);
      first += static_cast<size_t>(sent);
      continue;
    }
    if (errno == EINTR) continue;
    if (errno == EAGAIN || errno == ENOBUFS) {
      ++counters_.sends_blocked;
      return first;
    }
    // The first message is the one refused. EIO and EINVAL: this route cannot segment, so cut here.
    const bool cannot_segment = errno == EIO || errno == EINVAL || errno == EMSGSIZE;
    if (cannot_segment && batch[first].segment_size < batch[first].data.size()) {
      ++counters_.messages_split;
      send_by_datagram(batch[first]);
    } else {
      ++counters_.messages_refused;
    }
    ++first;
  }
  return first;
}

size_t UdpSocket::send_by_datagram(const shard::OutgoingMessage& message) {
  size_t sent = 0;
  for (size_t at = 0; at < message.data.size(); at += message.segment_size) {
    const size_t size = std::min<size_t>(message.segment_size, message.data.size() - at);
    const shard::OutgoingMessage one{message.path, message.data.subspan(at, size),
                                     static_cast<uint16_t>(size)};
    prepare_one(one, 0);
    if (sendmsg(fd_, &send_->headers[0].msg_hdr, MSG_DONTWAIT) >= 0) {
      ++sent;
      ++counters_.datagrams_sent;
    } else {
      ++counters_.messages_refused;
    }
  }
  return sent;
}

}  // namespace diemcau::runtime
