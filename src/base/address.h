#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

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

// Where a datagram came from and which of our addresses it hit: the answer leaves from there.
struct Path {
  SocketAddress local;
  SocketAddress remote;
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
    return one(path.remote) * 31 + one(path.local);
  }
};
