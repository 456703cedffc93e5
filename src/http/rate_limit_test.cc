#include "http/rate_limit.h"

#include <gtest/gtest.h>

namespace diemcau::http {
namespace {

constexpr Instant kStart{};
SocketAddress ip(std::string_view text) { return *SocketAddress::parse(text, 1234); }

TEST(RateLimiter, LetsABurstThroughAndThenThePace) {
  RateLimiter limiter({.burst = 3, .per_second = 2});
  const auto one = ip("192.0.2.1");
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.allow(one, kStart));
  EXPECT_FALSE(limiter.allow(one, kStart));
  EXPECT_FALSE(limiter.allow(one, kStart + 400ms));
  EXPECT_TRUE(limiter.allow(one, kStart + 500ms));
  EXPECT_FALSE(limiter.allow(one, kStart + 500ms));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.allow(one, kStart + 1h)) << i;
  EXPECT_FALSE(limiter.allow(one, kStart + 1h));
}

TEST(RateLimiter, CountsEachAddressAndEachNetworkOfIpv6) {
  RateLimiter limiter({.burst = 1, .per_second = 0.001});
  EXPECT_TRUE(limiter.allow(ip("192.0.2.1"), kStart));
  EXPECT_TRUE(limiter.allow(ip("192.0.2.2"), kStart));
  EXPECT_TRUE(limiter.allow(ip("2001:db8::1"), kStart));
  EXPECT_FALSE(limiter.allow(ip("2001:db8::ffff:2"), kStart));
  EXPECT_TRUE(limiter.allow(ip("2001:db8:0:1::1"), kStart));
}

TEST(RateLimiter, HoldsABoundedNumberOfAddresses) {
  RateLimiter limiter({.burst = 1, .per_second = 0.001}, 8);
  for (uint8_t i = 0; i < 200; ++i) {
    EXPECT_TRUE(limiter.allow(SocketAddress::v4(10, 0, 0, i, 0), kStart + i * 1ms));
    EXPECT_LE(limiter.addresses(), 8u);
  }
  // Those that were seen last are still known.
  EXPECT_FALSE(limiter.allow(SocketAddress::v4(10, 0, 0, 199, 0), kStart + 200ms));
}

}  // namespace
}  // namespace diemcau::http
