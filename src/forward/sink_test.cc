#include "forward/sink.h"

#include <gtest/gtest.h>

#include <set>

#include "base/random.h"
#include "forward/forward_test_support.h"

namespace diemcau::forward {
namespace {

struct Stage {
  explicit Stage(MediaKind kind = MediaKind::kVideo,
                 std::vector<PayloadFormat> source = vp8_formats(),
                 std::vector<PayloadFormat> receiver = {{120, 121, Codec::kVp8, 90000, ""}})
      : track(kind, source), sink({receiver, source, Ssrc{77}, Ssrc{78}}), type(source[0]) {}

  bool put(Layer layer, uint16_t sequence, uint32_t timestamp,
           const std::vector<uint8_t>& payload) {
    const Made made = make_rtp(type.payload_type, sequence, timestamp, true, payload);
    const PacketRef packet = track.handle_rtp(now, layer, made.rtp, pool, refusal);
    return packet && sink.accept(*packet, track, out);
  }
  bool frame(Layer layer, uint16_t number, bool keyframe) {
    return put(layer, number, 3000u * number, vp8_payload(number, true, keyframe));
  }
  int plis() {
    Feedback feedback;
    int count = 0;
    while (track.poll_feedback(now, feedback)) count += feedback.keyframe ? 1 : 0;
    return count;
  }
  uint16_t picture_id() const {
    return static_cast<uint16_t>(load_be16(out.prefix.data() + 2) & 0x7fff);
  }

  Instant now{1s};
  PacketPool pool;
  SourceTrack track;
  Sink sink;
  const PayloadFormat type;
  Refusal refusal = Refusal::kNone;
  Outgoing out;
};

TEST(Sink, WaitsForAKeyframeAndAsksForIt) {
  Stage stage;
  EXPECT_FALSE(stage.frame(Layer::kLow, 1, false));
  EXPECT_EQ(stage.plis(), 1);
  EXPECT_TRUE(stage.frame(Layer::kLow, 2, true));
  EXPECT_EQ(stage.out.header.payload_type, 120);
  EXPECT_EQ(stage.out.header.ssrc, Ssrc{77});
  const uint16_t first = stage.out.header.sequence;
  EXPECT_TRUE(stage.frame(Layer::kLow, 3, false));
  EXPECT_EQ(stage.out.header.sequence, first + 1);
  EXPECT_FALSE(stage.put(Layer::kLow, 1, 3000, vp8_payload(1, true, false)));  // before the start
}

TEST(Sink, ChangesLayersOnAKeyframeWithoutAnyJump) {
  Stage stage;
  stage.sink.select(Layer::kLow, false);
  ASSERT_TRUE(stage.frame(Layer::kLow, 100, true));
  stage.put(Layer::kHigh, 5000, 777'000, vp8_payload(9000, true, false));
  stage.sink.select(Layer::kHigh, false);
  const auto sequence = stage.out.header.sequence;
  const auto picture = stage.picture_id();
  EXPECT_FALSE(stage.put(Layer::kHigh, 5001, 780'000, vp8_payload(9001, true, false)));
  EXPECT_TRUE(stage.frame(Layer::kLow, 101, false));
  const auto timestamp = stage.out.header.timestamp;
  stage.now += 33ms;
  EXPECT_TRUE(stage.put(Layer::kHigh, 5002, 783'000, vp8_payload(9002, true, true)));
  EXPECT_EQ(stage.out.header.sequence, sequence + 2);
  EXPECT_EQ(stage.picture_id(), picture + 2);
  EXPECT_EQ(stage.out.header.timestamp - timestamp, 2970u);  // 33 ms by arrival
  EXPECT_FALSE(stage.frame(Layer::kLow, 102, false));
}

TEST(Sink, AlignsTimestampsBySenderReports) {
  Stage stage;
  const auto ntp = [](uint64_t ms) { return (1000ull << 32) + (ms << 32) / 1000; };
  stage.sink.select(Layer::kLow, false);
  ASSERT_TRUE(stage.put(Layer::kLow, 1, 90'000, vp8_payload(1, true, true)));
  stage.track.handle_sender_report(stage.now, Layer::kLow, {Ssrc{1}, ntp(0), 90'000, 0, 0});
  stage.put(Layer::kHigh, 500, 5'000'000, vp8_payload(7, true, false));
  stage.track.handle_sender_report(stage.now, Layer::kHigh, {Ssrc{2}, ntp(100), 5'009'000, 0, 0});
  stage.sink.select(Layer::kHigh, false);
  stage.now += 500ms;  // arrival says nothing here
  // 5,018,000 is 100 ms after the high layer's report, which is 100 ms after the low layer's.
  ASSERT_TRUE(stage.put(Layer::kHigh, 501, 5'018'000, vp8_payload(8, true, true)));
  EXPECT_NEAR(stage.out.header.timestamp, 90'000 + 18'000, 2);
}

TEST(Sink, AnswersNacksThroughRtxAndNotTooOften) {
  Stage stage;
  ASSERT_TRUE(stage.frame(Layer::kLow, 1, true));
  const uint16_t first = stage.out.header.sequence;
  ASSERT_TRUE(stage.frame(Layer::kLow, 2, false));
  Outgoing again;
  ASSERT_TRUE(stage.sink.handle_nack(stage.now, first, stage.track, again));
  EXPECT_EQ(again.header.payload_type, 121);
  EXPECT_EQ(again.header.ssrc, Ssrc{78});
  EXPECT_EQ(load_be16(again.prefix.data()), first);
  EXPECT_EQ(again.prefix_size, 2 + 4);
  EXPECT_FALSE(stage.sink.handle_nack(stage.now, first, stage.track, again));
  stage.now += 30ms;
  EXPECT_TRUE(stage.sink.handle_nack(stage.now, first, stage.track, again));
  EXPECT_EQ(again.header.sequence, 1);
  EXPECT_FALSE(stage.sink.handle_nack(stage.now, first + 5, stage.track, again));  // not sent yet
  EXPECT_FALSE(stage.sink.handle_nack(stage.now, first - 5, stage.track, again));  // before it all
}

TEST(Sink, AStormOfNacksIsBounded) {
  Stage stage;
  stage.frame(Layer::kLow, 1, true);
  for (uint16_t i = 2; i < 400; ++i) stage.frame(Layer::kLow, i, false);
  Outgoing again;
  const uint16_t last = stage.out.header.sequence;
  size_t answered = 0;
  for (int ms = 0; ms < 1000; ++ms) {
    stage.now += 1ms;
    for (uint16_t i = 0; i < 300; ++i) {
      const auto lost = static_cast<uint16_t>(last - i);
      if (stage.sink.handle_nack(stage.now, lost, stage.track, again)) ++answered;
    }
  }
  EXPECT_LE(answered, 2100u);
}

TEST(Sink, PausesAndComesBackWithAKeyframe) {
  Stage stage;
  ASSERT_TRUE(stage.frame(Layer::kLow, 1, true));
  const uint16_t first = stage.out.header.sequence;
  stage.sink.select(Layer::kHigh, true);
  EXPECT_FALSE(stage.frame(Layer::kLow, 2, true));
  stage.sink.select(Layer::kHigh, false);
  EXPECT_FALSE(stage.frame(Layer::kLow, 3, false));
  EXPECT_EQ(stage.plis(), 1);
  EXPECT_TRUE(stage.frame(Layer::kLow, 4, true));
  EXPECT_EQ(stage.out.header.sequence, first + 1);
  EXPECT_EQ(stage.out.header.timestamp, 12'000u);
}

TEST(Sink, PassesRedOnOrUnwrapsIt) {
  const std::vector<PayloadFormat> red = {{kRedType, std::nullopt, Codec::kRed, 48000, "111/111"},
                                          {kOpusType, std::nullopt, Codec::kOpus, 48000, ""}};
  // One redundant block of two bytes, then the primary of three.
  const std::vector<uint8_t> payload = {0x80 | 111, 0, 0, 2, 111, 1, 2, 7, 8, 9};
  Stage both(MediaKind::kAudio, red, red);
  ASSERT_TRUE(both.put(Layer::kLow, 1, 0, payload));
  EXPECT_EQ(both.out.header.payload_type, kRedType);
  EXPECT_EQ(both.out.tail.size(), payload.size());

  Stage plain(MediaKind::kAudio, red, opus_formats());
  ASSERT_TRUE(plain.put(Layer::kLow, 1, 0, payload));
  EXPECT_EQ(plain.out.header.payload_type, kOpusType);
  EXPECT_EQ(std::vector<uint8_t>(plain.out.tail.begin(), plain.out.tail.end()),
            (std::vector<uint8_t>{7, 8, 9}));

  // The blocks name Opus by a number that this receiver uses for something else.
  std::vector<PayloadFormat> other = red;
  other[1].payload_type = 109;
  Stage renumbered(MediaKind::kAudio, red, other);
  ASSERT_TRUE(renumbered.put(Layer::kLow, 1, 0, payload));
  EXPECT_EQ(renumbered.out.header.payload_type, 109);
  EXPECT_EQ(renumbered.out.tail.size(), 3u);
}

TEST(Sink, SendsNothingThatItsReceiverCannotDecode) {
  Stage stage(MediaKind::kVideo, vp8_formats(), {{98, 99, Codec::kVp9, 90000, ""}});
  EXPECT_FALSE(stage.frame(Layer::kLow, 1, true));
}

// Loss and layer changes by seed (sink_continuity_test.cc has the rest): numbers are used once,
// rise with the source's, and time never steps back.
TEST(Sink, KeepsOneUnbrokenStreamForAThousandSeeds) {
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    SeededRandom random(seed);
    Stage stage;
    std::set<uint16_t> used;
    std::map<uint16_t, uint32_t> timestamps;
    uint16_t numbers[kMaxLayers];
    uint32_t offsets[kMaxLayers];
    for (size_t layer = 0; layer < kMaxLayers; ++layer) {
      numbers[layer] = static_cast<uint16_t>(random.u64());
      offsets[layer] = static_cast<uint32_t>(random.u64());
    }
    uint32_t clock = 0;
    int accepted = 0;
    uint16_t newest = 0;
    for (int step = 0; step < 120; ++step) {
      stage.now += 33ms;
      clock += 2970;
      if (random.chance(0.1)) stage.sink.select(static_cast<Layer>(random.below(3)), false);
      for (size_t layer = 0; layer < kMaxLayers; ++layer) {
        const uint16_t number = numbers[layer]++;
        if (random.chance(0.1)) continue;
        const bool keyframe = random.chance(0.2);
        if (!stage.put(static_cast<Layer>(layer), number, clock + offsets[layer],
                       vp8_payload(number & 0x7fff, true, keyframe))) {
          continue;
        }
        const uint16_t sent = stage.out.header.sequence;
        ASSERT_TRUE(used.insert(sent).second) << "seed " << seed;
        if (accepted++ > 0) {
          ASSERT_GT(wire::sequence_distance(newest, sent), 0) << "seed " << seed;
          ASSERT_GT(wire::timestamp_distance(timestamps[newest], stage.out.header.timestamp), 0)
              << "seed " << seed;
        }
        newest = sent;
        timestamps[sent] = stage.out.header.timestamp;
      }
    }
    ASSERT_GT(accepted, 20) << "seed " << seed;
  }
}

}  // namespace
}  // namespace diemcau::forward
