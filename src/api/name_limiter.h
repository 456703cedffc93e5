#pragma once

#include <string>
#include <unordered_map>

#include "http/rate_limit.h"

namespace diemcau::api {

// Wrong passwords of one login name, from whatever addresses they come. A bucket of tokens a name;
// a name that nobody has counts like any other, so that the limit does not tell who has an account.
//
// Owner: Routes; the control thread. Memory is bounded: when full, the name that was quiet longest
// gives way.
class NameLimiter {
 public:
  explicit NameLimiter(http::RateLimit limit, size_t max_names = 10'000)
      : limit_(limit), max_names_(max_names) {}

  // Takes a token; false: none left.
  bool take(const std::string& name, Instant now);
  void give_back(const std::string& name);
  size_t names() const { return buckets_.size(); }

 private:
  struct Bucket {
    double tokens = 0;
    Instant refilled_at{};
  };
  double tokens_at(const Bucket& bucket, Instant now) const;
  void make_room(Instant now);

  http::RateLimit limit_;
  size_t max_names_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace diemcau::api
