#include "wire/rtcp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.h"

namespace diemcau::wire {
namespace {

// Runs `write` and returns the bytes.
template <class Write>
std::vector<uint8_t> written(Write&& write) {
  std::vector<uint8_t> buffer(4096);
  ByteWriter out(buffer);
  write(out);
  EXPECT_TRUE(out.ok());
  return {out.written().begin(), out.written().end()};
}

// The only packet of `bytes`.
RtcpPacket only(Bytes bytes) {
  RtcpReader reader(bytes);
  RtcpPacket packet;
  EXPECT_TRUE(reader.next(packet));
  RtcpPacket another;
  EXPECT_FALSE(reader.next(another));
  EXPECT_TRUE(reader.ok());
  return packet;
}

ReportBlock random_block(SeededRandom& random) {
  const auto u32 = [&] { return static_cast<uint32_t>(random.u64()); };
  return {.ssrc = Ssrc{u32()},
          .fraction_lost = static_cast<uint8_t>(u32()),
          .cumulative_lost = static_cast<int32_t>(random.below(1 << 24)) - (1 << 23),
          .highest_sequence = u32(),
          .jitter = u32(),
          .last_sr = u32(),
          .delay_since_sr = u32()};
}

void expect_equal(const ReportBlock& a, const ReportBlock& b) {
  EXPECT_EQ(a.ssrc, b.ssrc);
  EXPECT_EQ(a.fraction_lost, b.fraction_lost);
  EXPECT_EQ(a.cumulative_lost, b.cumulative_lost);
  EXPECT_EQ(a.highest_sequence, b.highest_sequence);
  EXPECT_EQ(a.jitter, b.jitter);
  EXPECT_EQ(a.last_sr, b.last_sr);
  EXPECT_EQ(a.delay_since_sr, b.delay_since_sr);
}

TEST(Rtcp, SenderReportsAreWrittenAsRfc3550Says) {
  const SenderReport report{Ssrc{0x01020304}, 0x1112131415161718, 0x21222324, 5, 6};
  const ReportBlock block{Ssrc{0xa1a2a3a4}, 7, -2, 0x31323334, 8, 0x41424344, 9};
  const auto bytes =
      written([&](ByteWriter& out) { write_sender_report(out, report, std::span(&block, 1)); });
  const std::vector<uint8_t> expected = {
      0x81, 200,  0,    12,                            // V=2, one block, 13 words
      0x01, 0x02, 0x03, 0x04,                          // ssrc
      0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18,  // NTP
      0x21, 0x22, 0x23, 0x24, 0,    0,    0,    5,     // RTP, packets
      0,    0,    0,    6,                             // octets
      0xa1, 0xa2, 0xa3, 0xa4, 7,    0xff, 0xff, 0xfe,  // fraction, cumulative
      0x31, 0x32, 0x33, 0x34, 0,    0,    0,    8,     // highest, jitter
      0x41, 0x42, 0x43, 0x44, 0,    0,    0,    9};    // LSR, DLSR
  EXPECT_EQ(bytes, expected);
}

TEST(Rtcp, ReportsComeBackAsWritten) {
  SeededRandom random(2);
  for (int round = 0; round < 300; ++round) {
    std::vector<ReportBlock> blocks(random.below(32));
    for (ReportBlock& block : blocks) block = random_block(random);
    const SenderReport report{Ssrc{static_cast<uint32_t>(random.u64())}, random.u64(),
                              static_cast<uint32_t>(random.u64()), 1, 2};
    const bool sender = random.chance(0.5);
    const auto bytes = written([&](ByteWriter& out) {
      sender ? write_sender_report(out, report, blocks)
             : write_receiver_report(out, report.ssrc, blocks);
    });
    const RtcpPacket packet = only(bytes);
    EXPECT_EQ(packet.count, blocks.size());
    const auto parsed = parse_sender_report(packet);
    ASSERT_EQ(parsed.ok(), sender);
    if (sender) {
      EXPECT_EQ(parsed->ssrc, report.ssrc);
      EXPECT_EQ(parsed->ntp, report.ntp);
      EXPECT_EQ(parsed->rtp_timestamp, report.rtp_timestamp);
      EXPECT_EQ(parsed->packet_count, 1u);
      EXPECT_EQ(parsed->octet_count, 2u);
    }
    for (size_t i = 0; i < blocks.size(); ++i) {
      const auto block = report_block(packet, i);
      ASSERT_TRUE(block);
      expect_equal(*block, blocks[i]);
    }
    EXPECT_FALSE(report_block(packet, blocks.size()));
  }
}

TEST(Rtcp, AReportTakesThirtyOneBlocksAtMost) {
  const std::vector<ReportBlock> blocks(40);
  const auto bytes = written([&](ByteWriter& out) { write_receiver_report(out, Ssrc{1}, blocks); });
  EXPECT_EQ(only(bytes).count, 31);
  EXPECT_EQ(bytes.size(), 8u + 31 * 24);
}

TEST(Rtcp, CnameEndsWithANullAtEveryLength) {
  for (size_t size = 0; size <= 300; ++size) {
    const std::string name(size, 'n');
    const auto bytes = written([&](ByteWriter& out) { write_cname(out, Ssrc{0x0a0b0c0d}, name); });
    const RtcpPacket packet = only(bytes);
    EXPECT_EQ(packet.type, RtcpType::kSourceDescription);
    EXPECT_EQ(packet.count, 1);
    ASSERT_GE(packet.body.size(), 6u);
    EXPECT_EQ(load_be32(packet.body.data()), 0x0a0b0c0du);
    EXPECT_EQ(packet.body[4], 1);  // CNAME
    const size_t kept = std::min<size_t>(size, 255);
    EXPECT_EQ(packet.body[5], kept);
    const Bytes tail = packet.body.subspan(6 + kept);
    EXPECT_TRUE(tail.size() >= 1 && tail.size() <= 4) << size;
    EXPECT_TRUE(std::all_of(tail.begin(), tail.end(), [](uint8_t byte) { return byte == 0; }));
  }
}

TEST(Rtcp, ByeNamesItsSource) {
  const auto bytes = written([](ByteWriter& out) { write_bye(out, Ssrc{77}); });
  const RtcpPacket packet = only(bytes);
  EXPECT_EQ(bye_source(packet, 0), Ssrc{77});
  EXPECT_FALSE(bye_source(packet, 1));
}

std::vector<uint16_t> nacked(Bytes bytes) {
  std::vector<uint16_t> lost;
  for_each_nack(only(bytes), [&](uint16_t sequence) { lost.push_back(sequence); });
  return lost;
}

TEST(Rtcp, NackIsWrittenAsRfc4585Says) {
  const uint16_t lost[] = {0xfffe, 0xffff, 0x000e, 0x0010};
  const auto bytes = written([&](ByteWriter& out) { write_nack(out, Ssrc{1}, Ssrc{2}, lost); });
  const std::vector<uint8_t> expected = {0x81, 205, 0,    4,    0,    0,    0,    1,    0, 0,
                                         0,    2,   0xff, 0xfe, 0x80, 0x01, 0x00, 0x10, 0, 0};
  EXPECT_EQ(bytes, expected);
  EXPECT_EQ(feedback_target(only(bytes)), Ssrc{2});
}

TEST(Rtcp, NacksComeBackAsWritten) {
  SeededRandom random(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<uint16_t> lost;
    auto sequence = static_cast<uint16_t>(random.u64());
    const uint64_t count = 1 + random.below(100);
    for (uint64_t i = 0; i < count; ++i) {
      lost.push_back(sequence);
      sequence = static_cast<uint16_t>(sequence + 1 + random.below(random.chance(0.8) ? 3 : 200));
    }
    const auto bytes = written([&](ByteWriter& out) { write_nack(out, Ssrc{1}, Ssrc{2}, lost); });
    EXPECT_EQ(nacked(bytes), lost) << round;
  }
}

TEST(Rtcp, NacksKeepTheirOrder) {
  const std::vector<uint16_t> lost = {10, 14, 12, 12, 9, 26, 27};
  const auto bytes = written([&](ByteWriter& out) { write_nack(out, Ssrc{1}, Ssrc{2}, lost); });
  EXPECT_EQ(nacked(bytes), lost);
}

TEST(Rtcp, NothingLostIsNoNack) {
  EXPECT_TRUE(written([](ByteWriter& out) { write_nack(out, Ssrc{1}, Ssrc{2}, {}); }).empty());
}

TEST(Rtcp, KeyframeRequestsAreWrittenAsTheirRfcsSay) {
  const auto pli = written([](ByteWriter& out) { write_pli(out, Ssrc{1}, Ssrc{2}); });
  EXPECT_EQ(pli, (std::vector<uint8_t>{0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2}));
  EXPECT_TRUE(is_pli(only(pli)));
  const auto fir = written([](ByteWriter& out) { write_fir(out, Ssrc{1}, {Ssrc{2}, 200}); });
  EXPECT_EQ(fir, (std::vector<uint8_t>{0x84, 206, 0, 4, 0, 0, 0,   1, 0, 0,
                                       0,    0,   0, 0, 0, 2, 200, 0, 0, 0}));
  const auto entry = fir_entry(only(fir), 0);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->ssrc, Ssrc{2});
  EXPECT_EQ(entry->sequence, 200);
  EXPECT_FALSE(fir_entry(only(fir), 1));
}

TEST(Rtcp, ReadsRemb) {
  // draft-alvestrand-rmcat-remb-03 section 2.2: exponent 3, mantissa 0x3ffff, one ssrc.
  std::vector<uint8_t> bytes = {0x8f, 206, 0,   5,   0,    0,    0,    1,    0, 0, 0, 0,
                                'R',  'E', 'M', 'B', 0x01, 0x0f, 0xff, 0xff, 0, 0, 0, 7};
  EXPECT_EQ(parse_remb(only(bytes)), uint64_t{0x3ffff} << 3);
  bytes[17] = 0xfc;  // exponent 63
  EXPECT_EQ(parse_remb(only(bytes)), UINT64_MAX);
  bytes[12] = 'r';
  EXPECT_FALSE(parse_remb(only(bytes)));
}

TEST(Rtcp, ParsersRefuseOtherTypes) {
  const auto bytes = written([](ByteWriter& out) { write_pli(out, Ssrc{1}, Ssrc{2}); });
  const RtcpPacket packet = only(bytes);
  EXPECT_FALSE(parse_sender_report(packet).ok());
  EXPECT_FALSE(report_block(packet, 0));
  EXPECT_FALSE(fir_entry(packet, 0));
  EXPECT_FALSE(bye_source(packet, 0));
  EXPECT_FALSE(parse_remb(packet));
  for_each_nack(packet, [](uint16_t) { FAIL(); });
}

TEST(Rtcp, WalksACompoundAndStopsAtEveryTruncation) {
  const auto bytes = written([](ByteWriter& out) {
    write_receiver_report(out, Ssrc{1}, {});
    write_cname(out, Ssrc{1}, "site");
    write_pli(out, Ssrc{1}, Ssrc{2});
  });
  const size_t ends[] = {0, 8, 24, 36};
  ASSERT_EQ(bytes.size(), 36u);
  for (size_t size = 0; size <= bytes.size(); ++size) {
    // A copy of the exact size, so that a read past the end is seen by the sanitizer.
    const std::vector<uint8_t> cut(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size));
    RtcpReader reader(cut);
    RtcpPacket packet;
    size_t count = 0;
    while (reader.next(packet)) ++count;
    const bool whole = std::find(std::begin(ends), std::end(ends), size) != std::end(ends);
    EXPECT_EQ(reader.ok(), whole) << size;
    EXPECT_EQ(count, size < 8 ? 0u : size < 24 ? 1u : size < 36 ? 2u : 3u);
  }
}

TEST(Rtcp, ShortBodiesAreRefused) {
  SeededRandom random(4);
  std::vector<uint8_t> body(64);
  random.fill(body);
  for (const RtcpType type : {RtcpType::kSenderReport, RtcpType::kReceiverReport, RtcpType::kBye,
                              RtcpType::kTransportFeedback, RtcpType::kPayloadFeedback}) {
    for (uint8_t count = 0; count < 32; ++count) {
      for (size_t size = 0; size <= body.size(); ++size) {
        const std::vector<uint8_t> cut(body.begin(), body.begin() + static_cast<ptrdiff_t>(size));
        const RtcpPacket packet{type, count, cut};
        EXPECT_EQ(parse_sender_report(packet).ok(), type == RtcpType::kSenderReport && size >= 24);
        EXPECT_EQ(feedback_target(packet).has_value(), size >= 8);
        EXPECT_LE(report_block(packet, 0).has_value(), size >= 28);
        EXPECT_LE(fir_entry(packet, 0).has_value(), size >= 16);
        EXPECT_LE(bye_source(packet, 1).has_value(), size >= 8);
        EXPECT_LE(parse_remb(packet).has_value(), size >= 16);
        size_t asked = 0;
        for_each_nack(packet, [&](uint16_t) { ++asked; });
        EXPECT_LE(asked, 17 * (size / 4));
      }
    }
  }
}

TEST(Rtcp, PaddingIsLeftOut) {
  const std::vector<uint8_t> padded = {0xa1, 203, 0, 2, 0, 0, 0, 9, 0, 0, 0, 4};
  const RtcpPacket packet = only(padded);
  EXPECT_EQ(packet.body.size(), 4u);
  for (const uint8_t padding : {0, 9, 255}) {
    std::vector<uint8_t> wrong = padded;
    wrong.back() = padding;
    RtcpReader reader(wrong);
    RtcpPacket ignored;
    EXPECT_FALSE(reader.next(ignored));
    EXPECT_FALSE(reader.ok());
  }
}

TEST(Rtcp, WritersDoNotFitSmallerBuffers) {
  std::array<uint8_t, 64> buffer;
  for (size_t size = 0; size < 12; ++size) {
    ByteWriter out(MutableBytes(buffer).first(size));
    write_pli(out, Ssrc{1}, Ssrc{2});
    EXPECT_FALSE(out.ok());
  }
}

}  // namespace
}  // namespace diemcau::wire
