#include "forward/rate_allocation.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/random.h"

namespace diemcau::forward {
namespace {

constexpr std::array<uint64_t, 3> kBps{150'000, 500'000, 1'700'000};
constexpr uint64_t kAudio = 50'000;
constexpr uint8_t kAll = 0b111;

WantedPicture stage(Grant granted = Layer::kHigh) {
  return {Importance::kStage, Layer::kHigh, kAll, kBps, granted};
}
WantedPicture thumbnail(Grant granted = Layer::kLow) {
  return {Importance::kThumbnail, Layer::kLow, kAll, kBps, granted};
}
std::vector<Grant> share(uint64_t usable, const std::vector<WantedPicture>& wanted) {
  std::vector<Grant> out(wanted.size());
  allocate(usable, kAudio, wanted, out);
  return out;
}
using Grants = std::vector<Grant>;

TEST(RateAllocation, WhereThereIsEnoughEveryoneGetsWhatIsWanted) {
  EXPECT_EQ(share(10'000'000, {stage(), thumbnail(), thumbnail()}),
            (Grants{Layer::kHigh, Layer::kLow, Layer::kLow}));
}

TEST(RateAllocation, TheStageGoesBeforeThumbnails) {
  EXPECT_EQ(share(1'900'000, {thumbnail(), thumbnail(), stage()}),
            (Grants{Layer::kLow, std::nullopt, Layer::kHigh}));
  EXPECT_EQ(share(1'000'000, {thumbnail(), thumbnail(), stage()}),
            (Grants{Layer::kLow, Layer::kLow, Layer::kMedium}));
  EXPECT_EQ(share(300'000, {thumbnail(), thumbnail(), stage()}),
            (Grants{std::nullopt, std::nullopt, Layer::kLow}));
}

TEST(RateAllocation, PicturesArePausedBeforeSoundSuffers) {
  EXPECT_EQ(share(190'000, {stage()}), (Grants{std::nullopt}));
  EXPECT_EQ(share(0, {stage(), thumbnail()}), (Grants{std::nullopt, std::nullopt}));
}

TEST(RateAllocation, AmongEqualsEveryoneHasALowLayerBeforeAnyoneHasABetterOne) {
  EXPECT_EQ(share(900'000, {stage(), stage(), stage()}),
            (Grants{Layer::kMedium, Layer::kLow, Layer::kLow}));
}

TEST(RateAllocation, RaisingNeedsMoreThanStaying) {
  const uint64_t exactly = kAudio + kBps[1];
  EXPECT_EQ(share(exactly, {stage(Layer::kMedium)}), (Grants{Layer::kMedium}));
  EXPECT_EQ(share(exactly, {stage(Layer::kLow)}), (Grants{Layer::kLow}));
  EXPECT_EQ(share(exactly + 60'000, {stage(Layer::kLow)}), (Grants{Layer::kMedium}));
  EXPECT_EQ(share(kAudio + kBps[0], {stage(std::nullopt)}), (Grants{std::nullopt}));
  EXPECT_EQ(share(kAudio + kBps[0], {stage(Layer::kLow)}), (Grants{Layer::kLow}));
}

TEST(RateAllocation, OnlyLayersThatLiveCount) {
  WantedPicture one = stage();
  one.live = 0b001;
  EXPECT_EQ(share(200'000, {one}), (Grants{Layer::kHigh})) << "all there is";
  one.live = 0b100;
  EXPECT_EQ(share(1'000'000, {one}), (Grants{std::nullopt})) << "the only one is too much";
  one.highest = Layer::kLow;
  EXPECT_EQ(share(2'000'000, {one}), (Grants{Layer::kHigh})) << "nothing cheaper comes";
  one.live = 0;
  EXPECT_EQ(share(0, {one}), (Grants{Layer::kLow})) << "costs nothing yet";
}

TEST(RateAllocation, DemandIsWhatAllOfItCosts) {
  const std::vector<WantedPicture> wanted{stage(), thumbnail()};
  EXPECT_EQ(demand_of(kAudio, wanted), kAudio + kBps[2] + kBps[0]);
}

// Never more than there is; never a picture without while a thumbnail has more than it would take.
TEST(RateAllocation, HoldsItsInvariantsByManySeeds) {
  for (uint64_t seed = 1; seed <= 2000; ++seed) {
    SeededRandom random(seed);
    std::vector<WantedPicture> wanted(1 + random.below(12));
    for (WantedPicture& one : wanted) {
      one.importance = random.chance(0.3) ? Importance::kStage : Importance::kThumbnail;
      one.highest = static_cast<Layer>(random.below(3));
      one.live = static_cast<uint8_t>(random.below(8));
      for (uint64_t& bps : one.bps) bps = random.below(2'000'000);
      one.granted = static_cast<Layer>(random.below(3));
      if (random.chance(0.2)) one.granted.reset();
    }
    const uint64_t usable = random.below(5'000'000);
    const Grants grants = share(usable, wanted);
    std::vector<WantedPicture> given;
    for (size_t i = 0; i < wanted.size(); ++i) {
      if (!grants[i]) continue;
      given.push_back(wanted[i]);
      given.back().highest = std::min(*grants[i], wanted[i].highest);
    }
    uint64_t least = 0;  // with layers that cost no less than those below them
    for (const WantedPicture& one : given) {
      const std::vector<WantedPicture> alone{one};
      least += demand_of(0, alone);
    }
    ASSERT_LE(least, std::max<uint64_t>(usable, kAudio) - kAudio) << "seed " << seed;
    // The same again with what was granted: nothing changes.
    std::vector<WantedPicture> again = wanted;
    for (size_t i = 0; i < again.size(); ++i) again[i].granted = grants[i];
    ASSERT_EQ(share(usable, again), grants) << "seed " << seed;
  }
}

}  // namespace
}  // namespace diemcau::forward
