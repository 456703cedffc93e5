#include "base/address.h"

#include <arpa/inet.h>

#include <cstring>

namespace diemcau {
namespace {

constexpr std::array<uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

}  // namespace

SocketAddress SocketAddress::v4(uint8_t a, uint8_t b, uint8_t c, uint8_t d, uint16_t port) {
  return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d}, port};
}

Result<SocketAddress> SocketAddress::parse(std::string_view ip, uint16_t port) {
  const std::string text(ip);
  SocketAddress address{.port = port};
  uint8_t v4_bytes[4];
  if (inet_pton(AF_INET, text.c_str(), v4_bytes) == 1) {
    return v4(v4_bytes[0], v4_bytes[1], v4_bytes[2], v4_bytes[3], port);
  }
  if (inet_pton(AF_INET6, text.c_str(), address.ip.data()) == 1) return address;
  return Err{ParseError::kBadValue};
}

bool SocketAddress::is_v4() const {
  return std::memcmp(ip.data(), kMappedPrefix.data(), kMappedPrefix.size()) == 0;
}

std::string SocketAddress::ip_string() const {
  char text[INET6_ADDRSTRLEN];
  if (is_v4()) {
    inet_ntop(AF_INET, ip.data() + kMappedPrefix.size(), text, sizeof text);
  } else {
    inet_ntop(AF_INET6, ip.data(), text, sizeof text);
  }
  return text;
}

std::string SocketAddress::to_string() const {
  const std::string host = is_v4() ? ip_string() : "[" + ip_string() + "]";
  return host + ":" + std::to_string(port);
}

}  // namespace diemcau

size_t std::hash<diemcau::SocketAddress>::operator()(
    const diemcau::SocketAddress& address) const noexcept {
  uint64_t high;
  uint64_t low;
  std::memcpy(&high, address.ip.data(), 8);
  std::memcpy(&low, address.ip.data() + 8, 8);
  uint64_t mixed = (high ^ (low + address.port)) * 0x9e3779b97f4a7c15;
  return mixed ^ (mixed >> 32);
}
