// Lines as data: what the estimator makes of them, in virtual time and by seed.
#include <gtest/gtest.h>

#include <algorithm>

#include "congestion/scenario_test_support.h"

namespace diemcau::congestion {
namespace {

constexpr uint64_t kSeeds = 5;

// Layer changes from second `from` on.
int changes(const std::vector<SecondSeen>& seen, size_t from) {
  int count = 0;
  for (size_t i = from + 1; i < seen.size(); ++i) count += seen[i].layer != seen[i - 1].layer;
  return count;
}

struct Steady {
  uint64_t rate_bps = 0;
  double loss = 0;
  Duration queue = 300ms;
  int layer = 0;    // that it bears
  int changes = 0;  // at most, in the second half of two minutes
};
const Steady kSteady[] = {
    {.rate_bps = 0, .layer = 2},
    {.rate_bps = 0, .loss = 0.02, .layer = 2},
    {.rate_bps = 0, .loss = 0.10, .layer = 2},
    {.rate_bps = 5'000'000, .layer = 2},
    {.rate_bps = 5'000'000, .loss = 0.02, .layer = 2},
    {.rate_bps = 2'800'000, .layer = 2},
    {.rate_bps = 2'800'000, .loss = 0.02, .layer = 2},
    {.rate_bps = 1'200'000, .layer = 1},
    {.rate_bps = 1'200'000, .loss = 0.02, .layer = 1, .changes = 2},
    {.rate_bps = 1'200'000, .queue = 2s, .layer = 1},
    {.rate_bps = 900'000, .layer = 1},
    {.rate_bps = 400'000, .layer = 0},
    {.rate_bps = 300'000, .layer = 0},
    {.rate_bps = 120'000, .layer = -1},
};

TEST(Scenario, SteadyLinesSettleOnWhatTheyBear) {
  for (const Steady& line : kSteady) {
    for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
      ScenarioWorld world(seed);
      world.down().set({.rate_bps = line.rate_bps, .queue = line.queue, .loss = line.loss});
      const auto& seen = world.run(120s);
      SCOPED_TRACE("rate " + std::to_string(line.rate_bps) + " loss " + std::to_string(line.loss) +
                   " seed " + std::to_string(seed) + "\n" + world.story());
      const auto at_best = std::count_if(seen.begin() + 10, seen.end(), [&](const SecondSeen& one) {
        return one.layer == line.layer;
      });
      EXPECT_GE(at_best, 110 * 9 / 10);
      EXPECT_LE(changes(seen, 60), line.changes);
      if (line.rate_bps == 0) continue;
      double lost = 0;
      for (size_t i = 5; i < seen.size(); ++i) lost += seen[i].audio_lost;
      EXPECT_LE(lost / 115, line.loss + 0.01);
    }
  }
}

TEST(Scenario, ASqueezeIsFollowedDownAndUpAgain) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    ScenarioWorld world(seed);
    world.down().set({.rate_bps = 3'000'000});
    world.run(20s);
    world.down().set({.rate_bps = 300'000});
    world.run(30s);
    world.down().set({.rate_bps = 3'000'000});
    const auto& seen = world.run(30s);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + world.story());
    EXPECT_EQ(seen[19].layer, 2);
    // Within two seconds the line is ours again, and sound flows on it as before.
    for (size_t i = 22; i < 50; ++i) {
      EXPECT_LE(seen[i].layer, 0) << i;
      EXPECT_LE(seen[i].audio_lost, 0.05) << i;
      EXPECT_LE(seen[i].longest_audio_delay, 200ms) << i;
    }
    EXPECT_EQ(seen[30].layer, 0);
    EXPECT_EQ(seen[64].layer, 2);
    EXPECT_LE(changes(seen, 64), 0);
  }
}

TEST(Scenario, ABlackoutIsForgottenWhenItIsOver) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    ScenarioWorld world(seed);
    world.down().set({.rate_bps = 4'000'000});
    world.run(20s);
    world.down().set({.rate_bps = 4'000'000, .is_dead = true});
    world.run(10s);
    world.down().set({.rate_bps = 4'000'000});
    const auto& seen = world.run(10s);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + world.story());
    EXPECT_EQ(seen[25].layer, -1);
    EXPECT_LE(seen[25].sent_bps, 100'000u);
    EXPECT_EQ(seen[31].layer, 2);
    EXPECT_EQ(seen[39].layer, 2);
  }
}

// What is lost when a policer drops without a queue is ours: half of what is sent.
TEST(Scenario, APolicerWithoutAQueueIsObeyed) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    ScenarioWorld world(seed);
    world.down().set({.rate_bps = 1'000'000, .queue = 15ms});
    const auto& seen = world.run(60s);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + world.story());
    double lost = 0;
    for (size_t i = 10; i < 60; ++i) lost += seen[i].audio_lost;
    EXPECT_LE(lost / 50, 0.08);
    EXPECT_GE(seen[59].layer, 0);
  }
}

}  // namespace
}  // namespace diemcau::congestion
