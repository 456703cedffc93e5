#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include "base/address.h"

// Our addresses and the kernel's.
namespace diemcau::runtime {

// As a socket of this family wants it: IPv4 goes to an IPv6 socket as an IPv4-mapped address.
socklen_t to_sockaddr(const SocketAddress& address, bool v6, sockaddr_storage& out);
SocketAddress from_sockaddr(const sockaddr_storage& from);
SocketAddress from_v4(const in_addr& ip, uint16_t port);
SocketAddress from_v6(const in6_addr& ip, uint16_t port);

bool set_option(int fd, int level, int name, int value);

}  // namespace diemcau::runtime
