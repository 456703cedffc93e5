#include "server/addresses.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace diemcau::server {
namespace {

bool is_bridge_of_guests(std::string_view interface) {
  constexpr std::array<std::string_view, 8> kPrefixes{"docker",  "br-",    "virbr", "cni",
                                                      "flannel", "podman", "lxcbr", "lxdbr"};
  return std::any_of(kPrefixes.begin(), kPrefixes.end(), [interface](std::string_view prefix) {
    return interface.starts_with(prefix);
  });
}

// "eth0:1" is a further address of eth0.
bool is_told(std::string_view interface, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return !is_bridge_of_guests(interface);
  const std::string_view name = interface.substr(0, interface.find(':'));
  return std::find(wanted.begin(), wanted.end(), name) != wanted.end();
}

// RFC 3927.
bool is_link_local(const SocketAddress& address) {
  return address.is_v4() && address.ip[12] == 169 && address.ip[13] == 254;
}

std::vector<SocketAddress> without_port(std::vector<SocketAddress> addresses) {
  for (SocketAddress& address : addresses) address.port = 0;
  return addresses;
}

std::vector<SocketAddress> of_interfaces(const std::vector<http::InterfaceAddress>& all,
                                         const std::vector<std::string>& wanted, bool loopback) {
  std::vector<SocketAddress> found;
  for (const http::InterfaceAddress& one : all) {
    if (http::is_loopback(one.address) != loopback) continue;
    if (!is_told(one.interface, wanted) || is_link_local(one.address)) continue;
    if (std::find(found.begin(), found.end(), one.address) == found.end()) {
      found.push_back(one.address);
    }
  }
  // IPv4 first: in the networks this is for, it is the one that works.
  std::stable_partition(found.begin(), found.end(),
                        [](const SocketAddress& address) { return address.is_v4(); });
  return found;
}

bool is_wildcard(const SocketAddress& address) {
  return address.ip_string() == "0.0.0.0" || address.ip_string() == "::";
}

}  // namespace

std::vector<SocketAddress> reachable_addresses(const Config& config,
                                               const std::vector<http::InterfaceAddress>& all) {
  if (!config.node_ips.empty()) return without_port(config.node_ips);
  if (config.bind && !is_wildcard(*config.bind)) return {*config.bind};
  if (!config.dev || config.bind) {
    auto found = of_interfaces(all, config.interfaces, false);
    if (!found.empty()) return found;
  }
  return {SocketAddress::v4(127, 0, 0, 1, 0)};
}

std::vector<http::ListenAddress> listen_addresses(const Config& config) {
  if (config.bind) {
    SocketAddress address = *config.bind;
    address.port = config.port;
    return {{address}};
  }
  const char* v4 = config.dev ? "127.0.0.1" : "0.0.0.0";
  const char* v6 = config.dev ? "::1" : "::";
  return {{*SocketAddress::parse(v4, config.port)}, {*SocketAddress::parse(v6, config.port), true}};
}

std::string udp_bind_address(const Config& config, const std::vector<SocketAddress>& reachable) {
  if (config.bind) return config.bind->ip_string();
  if (config.dev) return "127.0.0.1";
  const bool v4_only = std::all_of(reachable.begin(), reachable.end(),
                                   [](const SocketAddress& address) { return address.is_v4(); });
  return v4_only ? "0.0.0.0" : "::";
}

std::string page_url(bool secure, const SocketAddress& address, uint16_t port) {
  SocketAddress with_port = address;
  with_port.port = port;
  return fmt::format("{}://{}", secure ? "https" : "http", with_port.to_string());
}

}  // namespace diemcau::server
