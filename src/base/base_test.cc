#include <gtest/gtest.h>

#include "base/address.h"
#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"

namespace diemcau {
namespace {

TEST(ByteReader, StaysAtTheEndOnceItRanOut) {
  const uint8_t raw[] = {1, 2, 3, 4, 5};
  ByteReader reader(raw);
  EXPECT_EQ(reader.u16(), 0x0102);
  EXPECT_EQ(reader.u32(), 0u);
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(reader.u8(), 0);
  EXPECT_EQ(reader.remaining(), 0u);
}

TEST(ByteReader, RefusesSizesThatWouldWrap) {
  const uint8_t raw[] = {1, 2, 3};
  ByteReader reader(raw);
  reader.skip(1);
  EXPECT_TRUE(reader.bytes(SIZE_MAX).empty());
  EXPECT_FALSE(reader.ok());
}

TEST(ByteWriter, WritesWhatTheReaderReads) {
  uint8_t raw[18];
  ByteWriter writer(raw);
  writer.u8(1);
  writer.u16(0x0203);
  writer.u24(0x040506);
  writer.u32(0x0708090a);
  writer.u64(0x0b0c0d0e0f101112);
  ASSERT_TRUE(writer.ok());
  for (size_t i = 0; i < sizeof raw; ++i) EXPECT_EQ(raw[i], i + 1);
  writer.u8(0);
  EXPECT_FALSE(writer.ok());
}

TEST(SeededRandom, RepeatsItselfBySeed) {
  SeededRandom one(7);
  SeededRandom two(7);
  SeededRandom other(8);
  const uint64_t first = one.u64();
  EXPECT_EQ(first, two.u64());
  EXPECT_NE(first, other.u64());
}

TEST(SocketAddress, ParsesAndPrintsBothFamilies) {
  EXPECT_EQ(SocketAddress::parse("192.0.2.1", 7882)->to_string(), "192.0.2.1:7882");
  EXPECT_EQ(SocketAddress::parse("2001:db8::1", 443)->to_string(), "[2001:db8::1]:443");
  EXPECT_EQ(*SocketAddress::parse("::ffff:192.0.2.1", 1), SocketAddress::v4(192, 0, 2, 1, 1));
  EXPECT_FALSE(SocketAddress::parse("192.0.2.256", 1).ok());
  EXPECT_FALSE(SocketAddress::parse("localhost", 1).ok());
}

TEST(Path, ATcpConnectionIsAnotherPathThanUdpAndThanTheNextConnection) {
  const Path udp{SocketAddress::v4(192, 0, 2, 1, 7881), SocketAddress::v4(192, 0, 2, 2, 5000)};
  Path tcp = udp;
  tcp.tcp = TcpId{1};
  Path next = udp;
  next.tcp = TcpId{2};
  EXPECT_NE(udp, tcp);
  EXPECT_NE(tcp, next);
  EXPECT_NE(std::hash<Path>{}(udp), std::hash<Path>{}(tcp));
}

TEST(Result, HoldsOneSide) {
  Result<int> good = 3;
  Result<int> bad = Err{ParseError::kTruncated};
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(*good, 3);
  EXPECT_FALSE(bad.ok());
  EXPECT_EQ(bad.error(), ParseError::kTruncated);
}

}  // namespace
}  // namespace diemcau
