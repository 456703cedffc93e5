#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"

namespace diemcau {

// An IPv4 or IPv6 address and port. IPv4 is kept as IPv4-mapped IPv6 (::ffff:a.b.c.d), so that
// equality and hashing know one form only.
struct SocketAddress {
  std::array<uint8_t, 16> ip{};
  uint16_t port = 0;

  static SocketAddress v4(uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint16_t port);
  // "192.0.2.1" or "2001:db8::1" without port or brackets; kBadValue for anything else.
  static Result<SocketAddress> parse(std::string_view ip, uint16_t port);

  bool is_v4() const;
  std::string ip_string() const;
  // "192.0.2.1:7882", "[2001:db8::1]:7882"
  std::string to_string() const;

  auto operator<=>(const SocketAddress&) const = default;
};

// A TCP connection that carries datagrams, as its shard numbers them; 0 is none: UDP.
using TcpId = Id<struct TcpTag, uint32_t>;

// Where a datagram came from and which of our addresses it hit: the answer leaves from there. Over
// TCP the connection is part of it: a new one from the same port is another path.
struct Path {
  SocketAddress local;
  SocketAddress remote;
  TcpId tcp;
  auto operator<=>(const Path&) const = default;
};

}  // namespace diemcau

template <>
struct std::hash<diemcau::SocketAddress> {
  size_t operator()(const diemcau::SocketAddress& address) const noexcept;
};
template <>
struct std::hash<diemcau::Path> {
  size_t operator()(const diemcau::Path& path) const noexcept {
    const std::hash<diemcau::SocketAddress> one;
    return one(path.remote) * 31 + one(path.local) + path.tcp.value;
  }
};
