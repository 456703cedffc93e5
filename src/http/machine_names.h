#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.h"

namespace diemcau::http {

// By what a server is called in a browser's address line.
struct ServerNames {
  std::vector<std::string> dns;
  std::vector<SocketAddress> addresses;  // ports do not count
};

// localhost, the machine's name, all its addresses and what was configured: DNS names or addresses.
ServerNames names_of_this_machine(const std::vector<std::string>& configured);

struct InterfaceAddress {
  std::string interface;  // "eth0"
  SocketAddress address;  // port 0
};

// Of all interfaces that are up, loopback included, link-local IPv6 left out.
std::vector<InterfaceAddress> interface_addresses();
// The same without the interfaces' names.
std::vector<SocketAddress> local_addresses();
bool is_loopback(const SocketAddress& address);

std::string machine_name();
bool is_dns_name(std::string_view name);

}  // namespace diemcau::http
