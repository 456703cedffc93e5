#include "runtime/socket_address.h"

#include <cstring>

namespace diemcau::runtime {

socklen_t to_sockaddr(const SocketAddress& address, bool v6, sockaddr_storage& out) {
  if (v6) {
    auto& in6 = reinterpret_cast<sockaddr_in6&>(out);
    in6 = {};
    in6.sin6_family = AF_INET6;
    in6.sin6_port = htons(address.port);
    std::memcpy(&in6.sin6_addr, address.ip.data(), 16);
    return sizeof in6;
  }
  auto& in4 = reinterpret_cast<sockaddr_in&>(out);
  in4 = {};
  in4.sin_family = AF_INET;
  in4.sin_port = htons(address.port);
  std::memcpy(&in4.sin_addr, address.ip.data() + 12, 4);
  return sizeof in4;
}

SocketAddress from_v4(const in_addr& ip, uint16_t port) {
  const auto* raw = reinterpret_cast<const uint8_t*>(&ip);
  return SocketAddress::v4(raw[0], raw[1], raw[2], raw[3], port);
}

SocketAddress from_v6(const in6_addr& ip, uint16_t port) {
  SocketAddress address{.port = port};
  std::memcpy(address.ip.data(), &ip, 16);
  return address;
}

SocketAddress from_sockaddr(const sockaddr_storage& from) {
  if (from.ss_family == AF_INET6) {
    const auto& in6 = reinterpret_cast<const sockaddr_in6&>(from);
    return from_v6(in6.sin6_addr, ntohs(in6.sin6_port));
  }
  const auto& in4 = reinterpret_cast<const sockaddr_in&>(from);
  return from_v4(in4.sin_addr, ntohs(in4.sin_port));
}

bool set_option(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value) == 0;
}

}  // namespace diemcau::runtime
