#pragma once

#include <string>
#include <vector>

#include "base/address.h"
#include "http/machine_names.h"
#include "http/server.h"
#include "server/config.h"

namespace diemcau::server {

// Where clients reach this machine, best first, port 0: what was configured, or the interfaces'
// addresses. Those of containers' and virtual machines' bridges are left out, since no client is
// there; loopback counts with dev, or where there is nothing else.
std::vector<SocketAddress> reachable_addresses(const Config& config,
                                               const std::vector<http::InterfaceAddress>& all);

// Addresses for the HTTP server.
std::vector<http::ListenAddress> listen_addresses(const Config& config);

// For the media sockets: "::" takes both families and is used where an IPv6 address is told.
std::string udp_bind_address(const Config& config, const std::vector<SocketAddress>& reachable);

// "https://192.0.2.1:7880", "https://[2001:db8::1]:7880"
std::string page_url(bool secure, const SocketAddress& address, uint16_t port);

}  // namespace diemcau::server
