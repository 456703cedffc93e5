#include "wire/rtp.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/random.h"
#include "wire/audio_level.h"
#include "wire/rtp_writer.h"

namespace diemcau::wire {
namespace {

using Buffer = std::vector<uint8_t>;

bool equal(Bytes a, Bytes b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

// One CSRC, a one-byte block with padding inside, payload 7 8 9, two bytes of padding.
const Buffer kPacket = {0xb1, 0xe0, 0x12, 0x34, 1,    2,    3, 4,    0xa,  0xb,  0xc, 0xd,
                        0,    0,    0,    5,                                              //
                        0xbe, 0xde, 0,    2,    0x10, 0x55, 0, 0x31, 0x66, 0x77, 0,   0,  //
                        7,    8,    9,    0,    2};

TEST(Rtp, ReadsEveryPartOfAPacket) {
  const auto rtp = parse_rtp(kPacket);
  ASSERT_TRUE(rtp.ok());
  EXPECT_EQ(rtp->payload_type, 0x60);
  EXPECT_TRUE(rtp->marker);
  EXPECT_EQ(rtp->sequence, 0x1234);
  EXPECT_EQ(rtp->timestamp, 0x01020304u);
  EXPECT_EQ(rtp->ssrc, Ssrc{0x0a0b0c0d});
  EXPECT_EQ(rtp->payload_offset, 28);
  EXPECT_EQ(rtp->padding_size, 2);
  EXPECT_TRUE(equal(rtp->payload(), Buffer{7, 8, 9}));
  EXPECT_EQ(rtp->extension_count, 2);
  EXPECT_TRUE(equal(rtp->extension(1), Buffer{0x55}));
  EXPECT_TRUE(equal(rtp->extension(3), Buffer{0x66, 0x77}));
  EXPECT_TRUE(rtp->extension(2).empty());
  EXPECT_TRUE(rtp->extension(0).empty());
}

// Padding counts from the end, so a shorter packet may be whole: then it holds what it says.
TEST(Rtp, TruncationNeverReadsPastTheEnd) {
  for (size_t size = 0; size < kPacket.size(); ++size) {
    const Buffer cut(kPacket.begin(), kPacket.begin() + static_cast<ptrdiff_t>(size));
    const auto rtp = parse_rtp(cut);
    if (size < 28) {
      EXPECT_FALSE(rtp.ok()) << size;
    }
    if (rtp.ok()) {
      EXPECT_EQ(rtp->payload_offset + rtp->payload_size + rtp->padding_size, cut.size());
    }
  }
}

TEST(Rtp, RefusesOtherVersionsAndWrongPadding) {
  Buffer packet = kPacket;
  packet[0] = static_cast<uint8_t>((packet[0] & 0x3f) | 0x40);
  EXPECT_EQ(parse_rtp(packet).error(), ParseError::kBadVersion);
  packet = kPacket;
  packet.back() = 0;
  EXPECT_EQ(parse_rtp(packet).error(), ParseError::kBadValue);
  packet.back() = 6;
  EXPECT_EQ(parse_rtp(packet).error(), ParseError::kBadLength);
  packet.back() = 5;
  EXPECT_EQ(parse_rtp(packet)->payload_size, 0);
}

TEST(Rtp, ReadsTheTwoByteForm) {
  // RFC 8285 section 4.3: an empty value, padding, an id above 14, appbits set.
  const Buffer packet = {0x90, 96, 0, 1, 0, 0, 0, 0,   0, 0,    0,    1,  //
                         0x10, 5,  0, 2, 7, 0, 0, 200, 2, 0xab, 0xcd, 0, 1};
  const auto rtp = parse_rtp(packet);
  ASSERT_TRUE(rtp.ok());
  ASSERT_EQ(rtp->extension_count, 2);
  EXPECT_EQ(rtp->extensions[0].id, 7);
  EXPECT_EQ(rtp->extensions[0].size, 0);
  EXPECT_TRUE(equal(rtp->extension(200), Buffer{0xab, 0xcd}));
  EXPECT_TRUE(equal(rtp->payload(), Buffer{1}));
}

TEST(Rtp, SkipsOtherProfilesAndStopsAtId15) {
  Buffer packet = {0x90, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0xab, 0xcd, 0, 1, 0x10, 1, 0x20, 2, 9};
  EXPECT_EQ(parse_rtp(packet)->extension_count, 0);
  packet[12] = 0xbe;
  packet[13] = 0xde;
  EXPECT_EQ(parse_rtp(packet)->extension_count, 2);
  packet[18] = 0xf0;  // RFC 8285 section 4.2
  EXPECT_EQ(parse_rtp(packet)->extension_count, 1);
  EXPECT_TRUE(equal(parse_rtp(packet)->payload(), Buffer{9}));
}

TEST(Rtp, RefusesAnExtensionLargerThanItsBlock) {
  Buffer packet = {0x90, 96, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0xbe, 0xde, 0, 1, 0x14, 1, 2, 3, 9, 9};
  EXPECT_EQ(parse_rtp(packet).error(), ParseError::kBadLength);
  packet[12] = 0x10;
  packet[13] = 0x00;
  packet[16] = 1;
  packet[17] = 3;
  EXPECT_EQ(parse_rtp(packet).error(), ParseError::kBadLength);
}

TEST(Rtp, IsToldFromRtcp) {
  EXPECT_FALSE(is_rtcp(kPacket));
  EXPECT_TRUE(is_rtcp(Buffer{0x80, 200}));
  EXPECT_TRUE(is_rtcp(Buffer{0x81, 206}));
  EXPECT_FALSE(is_rtcp(Buffer{0x80, 111}));
  EXPECT_FALSE(is_rtcp(Buffer{0x80}));
}

TEST(Rtp, SequencesUnwrapBothWays) {
  SequenceUnwrapper unwrapper;
  EXPECT_EQ(unwrapper.unwrap(65534), 65534);
  EXPECT_EQ(unwrapper.unwrap(1), 65537);
  EXPECT_EQ(unwrapper.unwrap(65535), 65535);
  EXPECT_EQ(unwrapper.unwrap(2), 65538);
  EXPECT_EQ(sequence_distance(65535, 1), 2);
  EXPECT_EQ(timestamp_distance(5, 0xffffffff), -6);
}

// --- Writing -------------------------------------------------------------------------------------

constexpr RtpHeader kHeader{.payload_type = 111,
                            .marker = true,
                            .sequence = 0xfffe,
                            .timestamp = 0x01020304,
                            .ssrc = Ssrc{0x0a0b0c0d}};

Buffer write(const RtpHeader& header, std::span<const ExtensionValue> extensions) {
  Buffer buffer(600);
  buffer.resize(write_rtp_header(buffer, header, extensions));
  return buffer;
}

TEST(RtpWriter, WritesTheOneByteForm) {
  const uint8_t level[] = {0x85};
  const uint8_t sequence[] = {0x12, 0x34};
  const ExtensionValue extensions[] = {{1, level}, {0, sequence}, {14, sequence}};
  EXPECT_EQ(write(kHeader, extensions),
            (Buffer{0x90, 0xef, 0xff, 0xfe, 1,    2,    3,    4,    0xa,  0xb, 0xc, 0xd,
                    0xbe, 0xde, 0,    2,    0x10, 0x85, 0xe1, 0x12, 0x34, 0,   0,   0}));
}

TEST(RtpWriter, WritesTheTwoByteFormForTheWholePacket) {
  const uint8_t level[] = {0x85};
  const uint8_t sequence[] = {0x12, 0x34};
  const ExtensionValue extensions[] = {{1, level}, {15, sequence}};
  EXPECT_EQ(write(kHeader, extensions),
            (Buffer{0x90, 0xef, 0xff, 0xfe, 1, 2, 3,    4,  0xa, 0xb,  0xc,  0xd,
                    0x10, 0x00, 0,    2,    1, 1, 0x85, 15, 2,   0x12, 0x34, 0}));
}

TEST(RtpWriter, LeavesTheBlockOutWithoutExtensions) {
  const uint8_t level[] = {0x85};
  const ExtensionValue none[] = {{0, level}};
  EXPECT_EQ(write(kHeader, {}).size(), kRtpHeaderSize);
  EXPECT_EQ(write(kHeader, none).size(), kRtpHeaderSize);
}

TEST(RtpWriter, WritesWhatItReads) {
  SeededRandom random(8);
  for (int round = 0; round < 1000; ++round) {
    std::vector<Buffer> values(random.below(kMaxExtensions + 1));
    std::vector<ExtensionValue> extensions;
    for (Buffer& value : values) {
      value.resize(random.chance(0.9) ? random.below(17) : random.below(30));
      random.fill(value);
      const uint64_t id = extensions.size() + 1 + (random.chance(0.1) ? 20 : 0);
      extensions.push_back({static_cast<uint8_t>(id), value});
    }
    const Buffer bytes = write(kHeader, extensions);
    const auto rtp = parse_rtp(bytes);
    ASSERT_TRUE(rtp.ok()) << round;
    EXPECT_EQ(rtp->payload_type, kHeader.payload_type);
    EXPECT_TRUE(rtp->marker);
    EXPECT_EQ(rtp->sequence, kHeader.sequence);
    EXPECT_EQ(rtp->timestamp, kHeader.timestamp);
    EXPECT_EQ(rtp->ssrc, kHeader.ssrc);
    EXPECT_EQ(rtp->payload_size, 0);
    ASSERT_EQ(rtp->extension_count, extensions.size()) << round;
    for (size_t i = 0; i < extensions.size(); ++i) {
      const RtpExtension& read = rtp->extensions[i];
      EXPECT_EQ(read.id, extensions[i].id);
      EXPECT_TRUE(equal(Bytes(bytes).subspan(read.offset, read.size), values[i]));
    }
  }
}

TEST(RtpWriter, SizeDependsOnTheSetOfExtensionsOnly) {
  SeededRandom random(9);
  Buffer mid(3);
  Buffer level(1);
  const ExtensionValue extensions[] = {{4, mid}, {9, level}};
  const size_t size = write(kHeader, extensions).size();
  for (int round = 0; round < 100; ++round) {
    random.fill(mid);
    random.fill(level);
    EXPECT_EQ(write(kHeader, extensions).size(), size);
  }
}

TEST(RtpWriter, WhatDoesNotFitIsNotWritten) {
  const Buffer value(16);
  const ExtensionValue extensions[] = {{1, value}};
  const size_t whole = write(kHeader, extensions).size();
  for (size_t size = 0; size < whole; ++size) {
    Buffer buffer(size);
    EXPECT_EQ(write_rtp_header(buffer, kHeader, extensions), 0u);
  }
  const Buffer large(256);
  const ExtensionValue too_large[] = {{1, large}};
  EXPECT_TRUE(write(kHeader, too_large).empty());
}

TEST(AudioLevel, ReadsRfc6464) {
  EXPECT_FALSE(parse_audio_level({}));
  const uint8_t loud[] = {0x80};
  EXPECT_EQ(parse_audio_level(loud)->minus_dbov, 0);
  EXPECT_TRUE(parse_audio_level(loud)->voice);
  const uint8_t silent[] = {0x7f, 0};
  EXPECT_EQ(parse_audio_level(silent)->minus_dbov, 127);
  EXPECT_FALSE(parse_audio_level(silent)->voice);
}

}  // namespace
}  // namespace diemcau::wire
