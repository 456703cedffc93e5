#include "congestion/rate_meter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/random.h"

namespace diemcau::congestion {
namespace {

TEST(RateMeter, MeasuresASteadyStream) {
  RateMeter meter;
  Instant now = Instant(5s);
  for (int i = 0; i < 300; ++i, now += 10ms) meter.add(now, 1250);
  EXPECT_NEAR(static_cast<double>(meter.bits_per_second(now)), 1e6, 3e4);
  EXPECT_NEAR(static_cast<double>(meter.packets_per_second(now)), 100, 3);
}

TEST(RateMeter, KnowsARateBeforeItsWindowIsFull) {
  RateMeter meter;
  Instant now = Instant(5s);
  for (int i = 0; i < 20; ++i, now += 10ms) meter.add(now, 1250);
  EXPECT_NEAR(static_cast<double>(meter.bits_per_second(now)), 1e6, 3e4);
}

TEST(RateMeter, ForgetsWhatLeftTheWindow) {
  RateMeter meter;
  meter.add(Instant(5s), 1000);
  EXPECT_GT(meter.bits_per_second(Instant(5900ms)), 0u);
  EXPECT_EQ(meter.bits_per_second(Instant(6100ms)), 0u);
  meter.add(Instant(2h), 1000);
  EXPECT_EQ(meter.packets_per_second(Instant(2h)), 20u);
  EXPECT_EQ(meter.packets_per_second(Instant(3h)), 0u);
}

TEST(RateMeter, StandsATimeThatRunsBack) {
  RateMeter meter;
  meter.add(Instant(5s), 1000);
  meter.add(Instant(4s), 1000);
  EXPECT_EQ(meter.packets_per_second(Instant(5s)), 40u);
}

TEST(RateMeter, AgreesWithACountByHand) {
  SeededRandom random(12);
  RateMeter meter;
  std::vector<std::pair<int64_t, size_t>> added;  // slice, bytes
  int64_t now_ms = 10'000;
  for (int i = 0; i < 5000; ++i) {
    now_ms += static_cast<int64_t>(random.below(random.chance(0.01) ? 3000 : 30));
    const size_t bytes = random.below(1500);
    meter.add(Instant(milliseconds(now_ms)), bytes);
    added.emplace_back(now_ms / 50, bytes);
    uint64_t sum = 0;
    int64_t oldest = now_ms / 50;
    // Since the last whole window without a packet.
    for (size_t k = added.size(); k-- > 0 && oldest - added[k].first < 20;) {
      oldest = added[k].first;
      if (now_ms / 50 - added[k].first < 20) sum += added[k].second;
    }
    oldest = std::max(oldest, now_ms / 50 - 19);
    const auto us = static_cast<uint64_t>(std::max<int64_t>(now_ms - oldest * 50, 50) * 1000);
    ASSERT_EQ(meter.bits_per_second(Instant(milliseconds(now_ms))), sum * 8 * 1'000'000 / us);
  }
}

}  // namespace
}  // namespace diemcau::congestion
