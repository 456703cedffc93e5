#include "congestion/bandwidth_estimator.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/random.h"
#include "congestion/pacer.h"
#include "wire/transport_cc.h"

namespace diemcau::congestion {
namespace {

constexpr Instant kStart(100s);

// A feedback packet about `arrivals`, ticks of 250 µs, from `base` on.
std::vector<uint8_t> feedback(uint16_t base, const std::vector<int64_t>& arrivals) {
  std::vector<uint8_t> out(1200);
  ByteWriter writer(out);
  wire::write_transport_cc(writer, {.sender = Ssrc{1}, .media = Ssrc{2}, .base_sequence = base},
                           arrivals);
  out.resize(writer.size());
  return out;
}

void give(BandwidthEstimator& estimator, Instant now, Bytes compound) {
  wire::RtcpReader reader(compound);
  for (wire::RtcpPacket packet; reader.next(packet);) estimator.handle_feedback(now, packet);
}

// Sends `count` packets, one a millisecond.
Instant send(BandwidthEstimator& estimator, Instant now, int count) {
  for (int i = 0; i < count; ++i, now += 1ms) estimator.on_sent(now, 1000);
  return now;
}
std::vector<int64_t> arrivals(int64_t first_ms, int count) {
  std::vector<int64_t> out;
  for (int i = 0; i < count; ++i) out.push_back((first_ms + i) * 4);
  return out;
}

TEST(BandwidthEstimator, KnowsNothingBeforeTheFirstFeedback) {
  BandwidthEstimator estimator;
  const Instant now = send(estimator, kStart, 1000);
  estimator.handle_timeout(now + 10s);
  EXPECT_FALSE(estimator.active());
  EXPECT_FALSE(estimator.outage());
  EXPECT_EQ(estimator.usable_bps(), BandwidthEstimator::kAssumedBps);
}

TEST(BandwidthEstimator, MeasuresTheRoundTrip) {
  BandwidthEstimator estimator;
  const uint16_t base = estimator.next_number();
  const Instant now = send(estimator, kStart, 20);
  give(estimator, now + 49ms, feedback(base, arrivals(500, 20)));
  EXPECT_TRUE(estimator.active());
  EXPECT_EQ(estimator.rtt(), 50ms);
}

TEST(BandwidthEstimator, PacketsThatWereNeverSentAreCountedAndChangeNothing) {
  BandwidthEstimator estimator;
  const uint16_t base = estimator.next_number();
  const Instant now = send(estimator, kStart, 10);
  give(estimator, now, feedback(static_cast<uint16_t>(base + 10), arrivals(0, 30)));
  EXPECT_FALSE(estimator.active());
  EXPECT_EQ(estimator.counters().never_sent, 30u);
  give(estimator, now, feedback(static_cast<uint16_t>(base - 500), arrivals(0, 30)));
  EXPECT_EQ(estimator.counters().never_sent, 60u);
  EXPECT_EQ(estimator.estimate_bps(), BandwidthEstimator::kAssumedBps);
}

TEST(BandwidthEstimator, WhatIsToldTwiceCountsOnce) {
  BandwidthEstimator estimator;
  const uint16_t base = estimator.next_number();
  const Instant now = send(estimator, kStart, 10);
  const auto once = feedback(base, arrivals(0, 10));
  for (int i = 0; i < 5; ++i) give(estimator, now, once);
  EXPECT_EQ(estimator.counters().repeated, 40u);
  EXPECT_DOUBLE_EQ(estimator.loss(), 0);
}

TEST(BandwidthEstimator, TimeThatGoesBackwardsIsANewClock) {
  BandwidthEstimator estimator;
  const uint16_t base = estimator.next_number();
  const Instant now = send(estimator, kStart, 30);
  give(estimator, now, feedback(base, arrivals(100'000, 10)));
  give(estimator, now, feedback(static_cast<uint16_t>(base + 10), arrivals(10, 10)));
  EXPECT_GE(estimator.counters().time_jumps, 1u);
  give(estimator, now, feedback(static_cast<uint16_t>(base + 20), arrivals(900'000, 10)));
  EXPECT_GE(estimator.counters().time_jumps, 2u);
  EXPECT_EQ(estimator.estimate_bps(), BandwidthEstimator::kAssumedBps);
}

TEST(BandwidthEstimator, StatusesForMoreThanIsRememberedAreRefused) {
  BandwidthEstimator estimator;
  const uint16_t base = estimator.next_number();
  const Instant now = send(estimator, kStart, 10);
  // 65,535 packets that have not come, in runs of 8,191: 16 bytes of chunks.
  std::vector<uint8_t> body{0x8f, 205, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2};
  ByteWriter tail(body);
  body.push_back(static_cast<uint8_t>(base >> 8));
  body.push_back(static_cast<uint8_t>(base));
  for (const uint8_t one : {0xff, 0xff, 0, 0, 0, 0}) body.push_back(one);
  for (int i = 0; i < 9; ++i) {
    body.push_back(0x1f);
    body.push_back(0xff);
  }
  while (body.size() % 4 != 0) body.push_back(0);
  body[3] = static_cast<uint8_t>(body.size() / 4 - 1);
  give(estimator, now, body);
  EXPECT_EQ(estimator.counters().too_long + estimator.counters().malformed, 1u);
  EXPECT_DOUBLE_EQ(estimator.loss(), 0);
}

// Whatever a receiver says: the estimate stays within its bounds, and at most the lies of one
// receiver harm its own picture.
TEST(BandwidthEstimator, LivesThroughLies) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    SeededRandom random(seed);
    BandwidthEstimator estimator;
    estimator.set_demand(random.below(20'000'000));
    Instant now = kStart;
    for (int i = 0; i < 3000; ++i) {
      now += microseconds(random.below(20'000));
      for (uint64_t k = random.below(5); k > 0; --k) estimator.on_sent(now, random.below(1500));
      std::vector<int64_t> times;
      int64_t at = static_cast<int64_t>(random.below(1'000'000));
      for (uint64_t k = random.below(60); k > 0; --k) {
        at += static_cast<int64_t>(random.below(400)) - 100;
        times.push_back(random.chance(0.3) ? wire::kTransportCcNotReceived
                                           : std::max<int64_t>(at, 0));
      }
      if (times.empty()) times.push_back(at);
      const auto base = static_cast<uint16_t>(estimator.next_number() - random.below(100));
      give(estimator, now, feedback(base, times));
      estimator.handle_timeout(now);
      ASSERT_GE(estimator.estimate_bps(), BandwidthEstimator::kLeastBps);
      ASSERT_LE(estimator.estimate_bps(), BandwidthEstimator::kMostBps);
      ASSERT_LE(estimator.usable_bps(), estimator.estimate_bps());
      ASSERT_LE(estimator.padding_due(now), Prober::kMostBytes);
    }
  }
}

TEST(BandwidthEstimator, SilenceAfterManyPacketsIsAnOutageAndAFewAreNot) {
  BandwidthEstimator estimator;
  const uint16_t base = estimator.next_number();
  Instant now = send(estimator, kStart, 20);
  give(estimator, now, feedback(base, arrivals(0, 20)));
  now = send(estimator, now, 5);
  estimator.handle_timeout(now + 5s);
  EXPECT_FALSE(estimator.outage());
  send(estimator, now, 20);
  estimator.handle_timeout(now + 5s);
  EXPECT_TRUE(estimator.outage());
  EXPECT_LE(estimator.usable_bps(), 100'000u);
  give(estimator, now + 6s, feedback(static_cast<uint16_t>(base + 44), arrivals(6000, 1)));
  EXPECT_FALSE(estimator.outage());
  EXPECT_EQ(estimator.usable_bps(), BandwidthEstimator::kAssumedBps / 2);
}

// Pictures pause during an outage, so that nothing else may be on its way.
TEST(BandwidthEstimator, KnocksOnceASecondDuringAnOutageWhileSomethingIsWanted) {
  BandwidthEstimator estimator;
  const uint16_t base = estimator.next_number();
  Instant now = send(estimator, kStart, 20);
  give(estimator, now, feedback(base, arrivals(0, 20)));
  now = send(estimator, now, 20) + 5s;
  const auto padding_of = [&](Duration time) {
    size_t sent = 0;
    for (const Instant end = now + time; now < end; now += 5ms) {
      estimator.handle_timeout(now);
      if (const size_t due = estimator.padding_due(now); due >= 250) {
        estimator.on_sent(now, due);
        sent += due;
      }
    }
    return sent;
  };
  EXPECT_EQ(padding_of(3s), 0u) << "nothing is wanted";
  ASSERT_TRUE(estimator.outage());
  estimator.set_demand(2'000'000);
  const size_t knocks = padding_of(10s);
  EXPECT_GE(knocks, 10u * 250);
  EXPECT_LE(knocks, 11u * 1000);
}

TEST(SendHistory, FollowsManyWrapsOfNumbersAndOfTime) {
  SendHistory history;
  Instant now = kStart;
  Acknowledged out;
  for (int i = 0; i < 200'000; ++i, now += 50ms) {
    const uint16_t number = history.next_number();
    history.on_sent(now, 100, 0);
    ASSERT_EQ(history.on_received(history.unwrap(number), Duration(now - kStart), out),
              SendHistory::Fate::kReceived);
    ASSERT_EQ(out.sent_at, now);
  }
  EXPECT_EQ(history.on_received(history.unwrap(history.next_number()), 0ms, out),
            SendHistory::Fate::kNeverSent);
  EXPECT_EQ(history.on_missing(history.next() - 5000), SendHistory::Fate::kForgotten);
}

TEST(LossEstimator, TheLinesOwnLossIsNotOurs) {
  LossEstimator loss;
  SeededRandom random(4);
  Instant now = kStart;
  int too_much = 0;
  for (int second = 0; second < 300; ++second, now += 1s) {
    for (int i = 0; i < 100; ++i) random.chance(0.1) ? loss.on_lost() : loss.on_received();
    too_much += loss.poll(now) == LossEstimator::Verdict::kTooMuch;
  }
  EXPECT_LE(too_much, 3);
  EXPECT_NEAR(loss.loss(), 0.1, 0.05);
}

TEST(LossEstimator, LossThatSendingLessCuresIsAnsweredAgainAndAgain) {
  LossEstimator loss;
  Instant now = kStart;
  int too_much = 0;
  for (int second = 0; second < 40; ++second, now += 1s) {
    for (int i = 0; i < 100; ++i) second % 4 == 0 && i < 40 ? loss.on_lost() : loss.on_received();
    too_much += loss.poll(now) == LossEstimator::Verdict::kTooMuch;
  }
  EXPECT_GE(too_much, 8);
}

TEST(Pacer, LetsThroughItsRateAndNoMore) {
  Pacer pacer;
  Instant now = kStart;
  pacer.set_rate(now, 800'000);
  uint64_t sent = 0;
  for (int i = 0; i < 10'000; ++i, now += 1ms) {
    while (pacer.may_send(now)) {
      pacer.on_sent(now, 1200);
      sent += 1200;
    }
    ASSERT_GT(pacer.next_send(), now);
    ASSERT_LE(pacer.next_send(), now + 13ms);
  }
  EXPECT_NEAR(static_cast<double>(sent), 1'000'000, 5'000);
}

TEST(Pacer, WhatLeavesAnywayHoldsUpTheRestForABoundedTime) {
  Pacer pacer;
  pacer.set_rate(kStart, 800'000);
  for (int i = 0; i < 1000; ++i) pacer.on_sent(kStart, 1200);
  EXPECT_LE(pacer.next_send(), kStart + 101ms);
}

}  // namespace
}  // namespace diemcau::congestion
