#include "forward/source_track.h"

#include <gtest/gtest.h>

#include "forward/forward_test_support.h"

namespace diemcau::forward {
namespace {

struct Track {
  PacketRef put(uint16_t sequence, const std::vector<uint8_t>& payload, bool marker = true) {
    const Made made = make_rtp(kVp8Type, sequence, 3000u * sequence, marker, payload);
    return track.handle_rtp(now, Layer::kLow, made.rtp, pool, refusal);
  }
  PacketRef put(uint16_t sequence) { return put(sequence, vp8_payload(sequence, true, false)); }
  PacketRef put_rtx(uint16_t sequence) {
    std::vector<uint8_t> payload = vp8_payload(sequence, true, false);
    payload.insert(payload.begin(),
                   {static_cast<uint8_t>(sequence >> 8), static_cast<uint8_t>(sequence)});
    const Made made = make_rtp(kRtxType, rtx_sequence++, 3000u * sequence, true, payload);
    return track.handle_rtx(now, Layer::kLow, made.rtp, pool, refusal);
  }
  std::vector<uint16_t> asked() {
    Feedback feedback;
    std::vector<uint16_t> out;
    while (track.poll_feedback(now, feedback)) {
      plis += feedback.keyframe ? 1 : 0;
      const auto lost = feedback.lost_packets();
      out.insert(out.end(), lost.begin(), lost.end());
    }
    return out;
  }

  Instant now{1s};
  PacketPool pool;
  SourceTrack track{MediaKind::kVideo, vp8_formats()};
  Refusal refusal = Refusal::kNone;
  uint16_t rtx_sequence = 0;
  int plis = 0;
};

TEST(SourceTrack, RefusesDuplicatesStrangersAndWhatIsTooOld) {
  Track t;
  EXPECT_TRUE(t.put(1000));
  EXPECT_FALSE(t.put(1000));
  EXPECT_EQ(t.refusal, Refusal::kDuplicate);
  EXPECT_TRUE(t.put(2000));
  EXPECT_FALSE(t.put(1400));
  EXPECT_EQ(t.refusal, Refusal::kDuplicate);
  EXPECT_TRUE(t.put(1600));
  const Made strange = make_rtp(50, 3000, 0, true, {1, 2, 3});
  EXPECT_FALSE(t.track.handle_rtp(t.now, Layer::kLow, strange.rtp, t.pool, t.refusal));
  EXPECT_EQ(t.refusal, Refusal::kUnknownFormat);
  EXPECT_FALSE(t.put(2001, std::vector<uint8_t>(Packet::kMaxPayload + 1)));
  EXPECT_EQ(t.refusal, Refusal::kOversized);
}

TEST(SourceTrack, CompactsPaddingAway) {
  Track t;
  EXPECT_EQ(t.put(10)->sequence, 10);
  EXPECT_FALSE(t.put(11, {}));
  EXPECT_EQ(t.refusal, Refusal::kPadding);
  EXPECT_FALSE(t.put(12, {}));
  EXPECT_EQ(t.put(13)->sequence, 11);
  EXPECT_EQ(t.put(15)->sequence, 13);
  EXPECT_EQ(t.put(14)->sequence, 12);
  // Padding that comes late keeps its place: the numbers behind it are given.
  EXPECT_EQ(t.put(17)->sequence, 15);
  const PacketRef late = t.put(16, {});
  ASSERT_TRUE(late);
  EXPECT_EQ(late->sequence, 14);
  EXPECT_TRUE(late->payload().empty());
}

TEST(SourceTrack, KnowsPaddingThatComesTwice) {
  Track t;
  EXPECT_EQ(t.put(10)->sequence, 10);
  for (uint16_t i = 11; i < 211; ++i) EXPECT_FALSE(t.put(i, {}));
  for (uint16_t i = 11; i < 211; ++i) {
    EXPECT_FALSE(t.put(i, {}));
    EXPECT_EQ(t.refusal, Refusal::kDuplicate);
  }
  EXPECT_FALSE(t.put(10));  // known over a burst longer than the memory of removals
  EXPECT_EQ(t.put(211)->sequence, 11);
}

TEST(SourceTrack, AsksAgainUntilThePacketComesOrIsGivenUp) {
  Track t;
  t.put(1);
  t.put(4);
  EXPECT_TRUE(t.asked().empty());  // it may only be late
  t.now += 10ms;
  EXPECT_EQ(t.asked(), (std::vector<uint16_t>{2, 3}));
  EXPECT_TRUE(t.asked().empty());
  EXPECT_TRUE(t.put_rtx(3));
  EXPECT_FALSE(t.put_rtx(3));
  t.now += 200ms;
  EXPECT_EQ(t.asked(), std::vector<uint16_t>{2});
  EXPECT_EQ(t.plis, 0);
  for (int i = 0; i < 20; ++i) {
    t.now += 100ms;
    t.asked();
  }
  // Given up: only a keyframe helps now.
  EXPECT_GE(t.plis, 1);
  t.now += 1s;
  EXPECT_TRUE(t.asked().empty());
}

TEST(SourceTrack, GivesUpAGapThatIsTooWide) {
  Track t;
  t.put(1);
  t.put(1 + 300);
  t.now += 10ms;
  EXPECT_TRUE(t.asked().empty());
  EXPECT_EQ(t.plis, 1);
}

TEST(SourceTrack, AsksForOneKeyframeUntilItComes) {
  Track t;
  t.put(1);
  for (int receiver = 0; receiver < 100; ++receiver) t.track.want_keyframe(Layer::kLow);
  t.asked();
  EXPECT_EQ(t.plis, 1);
  t.now += 400ms;
  t.asked();
  EXPECT_EQ(t.plis, 1);
  t.now += 100ms;
  t.asked();
  EXPECT_EQ(t.plis, 2);
  t.put(2, vp8_payload(2, true, true));
  t.now += 1s;
  t.asked();
  EXPECT_EQ(t.plis, 2);
  EXPECT_EQ(t.track.next_timeout(), kNever);
}

TEST(SourceTrack, AsksNothingOfAMutedPublisher) {
  Track t;
  t.put(1);
  t.put(5);
  t.track.want_keyframe(Layer::kLow);
  t.track.mute(true);
  t.now += 1s;
  EXPECT_TRUE(t.asked().empty());
  EXPECT_EQ(t.plis, 0);
  EXPECT_EQ(t.track.next_timeout(), kNever);
}

TEST(SourceTrack, TakesALayerForDeadByTheOthers) {
  Track t;
  uint16_t sequence = 0;
  const auto frame = [&](Layer layer) {
    const Made made =
        make_rtp(kVp8Type, sequence, 3000u * sequence, true, vp8_payload(sequence, true, false));
    t.track.handle_rtp(t.now, layer, made.rtp, t.pool, t.refusal);
  };
  for (int i = 0; i < 10; ++i, ++sequence) {
    frame(Layer::kLow);
    frame(Layer::kHigh);
  }
  EXPECT_EQ(t.track.live_layers(), 0b101);
  for (int i = 0; i < 30; ++i, ++sequence) frame(Layer::kLow);
  EXPECT_EQ(t.track.live_layers(), 0b001);
  frame(Layer::kHigh);
  EXPECT_EQ(t.track.live_layers(), 0b101);
}

TEST(SourceTrack, GivesItsPacketsBackToThePool) {
  PacketPool pool;
  {
    SourceTrack track(MediaKind::kVideo, vp8_formats());
    Refusal refusal{};
    for (int i = 0; i < 5000; ++i) {
      const auto number = static_cast<uint16_t>(i);
      const Made made =
          make_rtp(kVp8Type, number, 3000u * number, true, vp8_payload(number, true, false));
      track.handle_rtp(Instant{1s}, Layer::kLow, made.rtp, pool, refusal);
    }
    EXPECT_EQ(pool.in_use(), 512u);
  }
  EXPECT_EQ(pool.in_use(), 0u);
}

TEST(PacketPool, RefusesOverItsBound) {
  PacketPool pool(256);
  std::vector<PacketRef> held;
  for (int i = 0; i < 256; ++i) held.push_back(pool.take());
  EXPECT_TRUE(held.back());
  EXPECT_FALSE(pool.take());
  held.pop_back();
  EXPECT_TRUE(pool.take());
}

TEST(Reception, CountsAsRfc3550Does) {
  Reception reception(90000);
  Instant now{1s};
  for (int64_t i = 0; i < 100; ++i) {
    if (i % 10 != 3) reception.on_packet(now, 65500 + i, static_cast<uint32_t>(i * 900));
    now += 10ms;
  }
  const ReceptionReport first = reception.take_report();
  EXPECT_EQ(first.cumulative_lost, 10);
  EXPECT_EQ(first.fraction_lost, 25);  // a tenth of 256
  EXPECT_EQ(first.highest_sequence, 65599u);
  EXPECT_LE(first.jitter, 1u);
  EXPECT_EQ(reception.take_report().fraction_lost, 0);
}

}  // namespace
}  // namespace diemcau::forward
