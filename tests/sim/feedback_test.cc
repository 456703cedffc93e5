// Receivers whose feedback lies: it costs a bounded amount, is counted, and harms nobody else.
#include <gtest/gtest.h>

#include <array>

#include "base/bytes.h"
#include "world.h"

namespace diemcau::sim {
namespace {

// A speaker, one who listens honestly and one who does not.
struct Stage : World {
  Stage() : World(1) {
    add();
    for (int i = 0; i < 2; ++i) add().tell_arrivals(true);
    run(3s);
    tell(speaker().publish_audio(now));
    tell(speaker().publish_video(now, 3));
    for (uint32_t i = 1; i <= 2; ++i) {
      tell(clients[i]->subscribe(speaker().audio(), audio(i)));
      const link::SetSink set = clients[i]->subscribe(speaker().video(), video(i));
      if (i == 2) targeted = set.ssrc;
      tell(set);
    }
    run(5s);
  }
  SimClient& speaker() { return *clients[0]; }
  SimClient& liar() { return *clients[2]; }
  static SinkId audio(uint32_t i) { return SinkId{2 * i}; }
  static SinkId video(uint32_t i) { return SinkId{2 * i + 1}; }

  // For ten seconds, every `interval`, what `lie` writes; the honest one must not notice.
  template <class Lie>
  void lie_for_ten_seconds(Duration interval, Lie&& lie) {
    const size_t sounds = clients[1]->stream(audio(1)).received();
    const size_t pictures = clients[1]->stream(video(1)).received();
    for (Instant end = now + 10s; now < end; run(interval)) lie();
    EXPECT_GE(clients[1]->stream(audio(1)).received() - sounds, 495u);
    EXPECT_GE(clients[1]->stream(video(1)).received() - pictures, 1000u);
    EXPECT_EQ(clients[1]->stream(video(1)).holes(), 0u);
    EXPECT_EQ(clients[1]->stream(video(1)).fault(), "");
    const auto newest = clients[1]->stream(video(1)).newest();
    ASSERT_TRUE(newest.has_value());
    EXPECT_EQ(newest->layer, 2);
    EXPECT_EQ(count_events<link::PeerLost>(), 0u);
  }

  Ssrc targeted;
};

// draft-holmer-rmcat-transport-wide-cc-extensions-01: `count` packets from `base` on, all received.
std::vector<uint8_t> arrivals(uint16_t base, uint8_t count, uint8_t feedback) {
  std::vector<uint8_t> out = {0x8f, 205, 0, 0, 0, 0, 0, 1, 0, 0, 0, 9};
  const auto put = [&](uint32_t value) { out.push_back(static_cast<uint8_t>(value)); };
  put(base >> 8), put(base), put(0), put(count);
  put(0), put(1), put(0), put(feedback);
  put(0x20), put(count);  // a run of small deltas
  out.insert(out.end(), count, 4);
  while (out.size() % 4 != 0) put(0);
  out[3] = static_cast<uint8_t>(out.size() / 4 - 1);
  return out;
}

TEST(LyingFeedback, ArrivalsOfPacketsThatWereNeverSentAreCountedOnly) {
  Stage stage;
  uint8_t number = 0;
  uint16_t base = 0;
  stage.lie_for_ten_seconds(20ms, [&] {
    stage.liar().send_rtcp(stage.now,
                           arrivals(base = static_cast<uint16_t>(base + 9973), 200, ++number));
  });
  EXPECT_GT(stage.shard.counters().false_feedback, 100u);
}

// Receivers with transport-wide numbers are not asked for REMB; one of 0 would stop everything.
TEST(LyingFeedback, ARembOfNothingIsNotHeard) {
  Stage stage;
  const Ssrc ssrc = stage.targeted;
  std::vector<uint8_t> remb = {0x8f, 206, 0,   5,   0,   0,   0, 1, 0, 0,
                               0,    0,   'R', 'E', 'M', 'B', 1, 0, 0, 0};
  for (int shift = 24; shift >= 0; shift -= 8) {
    remb.push_back(static_cast<uint8_t>(ssrc.value >> shift));
  }
  const size_t before = stage.liar().stream(Stage::video(2)).received();
  stage.lie_for_ten_seconds(20ms, [&] { stage.liar().send_rtcp(stage.now, remb); });
  EXPECT_GE(stage.liar().stream(Stage::video(2)).received() - before, 1000u);
  EXPECT_EQ(stage.count_events<link::SinkPaused>(), 0u);
}

TEST(LyingFeedback, AStormOfNacksIsAnsweredWithinBounds) {
  Stage stage;
  std::array<uint8_t, 1200> buffer;
  const uint64_t before = stage.shard.counters().retransmissions_out;
  uint16_t first = 0;
  stage.lie_for_ten_seconds(5ms, [&] {
    std::array<uint16_t, 250> lost;
    for (size_t i = 0; i < lost.size(); ++i) lost[i] = static_cast<uint16_t>(first + i);
    first = static_cast<uint16_t>(first + 125);
    ByteWriter writer(buffer);
    wire::write_nack(writer, Ssrc{1}, stage.targeted, lost);
    stage.liar().send_rtcp(stage.now, writer.written());
  });
  // A thousand a second for each sink, whatever is asked for.
  EXPECT_LE(stage.shard.counters().retransmissions_out - before, 12'000u);
  const auto flight = stage.shard.flight_of(stage.now, stage.liar().id());
  ASSERT_TRUE(flight.has_value());
  EXPECT_TRUE(std::any_of(flight->entries.begin(), flight->entries.end(), [](const auto& one) {
    return one.kind == shard::FlightKind::kNacks && one.x > 10'000;
  }));
}

// Of ssrcs that are another's, or nobody's.
TEST(LyingFeedback, RequestsForStreamsOfOthersDoNothing) {
  Stage stage;
  std::array<uint8_t, 1200> buffer;
  const uint64_t before = stage.shard.counters().retransmissions_out;
  const uint64_t plis = stage.speaker().plis_received();
  stage.lie_for_ten_seconds(10ms, [&] {
    for (const Ssrc target : {stage.speaker().video().layers[0].ssrc, Ssrc{0}, Ssrc{0xffffffff}}) {
      ByteWriter writer(buffer);
      const std::array<uint16_t, 3> lost{1, 2, 3};
      wire::write_nack(writer, Ssrc{1}, target, lost);
      wire::write_pli(writer, Ssrc{1}, target);
      stage.liar().send_rtcp(stage.now, writer.written());
    }
  });
  EXPECT_EQ(stage.shard.counters().retransmissions_out, before);
  EXPECT_EQ(stage.speaker().plis_received(), plis);
}

}  // namespace
}  // namespace diemcau::sim
