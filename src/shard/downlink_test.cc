#include "shard/downlink.h"

#include <gtest/gtest.h>

#include "forward/packet_pool.h"
#include "shard/quality.h"

namespace diemcau::shard {
namespace {

constexpr Instant kStart(10s);

TEST(WaitingLine, KeepsOrderAndItsBoundAndLetsPacketsGo) {
  forward::PacketPool pool;
  WaitingLine line(4);
  EXPECT_TRUE(line.empty());
  for (uint16_t round = 0; round < 10; ++round) {
    for (uint16_t i = 0; i < 4; ++i) EXPECT_TRUE(line.push({SinkId{1}, i, pool.take()}));
    EXPECT_FALSE(line.push({SinkId{1}, 9, pool.take()}));
    EXPECT_EQ(pool.in_use(), 4u);
    for (uint16_t i = 0; i < 3; ++i) EXPECT_EQ(line.pop().sequence, i);
    EXPECT_EQ(pool.in_use(), 1u);
    line.clear();
    EXPECT_EQ(pool.in_use(), 0u);
  }
}

TEST(Downlink, HoldsNothingBackBeforeAnythingWasSharedOut) {
  Downlink line;
  EXPECT_FALSE(line.paces(1'000'000));
  EXPECT_FALSE(line.wants_allocation());
  EXPECT_EQ(line.next_timeout(), kNever);
}

TEST(Downlink, WhileAllFitsOnlyLargeFramesWait) {
  Downlink line;
  line.estimator.set_demand(2'000'000);
  line.on_allocated(kStart, 10'000'000, false);
  EXPECT_FALSE(line.paces(8'000));
  EXPECT_TRUE(line.paces(40'000));
  // What comes while it waits stands behind it.
  line.pictures.push({SinkId{1}, 0, {}});
  line.on_line_changed();
  EXPECT_TRUE(line.paces(100));
  line.pictures.clear();
  line.on_line_changed();
  EXPECT_FALSE(line.paces(8'000));
}

TEST(Downlink, WhileLessIsSentThanIsWantedEveryFrameWaits) {
  Downlink line;
  line.estimator.set_demand(2'000'000);
  line.on_allocated(kStart, 500'000, true);
  EXPECT_TRUE(line.squeezed());
  EXPECT_TRUE(line.paces(1));
  line.pictures.push({SinkId{1}, 0, {}});
  EXPECT_TRUE(line.may_send(kStart + 10ms));
  for (int i = 0; i < 10; ++i) line.on_sent(kStart + 10ms, 1200);
  EXPECT_FALSE(line.may_send(kStart + 11ms));
  EXPECT_GT(line.next_timeout(), kStart + 11ms);
  EXPECT_LE(line.next_timeout(), kStart + 120ms);
  // Who is due already is looked at after it has sent, not again before.
  line.due = true;
  EXPECT_EQ(line.next_timeout(), kNever);
}

TEST(QualityFollower, TellsBadNewsSoonAndGoodNewsWhenTheyLast) {
  QualityFollower follower;
  link::Quality told{};
  const auto seconds_until = [&](link::Quality seen) {
    for (int i = 1; i < 20; ++i) {
      if (follower.follow(seen, told)) return i;
    }
    return 0;
  };
  EXPECT_EQ(seconds_until(link::Quality::kExcellent), 2);
  EXPECT_EQ(seconds_until(link::Quality::kPoor), 2);
  EXPECT_EQ(told, link::Quality::kPoor);
  EXPECT_EQ(seconds_until(link::Quality::kPoor), 0) << "once is enough";
  EXPECT_EQ(seconds_until(link::Quality::kGood), 5);
  for (int i = 0; i < 20; ++i) {
    EXPECT_FALSE(follower.follow(i % 2 == 0 ? link::Quality::kPoor : link::Quality::kGood, told));
  }
}

}  // namespace
}  // namespace diemcau::shard
