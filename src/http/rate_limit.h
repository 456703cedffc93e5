#pragma once

#include <cstddef>
#include <map>

#include "base/address.h"
#include "base/time.h"

namespace diemcau::http {

struct RateLimit {
  double burst = 1;
  double per_second = 1;
};

// A bucket of tokens per address; IPv6 counts by /64, since a client owns all of it. Memory is
// bounded: when full, the address that was quiet longest gives way.
class RateLimiter {
 public:
  explicit RateLimiter(RateLimit limit, size_t max_addresses = 4096)
      : limit_(limit), max_addresses_(max_addresses) {}

  // Takes a token; false: none left.
  bool allow(const SocketAddress& address, Instant now);
  size_t addresses() const { return buckets_.size(); }

 private:
  struct Bucket {
    double tokens = 0;
    Instant refilled_at{};
  };
  Bucket& bucket_of(const SocketAddress& address, Instant now);
  void make_room(Instant now);
  double tokens_at(const Bucket& bucket, Instant now) const;

  RateLimit limit_;
  size_t max_addresses_;
  std::map<SocketAddress, Bucket> buckets_;
};

}  // namespace diemcau::http
