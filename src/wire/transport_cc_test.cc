#include "wire/transport_cc.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "base/random.h"

namespace diemcau::wire {
namespace {

constexpr int64_t kLost = kTransportCcNotReceived;

struct Written {
  size_t covered = 0;
  std::vector<uint8_t> bytes;
};
Written write(const std::vector<int64_t>& arrivals, uint16_t base = 0, size_t room = 70000) {
  std::vector<uint8_t> buffer(room);
  ByteWriter out(buffer);
  const TransportCcHeader header{.sender = Ssrc{0x01020304},
                                 .media = Ssrc{0x05060708},
                                 .base_sequence = base,
                                 .feedback_count = 9};
  Written result{write_transport_cc(out, header, arrivals), {}};
  EXPECT_TRUE(out.ok());
  result.bytes.assign(out.written().begin(), out.written().end());
  return result;
}

RtcpPacket only(Bytes bytes) {
  RtcpReader reader(bytes);
  RtcpPacket packet;
  EXPECT_TRUE(reader.next(packet));
  EXPECT_TRUE(reader.ok());
  return packet;
}

std::vector<TransportCcStatus> statuses(TransportCcReader reader) {
  std::vector<TransportCcStatus> all;
  TransportCcStatus status;
  while (reader.next(status)) all.push_back(status);
  return all;
}

// The reference time is cut to 24 bits: compare in its ring.
int64_t in_ring(int64_t ticks) { return ticks & ((int64_t{1} << 32) - 1); }

void expect_reads_back(const Written& written, const std::vector<int64_t>& arrivals,
                       uint16_t base) {
  const auto reader = TransportCcReader::open(only(written.bytes));
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader->header().sender, Ssrc{0x01020304});
  EXPECT_EQ(reader->header().media, Ssrc{0x05060708});
  EXPECT_EQ(reader->header().base_sequence, base);
  EXPECT_EQ(reader->header().feedback_count, 9);
  const auto read = statuses(*reader);
  ASSERT_EQ(read.size(), written.covered);
  for (size_t i = 0; i < read.size(); ++i) {
    EXPECT_EQ(read[i].sequence, static_cast<uint16_t>(base + i));
    ASSERT_EQ(read[i].received, arrivals[i] != kLost) << i;
    if (!read[i].received) continue;
    EXPECT_EQ(in_ring(read[i].arrival_ticks), in_ring(arrivals[i])) << i;
  }
}

TEST(TransportCc, IsWrittenAsTheDraftSays) {
  // Reference time 2 (512 ticks): received at +4, lost, received at +300 (large), +301 (small).
  const auto written = write({516, kLost, 816, 817}, 0x1234);
  const std::vector<uint8_t> expected = {0xaf, 205,  0,    6,  // P, FMT 15, 7 words
                                         1,    2,    3,    4,    5, 6,
                                         7,    8,    0x12, 0x34, 0, 4,  // base, count
                                         0,    0,    2,    9,           // reference, feedback
                                         0xd2, 0x40,                    // 11 01 00 10 01 00 00 00
                                         4,    0x01, 0x2c, 1,           // deltas
                                         0,    2};                      // padding
  EXPECT_EQ(written.bytes, expected);
  EXPECT_EQ(written.covered, 4u);
  expect_reads_back(written, {516, kLost, 816, 817}, 0x1234);
}

TEST(TransportCc, ChoosesChunks) {
  const auto chunk = [](const Written& written) { return load_be16(&written.bytes[20]); };
  EXPECT_EQ(chunk(write(std::vector<int64_t>(100, 0))), 0x2000 | 100);  // run of small
  EXPECT_EQ(chunk(write(std::vector<int64_t>(3, 0))), 0x2000 | 3);      // short run
  std::vector<int64_t> lost(50, kLost);
  EXPECT_EQ(chunk(write(lost)), 50);                                         // run of lost
  EXPECT_EQ(chunk(write({0, kLost, 0, kLost})), 0x8000 | 0b10100000000000);  // one bit
  EXPECT_EQ(chunk(write({0, 1000, kLost})), 0xc000 | 0b01100000000000);      // two bits
}

TEST(TransportCc, ReadsTheFormsThatWeDoNotWrite) {
  // A run of 2 lost, an empty run, a two-bit vector that announces more than the count.
  const std::vector<uint8_t> bytes = {
      0x8f, 205,  0, 7,    0,    0,    0, 1,    0,    0,    0,    2,    0xff,
      0xff, 0,    4, 0xff, 0xff, 0xff, 3, 0x00, 0x02, 0x20, 0x00, 0xe4, 0x00,  // large, small, …
      0xff, 0xff, 7, 0,    0,    0};
  const auto reader = TransportCcReader::open(only(bytes));
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader->header().reference_time, -1);
  const auto read = statuses(*reader);
  ASSERT_EQ(read.size(), 4u);
  EXPECT_FALSE(read[0].received || read[1].received);
  EXPECT_EQ(read[1].sequence, 0);  // over the wrap
  EXPECT_EQ(read[2].arrival_ticks, -257);
  EXPECT_EQ(read[3].arrival_ticks, -250);
}

TEST(TransportCc, RefusesTheReservedSymbolAndNoStatuses) {
  const std::vector<uint8_t> reserved = {0x8f, 205, 0, 5, 0, 0, 0, 1, 0,    0, 0, 2,
                                         0,    0,   0, 1, 0, 0, 0, 3, 0x60, 1, 0, 0};
  EXPECT_EQ(TransportCcReader::open(only(reserved)).error(), ParseError::kBadValue);
  std::vector<uint8_t> none = reserved;
  none[15] = 0;
  EXPECT_EQ(TransportCcReader::open(only(none)).error(), ParseError::kBadValue);
}

std::vector<int64_t> random_arrivals(SeededRandom& random) {
  const double loss = random.chance(0.3) ? 0 : random.unit();
  const uint64_t spread = random.chance(0.5) ? 100 : random.chance(0.5) ? 2000 : 60000;
  std::vector<int64_t> arrivals(1 + random.below(random.chance(0.1) ? 20000 : 300));
  auto now = static_cast<int64_t>(random.below(uint64_t{1} << 34));
  for (int64_t& arrival : arrivals) {
    now += static_cast<int64_t>(random.below(spread)) - (random.chance(0.1) ? 50 : 0);
    arrival = random.chance(loss) ? kLost : now;
  }
  return arrivals;
}

TEST(TransportCc, ComesBackAsWritten) {
  SeededRandom random(5);
  for (int round = 0; round < 2000; ++round) {
    const auto arrivals = random_arrivals(random);
    const auto base = static_cast<uint16_t>(random.u64());
    const auto written = write(arrivals, base);
    ASSERT_GT(written.covered, 0u) << round;
    expect_reads_back(written, arrivals, base);
  }
}

TEST(TransportCc, CoversWhatFitsAndNoMore) {
  SeededRandom random(6);
  for (size_t room = 0; room < 300; ++room) {
    const auto arrivals = random_arrivals(random);
    const auto written = write(arrivals, 7, room);
    EXPECT_LE(written.bytes.size(), room);
    EXPECT_EQ(written.bytes.size() % 4, 0u);
    if (room < 24) {
      EXPECT_EQ(written.covered, 0u);
    }
    EXPECT_EQ(written.covered == 0, written.bytes.empty());
    if (written.covered != 0) expect_reads_back(written, arrivals, 7);
  }
}

TEST(TransportCc, EndsWhereADeltaIsTooLarge) {
  EXPECT_EQ(write({0, 1, 1 + 32767}).covered, 3u);
  EXPECT_EQ(write({0, 1, 1 + 32768}).covered, 2u);
  EXPECT_EQ(write({40000, kLost, 40000 - 32768}).covered, 3u);
  EXPECT_EQ(write({40000, kLost, 40000 - 32769}).covered, 2u);
}

TEST(TransportCc, RefusesEveryTruncationOfItsBody) {
  SeededRandom random(7);
  for (int round = 0; round < 30; ++round) {
    const auto written = write(random_arrivals(random));
    const RtcpPacket whole = only(written.bytes);
    const size_t step = 1 + whole.body.size() / 500;
    for (size_t size = 0; size < whole.body.size(); size += step) {
      const std::vector<uint8_t> cut(whole.body.begin(),
                                     whole.body.begin() + static_cast<ptrdiff_t>(size));
      const RtcpPacket packet{whole.type, whole.count, cut};
      EXPECT_FALSE(TransportCcReader::open(packet).ok()) << size;
    }
    EXPECT_TRUE(TransportCcReader::open(whole).ok());
  }
}

TEST(TransportCc, RefusesOtherPackets) {
  EXPECT_EQ(TransportCcReader::open({RtcpType::kTransportFeedback, 1, {}}).error(),
            ParseError::kBadMagic);
}

}  // namespace
}  // namespace diemcau::wire
