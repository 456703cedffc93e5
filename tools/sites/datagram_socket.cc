#include "datagram_socket.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace diemcau::sites {
namespace {

constexpr size_t kMaxDatagram = 2048;
constexpr int kBatchesAtOnce = 4;
constexpr int kSocketBuffer = 1 << 20;

sockaddr_in to_native(const SocketAddress& address) {
  sockaddr_in out{};
  out.sin_family = AF_INET;
  out.sin_port = htons(address.port);
  std::memcpy(&out.sin_addr, &address.ip[12], 4);
  return out;
}

SocketAddress from_native(const sockaddr_in& address) {
  std::array<uint8_t, 4> ip;
  std::memcpy(ip.data(), &address.sin_addr, 4);
  return SocketAddress::v4(ip[0], ip[1], ip[2], ip[3], ntohs(address.sin_port));
}

// One batch; all sites of a thread share it, since each finishes its turn before the next.
struct Slots {
  std::array<mmsghdr, DatagramSocket::kBatch> headers{};
  std::array<iovec, DatagramSocket::kBatch> parts{};
  std::array<sockaddr_in, DatagramSocket::kBatch> names{};
  std::array<std::vector<uint8_t>, DatagramSocket::kBatch> bytes;

  void point(size_t slot) {
    parts[slot] = {bytes[slot].data(), bytes[slot].size()};
    headers[slot].msg_hdr = {};
    headers[slot].msg_hdr.msg_name = &names[slot];
    headers[slot].msg_hdr.msg_namelen = sizeof names[slot];
    headers[slot].msg_hdr.msg_iov = &parts[slot];
    headers[slot].msg_hdr.msg_iovlen = 1;
  }
};

Slots& receive_slots() {
  thread_local Slots slots;
  return slots;
}
Slots& send_slots() {
  thread_local Slots slots;
  return slots;
}

void flush(int fd, Slots& slots, size_t count) {
  for (size_t first = 0; first < count;) {
    const int sent =
        sendmmsg(fd, &slots.headers[first], static_cast<unsigned>(count - first), MSG_DONTWAIT);
    // A datagram that is refused (nobody listens, no room) is passed over.
    first += sent > 0 ? static_cast<size_t>(sent) : 1;
  }
}

}  // namespace

Result<std::unique_ptr<DatagramSocket>, std::string> DatagramSocket::open() {
  const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return Err{std::string("No UDP socket: ") + std::strerror(errno)};
  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &kSocketBuffer, sizeof kSocketBuffer);
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &kSocketBuffer, sizeof kSocketBuffer);
  sockaddr_in name{};
  name.sin_family = AF_INET;
  socklen_t size = sizeof name;
  if (bind(fd, reinterpret_cast<sockaddr*>(&name), sizeof name) != 0 ||
      getsockname(fd, reinterpret_cast<sockaddr*>(&name), &size) != 0) {
    const std::string why = std::strerror(errno);
    ::close(fd);
    return Err{"No UDP port: " + why};
  }
  return std::unique_ptr<DatagramSocket>(new DatagramSocket(fd, from_native(name)));
}

DatagramSocket::~DatagramSocket() { ::close(fd_); }

void DatagramSocket::receive(
    const std::function<void(const SocketAddress& from, MutableBytes)>& on_datagram) {
  Slots& slots = receive_slots();
  for (int batch = 0; batch < kBatchesAtOnce; ++batch) {
    for (size_t slot = 0; slot < kBatch; ++slot) {
      slots.bytes[slot].resize(kMaxDatagram);
      slots.point(slot);
    }
    const int count = recvmmsg(fd_, slots.headers.data(), kBatch, MSG_DONTWAIT, nullptr);
    for (int slot = 0; slot < count; ++slot) {
      const auto at = static_cast<size_t>(slot);
      on_datagram(from_native(slots.names[at]),
                  MutableBytes(slots.bytes[at]).first(slots.headers[at].msg_len));
    }
    if (count < static_cast<int>(kBatch)) return;
  }
}

void DatagramSocket::send(const Next& next) {
  Slots& slots = send_slots();
  size_t count = 0;
  for (SocketAddress to; next(to, slots.bytes[count]);) {
    if (!to.is_v4()) continue;
    slots.names[count] = to_native(to);
    slots.point(count);
    if (++count == kBatch) {
      flush(fd_, slots, count);
      count = 0;
    }
  }
  flush(fd_, slots, count);
}

}  // namespace diemcau::sites
