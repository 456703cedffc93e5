#include "http/machine_names.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace diemcau::http {
namespace {

struct InterfacesDeleter {
  void operator()(ifaddrs* list) const { freeifaddrs(list); }
};

std::optional<SocketAddress> read_v4(const sockaddr* raw) {
  sockaddr_in address;
  std::memcpy(&address, raw, sizeof address);
  const auto* octets = reinterpret_cast<const uint8_t*>(&address.sin_addr);
  return SocketAddress::v4(octets[0], octets[1], octets[2], octets[3], 0);
}

// Link-local addresses mean nothing without the name of an interface.
std::optional<SocketAddress> read_v6(const sockaddr* raw) {
  sockaddr_in6 address;
  std::memcpy(&address, raw, sizeof address);
  if (IN6_IS_ADDR_LINKLOCAL(&address.sin6_addr)) return std::nullopt;
  SocketAddress result;
  std::memcpy(result.ip.data(), &address.sin6_addr, result.ip.size());
  return result;
}

std::optional<SocketAddress> read_address(const sockaddr* raw) {
  if (raw == nullptr) return std::nullopt;
  if (raw->sa_family == AF_INET) return read_v4(raw);
  if (raw->sa_family == AF_INET6) return read_v6(raw);
  return std::nullopt;
}

}  // namespace

bool is_loopback(const SocketAddress& address) {
  if (address.is_v4()) return address.ip[12] == 127;
  return address.ip == std::array<uint8_t, 16>{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
}

std::vector<InterfaceAddress> interface_addresses() {
  std::vector<InterfaceAddress> found;
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return found;
  const std::unique_ptr<ifaddrs, InterfacesDeleter> list(first);
  for (const ifaddrs* at = list.get(); at != nullptr; at = at->ifa_next) {
    const auto address = read_address(at->ifa_addr);
    if (address && (at->ifa_flags & IFF_UP) != 0) found.push_back({at->ifa_name, *address});
  }
  return found;
}

std::vector<SocketAddress> local_addresses() {
  std::vector<SocketAddress> addresses;
  for (const InterfaceAddress& one : interface_addresses()) addresses.push_back(one.address);
  return addresses;
}

std::string machine_name() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0) return "localhost";
  return name.data();
}

bool is_dns_name(std::string_view name) {
  constexpr size_t kLongestName = 253;
  const auto fits = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
  };
  return !name.empty() && name.size() <= kLongestName && name.front() != '.' &&
         name.back() != '.' && name.find("..") == std::string_view::npos &&
         std::all_of(name.begin(), name.end(), fits);
}

ServerNames names_of_this_machine(const std::vector<std::string>& configured) {
  ServerNames names{.dns = {"localhost"}, .addresses = local_addresses()};
  // A machine's name may hold what no address line can (an underscore).
  if (is_dns_name(machine_name())) names.dns.push_back(machine_name());
  for (const std::string& name : configured) {
    const auto address = SocketAddress::parse(name, 0);
    if (address.ok()) {
      names.addresses.push_back(*address);
    } else if (is_dns_name(name)) {
      names.dns.push_back(name);
    }
  }
  return names;
}

}  // namespace diemcau::http
