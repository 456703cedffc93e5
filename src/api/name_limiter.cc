#include "api/name_limiter.h"

#include <algorithm>
#include <chrono>

namespace diemcau::api {

double NameLimiter::tokens_at(const Bucket& bucket, Instant now) const {
  const double passed = std::chrono::duration<double>(now - bucket.refilled_at).count();
  return std::min(limit_.burst, bucket.tokens + passed * limit_.per_second);
}

void NameLimiter::make_room(Instant now) {
  // A full bucket says nothing that a missing one does not.
  std::erase_if(buckets_,
                [&](const auto& entry) { return tokens_at(entry.second, now) >= limit_.burst; });
  if (buckets_.size() < max_names_) return;
  buckets_.erase(
      std::min_element(buckets_.begin(), buckets_.end(), [](const auto& left, const auto& right) {
        return left.second.refilled_at < right.second.refilled_at;
      }));
}

bool NameLimiter::take(const std::string& name, Instant now) {
  auto found = buckets_.find(name);
  if (found == buckets_.end()) {
    if (buckets_.size() >= max_names_) make_room(now);
    found = buckets_.emplace(name, Bucket{limit_.burst, now}).first;
  }
  Bucket& bucket = found->second;
  bucket.tokens = tokens_at(bucket, now);
  bucket.refilled_at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

void NameLimiter::give_back(const std::string& name) {
  const auto found = buckets_.find(name);
  if (found == buckets_.end()) return;
  found->second.tokens = std::min(limit_.burst, found->second.tokens + 1);
}

}  // namespace diemcau::api
