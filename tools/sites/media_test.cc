// Frames, streams and what they ask for, in virtual time.
#include <gtest/gtest.h>

#include "base/random.h"
#include "frame_tracker.h"
#include "histogram.h"
#include "receive_stream.h"
#include "stamp.h"
#include "vp8_packetizer.h"
#include "wire/rtp_writer.h"

namespace diemcau::sites {
namespace {

constexpr Instant kStart = Instant(10s);
using Packet = FrameTracker::Packet;
constexpr Packet kWhole{.begins = true, .ends = true};
constexpr Packet kKey{.begins = true, .ends = true, .is_keyframe = true};
constexpr Packet kKeyFirst{.begins = true, .is_keyframe = true};
constexpr Packet kLast{.ends = true};
constexpr Packet kMiddle{};
constexpr Packet kPadding{.is_empty = true};

TEST(FrameTracker, NeedsAKeyframeFirst) {
  FrameTracker tracker;
  EXPECT_EQ(tracker.on_packet(kStart, 10, kWhole), 0u);
  EXPECT_EQ(tracker.on_packet(kStart, 11, kKey), 1u);
  EXPECT_EQ(tracker.on_packet(kStart, 12, kWhole), 1u);
  EXPECT_EQ(tracker.frames(), 2u);
}

TEST(FrameTracker, AKeyframeIsWhatAllItsPacketsMake) {
  FrameTracker tracker;
  EXPECT_EQ(tracker.on_packet(kStart, 12, kLast), 0u);
  EXPECT_EQ(tracker.on_packet(kStart, 10, kKeyFirst), 0u);
  EXPECT_EQ(tracker.on_packet(kStart, 11, kMiddle), 1u);
}

TEST(FrameTracker, WaitsForWhatIsMissingAndGoesOn) {
  FrameTracker tracker;
  tracker.on_packet(kStart, 10, kKey);
  EXPECT_EQ(tracker.on_packet(kStart, 12, kWhole), 0u);
  EXPECT_EQ(tracker.on_packet(kStart, 13, kPadding), 0u);
  EXPECT_EQ(tracker.on_packet(kStart, 14, kWhole), 0u);
  EXPECT_EQ(tracker.on_packet(kStart, 11, kWhole), 3u);
  EXPECT_EQ(tracker.skips(), 0u);
}

TEST(FrameTracker, AKeyframeEndsWaiting) {
  FrameTracker tracker;
  tracker.on_packet(kStart, 10, kKey);
  tracker.on_packet(kStart, 12, kWhole);
  EXPECT_EQ(tracker.on_packet(kStart, 13, kKey), 1u);
  EXPECT_EQ(tracker.skips(), 1u);
  EXPECT_EQ(tracker.on_packet(kStart, 11, kWhole), 0u);
}

TEST(FrameTracker, CountsFreezes) {
  FrameTracker tracker;
  tracker.on_packet(kStart, 10, kKey);
  tracker.on_packet(kStart + 200ms, 11, kWhole);
  EXPECT_EQ(tracker.freezes(), 0u);
  tracker.on_packet(kStart + 401ms, 12, kWhole);
  EXPECT_EQ(tracker.freezes(), 1u);
  EXPECT_EQ(tracker.longest_gap(), 201ms);
}

TEST(FrameTracker, AnyOrderWithinAGroupOfPicturesEndsTheSame) {
  for (uint64_t seed = 0; seed < 200; ++seed) {
    SeededRandom random(seed);
    std::vector<std::pair<int64_t, Packet>> packets{{100, kKeyFirst}, {101, kLast}};
    for (int64_t at = 102; at < 120; ++at) {
      packets.push_back({at, at % 3 == 0 ? Packet{.begins = true} : at % 3 == 1 ? kMiddle : kLast});
    }
    for (size_t i = packets.size() - 1; i > 0; --i) std::swap(packets[i], packets[random.below(i)]);
    FrameTracker tracker;
    for (const auto& [sequence, packet] : packets) tracker.on_packet(kStart, sequence, packet);
    EXPECT_EQ(tracker.frames(), 7u) << "seed " << seed;
  }
}

TEST(Histogram, QuantilesAreWithinAThirtySecond) {
  Histogram histogram;
  EXPECT_EQ(histogram.quantile(0.5), 0ms);
  for (int64_t us = 1; us <= 100'000; ++us) histogram.add(microseconds(us));
  for (const double part : {0.01, 0.5, 0.99, 1.0}) {
    const auto value = static_cast<double>(to_us(histogram.quantile(part)));
    EXPECT_NEAR(value / (100'000 * part), 1, 1.0 / 32) << part;
  }
}

TEST(Histogram, HoldsTheExtremes) {
  Histogram histogram;
  histogram.add(-1ms);
  histogram.add(Duration(1000h));
  EXPECT_EQ(histogram.quantile(0), 0us);
  EXPECT_GT(histogram.quantile(1), 1h);
}

// Whole VP8 frames of one packet each, as the packetizer makes them.
class Stream {
 public:
  std::vector<uint8_t> packet(uint16_t sequence, bool is_keyframe, Instant stamped) {
    // RFC 6386 section 9.1: a keyframe's tag, start code and size.
    const std::vector<uint8_t> frame{static_cast<uint8_t>(is_keyframe ? 0x10 : 0x11),
                                     0,
                                     0,
                                     0x9d,
                                     0x01,
                                     0x2a,
                                     0x80,
                                     0x02,
                                     0x68,
                                     0x01};
    packetizer_.begin(frame, {1, stamped});
    Vp8Payload payload;
    packetizer_.next(payload);
    std::vector<uint8_t> out(1500);
    size_t size = wire::write_rtp_header(out,
                                         {.payload_type = 96,
                                          .marker = true,
                                          .sequence = sequence,
                                          .timestamp = sequence * 3000u,
                                          .ssrc = Ssrc{5}},
                                         {});
    for (const Bytes part : {Bytes(payload.descriptor), payload.data}) {
      std::copy(part.begin(), part.end(), out.begin() + static_cast<ptrdiff_t>(size));
      size += part.size();
    }
    out.resize(size);
    return out;
  }
  void deliver(ReceiveStream& stream, Instant now, uint16_t sequence, bool is_keyframe = false) {
    const auto bytes = packet(sequence, is_keyframe, now - 5ms);
    stream.on_packet(now, *wire::parse_rtp(bytes), false);
  }

 private:
  Vp8Packetizer packetizer_{0};
};

struct Feedback {
  std::vector<uint16_t> nacked;
  int plis = 0;
};
Feedback poll(ReceiveStream& stream, Instant now) {
  std::array<uint8_t, 1100> buffer;
  ByteWriter out(buffer);
  stream.poll_feedback(now, Ssrc{1}, out);
  Feedback feedback;
  wire::RtcpReader reader(out.written());
  for (wire::RtcpPacket packet; reader.next(packet);) {
    wire::for_each_nack(packet, [&](uint16_t number) { feedback.nacked.push_back(number); });
    feedback.plis += wire::is_pli(packet) ? 1 : 0;
  }
  return feedback;
}

TEST(ReceiveStream, CountsEachPacketOnceOverTheWrap) {
  ReceiveStream stream(MediaKind::kVideo, Ssrc{5});
  Stream source;
  Instant now = kStart;
  for (const uint16_t sequence : {65534, 65535, 0, 1, 1, 0}) {
    source.deliver(stream, now += 33ms, sequence, sequence == 65534);
  }
  EXPECT_EQ(stream.counters().packets, 4u);
  EXPECT_EQ(stream.counters().duplicates, 2u);
  EXPECT_EQ(stream.counters().lost, 0u);
  EXPECT_EQ(stream.frames().frames(), 4u);
  EXPECT_EQ(stream.latency().count(), 4u);
  EXPECT_NEAR(to_us(stream.latency().quantile(0.5)), 5000, 200);
}

TEST(ReceiveStream, AsksForWhatIsMissingUntilItComes) {
  ReceiveStream stream(MediaKind::kVideo, Ssrc{5});
  Stream source;
  source.deliver(stream, kStart, 10, true);
  source.deliver(stream, kStart, 13);
  EXPECT_EQ(stream.counters().lost, 2u);
  ASSERT_LT(stream.next_timeout(), kStart + 100ms);
  EXPECT_EQ(poll(stream, stream.next_timeout()).nacked, (std::vector<uint16_t>{11, 12}));
  source.deliver(stream, kStart + 60ms, 11);
  source.deliver(stream, kStart + 61ms, 12);
  EXPECT_EQ(stream.counters().lost, 0u);
  EXPECT_EQ(stream.counters().recovered, 2u);
  EXPECT_EQ(stream.counters().nacked, 2u);
  EXPECT_EQ(stream.frames().frames(), 4u);
  EXPECT_EQ(stream.next_timeout(), kNever);
}

TEST(ReceiveStream, AsksForAKeyframeWhenPacketsComeButNoFrame) {
  ReceiveStream stream(MediaKind::kVideo, Ssrc{5});
  Stream source;
  Instant now = kStart;
  int asked = 0;
  for (uint16_t sequence = 0; now <= kStart + 1s; now += 33ms) {
    source.deliver(stream, now, sequence++);
    if (stream.next_timeout() <= now) asked += poll(stream, now).plis;
  }
  EXPECT_EQ(asked, 2);  // after 300 ms, and half a second later
  source.deliver(stream, now, 1000, true);
  EXPECT_EQ(poll(stream, now).plis, 0);
}

TEST(ReceiveStream, SaysNothingWhileNothingComes) {
  ReceiveStream stream(MediaKind::kVideo, Ssrc{5});
  Stream source;
  source.deliver(stream, kStart, 0, true);
  EXPECT_EQ(poll(stream, kStart + 10s).plis, 0);
}

TEST(ReceiveStream, ReportsWhatTheSenderReportSaid) {
  ReceiveStream stream(MediaKind::kVideo, Ssrc{5});
  Stream source;
  source.deliver(stream, kStart, 7, true);
  stream.on_sender_report(kStart, {.ssrc = Ssrc{5}, .ntp = 0x1122334455667788});
  const auto block = stream.report_block(kStart + 500ms);
  EXPECT_EQ(block.ssrc, Ssrc{5});
  EXPECT_EQ(block.last_sr, 0x33445566u);
  EXPECT_EQ(block.delay_since_sr, 32768u);
}

}  // namespace
}  // namespace diemcau::sites
