#pragma once

#include <array>
#include <map>

#include "base/address.h"
#include "livekit/limits.h"
#include "livekit/token_bucket.h"

namespace diemcau::livekit {

// How fast people may join from one address. Bounded: over kMostAddresses it begins anew, which
// lets more in for a moment and keeps nobody out.
class AddressPaces {
 public:
  static constexpr size_t kMostAddresses = 10'000;

  explicit AddressPaces(const Limits& limits) : limits_(limits) {}

  bool take(Instant now, const SocketAddress& remote) {
    if (is_own(remote)) return true;
    const auto key = network_of(remote);
    if (buckets_.size() >= kMostAddresses && !buckets_.contains(key)) buckets_.clear();
    return buckets_
        .try_emplace(key, limits_.joins_per_address_per_second, limits_.join_burst_per_address)
        .first->second.take(now);
  }
  size_t size() const { return buckets_.size(); }

 private:
  using Network = std::array<uint8_t, 16>;

  static bool is_own(const SocketAddress& address) {
    return address.is_v4() ? address.ip[12] == 127
                           : address.ip == SocketAddress::parse("::1", 0)->ip;
  }
  // Whoever has an IPv6 address has a /64 of them (RFC 6177).
  static Network network_of(const SocketAddress& address) {
    Network network = address.ip;
    if (!address.is_v4()) std::fill(network.begin() + 8, network.end(), uint8_t{0});
    return network;
  }

  const Limits& limits_;
  std::map<Network, TokenBucket> buckets_;
};

}  // namespace diemcau::livekit
