#include "http/rate_limit.h"

#include <algorithm>
#include <chrono>

namespace diemcau::http {
namespace {

SocketAddress owner_of(SocketAddress address) {
  address.port = 0;
  if (!address.is_v4()) std::fill(address.ip.begin() + 8, address.ip.end(), uint8_t{0});
  return address;
}

}  // namespace

double RateLimiter::tokens_at(const Bucket& bucket, Instant now) const {
  const double passed = std::chrono::duration<double>(now - bucket.refilled_at).count();
  return std::min(limit_.burst, bucket.tokens + passed * limit_.per_second);
}

void RateLimiter::make_room(Instant now) {
  // A full bucket says nothing that a missing one does not.
  std::erase_if(buckets_,
                [&](const auto& entry) { return tokens_at(entry.second, now) >= limit_.burst; });
  if (buckets_.size() < max_addresses_) return;
  buckets_.erase(std::min_element(buckets_.begin(), buckets_.end(), [](auto& left, auto& right) {
    return left.second.refilled_at < right.second.refilled_at;
  }));
}

RateLimiter::Bucket& RateLimiter::bucket_of(const SocketAddress& address, Instant now) {
  const SocketAddress owner = owner_of(address);
  const auto found = buckets_.find(owner);
  if (found != buckets_.end()) return found->second;
  if (buckets_.size() >= max_addresses_) make_room(now);
  return buckets_.emplace(owner, Bucket{limit_.burst, now}).first->second;
}

bool RateLimiter::allow(const SocketAddress& address, Instant now) {
  Bucket& bucket = bucket_of(address, now);
  bucket.tokens = tokens_at(bucket, now);
  bucket.refilled_at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

}  // namespace diemcau::http
