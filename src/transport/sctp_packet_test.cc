#include "transport/sctp_packet.h"

#include <gtest/gtest.h>

#include <vector>

#include "transport/sctp_chunks.h"
#include "transport/sctp_crc32c.h"
#include "transport/sctp_dcep.h"

namespace diemcau::transport {
namespace {

std::vector<uint8_t> copy(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

std::vector<uint8_t> a_packet() {
  uint8_t buffer[kSctpMaxPacket];
  SctpPacketWriter writer(buffer, kSctpPort, kSctpPort, 0x01020304);
  SctpData data;
  data.tsn = 7;
  data.stream = 2;
  data.ssn = 3;
  data.ppid = 51;
  data.begins = data.ends = true;
  data.payload = as_bytes("hello");
  EXPECT_TRUE(write_data(writer, data));
  EXPECT_TRUE(write_forward_tsn(writer, 9, {{1, 2}, {3, 4}}));
  return copy(writer.finish());
}

// RFC 3720 appendix B.4.
TEST(SctpCrc32c, MatchesTheVectors) {
  std::vector<uint8_t> bytes(32);
  EXPECT_EQ(crc32c(bytes), 0x8a9136aau);
  bytes.assign(32, 0xff);
  EXPECT_EQ(crc32c(bytes), 0x62a8ab43u);
  for (uint8_t i = 0; i < 32; ++i) bytes[i] = i;
  EXPECT_EQ(crc32c(bytes), 0x46dd794eu);
  EXPECT_EQ(crc32c(Bytes(bytes).subspan(5), crc32c(Bytes(bytes).first(5))), 0x46dd794eu);
  EXPECT_EQ(crc32c(as_bytes("123456789")), 0xe3069283u);
}

TEST(SctpPacket, IsReadAsItWasWritten) {
  const auto bytes = a_packet();
  const auto packet = parse_sctp(bytes);
  ASSERT_TRUE(packet.ok());
  EXPECT_EQ(packet->tag, 0x01020304u);
  SctpChunkReader chunks(packet->chunks);
  SctpChunk chunk;
  ASSERT_TRUE(chunks.next(chunk));
  const auto data = parse_data(chunk);
  ASSERT_TRUE(data.ok());
  EXPECT_EQ(data->tsn, 7u);
  EXPECT_EQ(data->ssn, 3u);
  EXPECT_FALSE(data->unordered);
  EXPECT_EQ(as_text(data->payload), "hello");
  ASSERT_TRUE(chunks.next(chunk));
  const auto forward = parse_forward_tsn(chunk.value);
  ASSERT_TRUE(forward.ok());
  ASSERT_EQ(forward->skipped_count(), 2u);
  EXPECT_EQ(forward->at(1).stream, 3);
  EXPECT_EQ(forward->at(1).ssn, 4);
  EXPECT_FALSE(chunks.next(chunk));
  EXPECT_TRUE(chunks.ok());
}

TEST(SctpPacket, IsRefusedWhereverABitWasTurnedOrItWasCut) {
  const auto bytes = a_packet();
  for (size_t at = 0; at < bytes.size(); ++at) {
    auto broken = bytes;
    broken[at] ^= 0x10;
    ASSERT_FALSE(parse_sctp(broken).ok()) << at;
    ASSERT_FALSE(parse_sctp(Bytes(bytes).first(at)).ok()) << at;
  }
}

TEST(SctpChunkReader, StopsWhereALengthIsWrong) {
  for (const uint8_t length : {0, 3, 9, 255}) {
    const uint8_t bytes[] = {0, 0, 0, length, 1, 2, 3, 4};
    SctpChunkReader reader(bytes);
    SctpChunk chunk;
    EXPECT_FALSE(reader.next(chunk)) << int{length};
    EXPECT_FALSE(reader.ok());
  }
}

TEST(SctpPacketWriter, WritesNothingThatDoesNotFit) {
  uint8_t buffer[kSctpHeaderSize + 12];
  SctpPacketWriter writer(buffer, 1, 2, 3);
  EXPECT_EQ(writer.room(), 8u);
  EXPECT_FALSE(writer.add(SctpChunkType::kCookieEcho, 0, as_bytes("123456789")));
  EXPECT_FALSE(writer.has_chunks());
  EXPECT_TRUE(writer.add(SctpChunkType::kCookieEcho, 0, as_bytes("12345678")));
  EXPECT_EQ(writer.room(), 0u);
}

TEST(SctpInitChunk, CarriesItsParametersAndReportsUnknownOnes) {
  uint8_t buffer[kSctpMaxPacket];
  SctpPacketWriter writer(buffer, 1, 2, 3);
  SctpInit init{1, 2, 3, 4, 5};
  const uint8_t unknown[] = {0xc1, 0x23, 0, 6, 'h', 'i'};
  SctpInit asked;
  asked.unrecognized[0] = unknown;
  asked.unrecognized_count = 1;
  init.cookie = as_bytes("cookie");
  ASSERT_TRUE(write_init(writer, SctpChunkType::kInitAck, init, &asked));
  const auto packet = parse_sctp(writer.finish());
  ASSERT_TRUE(packet.ok());
  SctpChunkReader chunks(packet->chunks);
  SctpChunk chunk;
  ASSERT_TRUE(chunks.next(chunk));
  const auto read = parse_init(chunk.value);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->tsn, 5u);
  EXPECT_TRUE(read->forward_tsn);
  EXPECT_TRUE(read->reconfig);
  EXPECT_EQ(as_text(read->cookie), "cookie");
  for (size_t size = 0; size < chunk.value.size(); ++size) {
    const auto cut = parse_init(chunk.value.first(size));
    EXPECT_TRUE(!cut.ok() || cut->cookie.size() <= size);
  }
}

TEST(SctpInitChunk, CollectsWhatItsSenderWantsToHearOf) {
  std::vector<uint8_t> value(16);
  store_be32(&value[0], 1);
  store_be16(&value[8], 1);
  store_be16(&value[10], 1);
  // Skipped silently, skipped and reported, and one that ends it all.
  for (const uint16_t type : {0x8123, 0xc123, 0x0123, 0xc000}) {
    const auto at = value.size();
    value.resize(at + 4);
    store_be16(&value[at], type);
    store_be16(&value[at + 2], 4);
  }
  const auto init = parse_init(value);
  ASSERT_TRUE(init.ok());
  ASSERT_EQ(init->unrecognized_count, 1u);
  EXPECT_EQ(load_be16(init->unrecognized[0].data()), 0xc123);
  EXPECT_FALSE(init->forward_tsn);
}

TEST(SctpSackChunk, IsRefusedWhenItsCountsLie) {
  std::vector<uint8_t> value(12 + 4 * 3);
  store_be16(&value[8], 2);
  store_be16(&value[10], 1);
  EXPECT_TRUE(parse_sack(value).ok());
  for (size_t size = 0; size < value.size(); ++size) {
    EXPECT_FALSE(parse_sack(Bytes(value).first(size)).ok()) << size;
  }
}

TEST(SctpReconfigParameter, ReadsWhatItWrote) {
  const auto value = make_outgoing_reset(4, 5, {6, 7, 8});
  SctpParameterReader parameters(value);
  SctpParameter parameter;
  ASSERT_TRUE(parameters.next(parameter));
  const auto reset = parse_reconfig(parameter);
  ASSERT_TRUE(reset.ok());
  EXPECT_TRUE(reset->is(SctpReconfigType::kOutgoingReset));
  EXPECT_EQ(reset->sequence, 4u);
  EXPECT_EQ(reset->last_tsn, 5u);
  ASSERT_EQ(reset->stream_count(), 3u);
  EXPECT_EQ(reset->stream(2), 8);
  for (size_t size = 0; size < parameter.value.size(); ++size) {
    const auto cut = parse_reconfig({parameter.type, parameter.value.first(size), {}});
    EXPECT_EQ(cut.ok(), size >= 12 && size % 2 == 0) << size;
  }
}

// RFC 8832 section 5.1.
TEST(SctpDcep, OpenIsReadAsItWasWrittenAndRefusedWhenCut) {
  for (const bool ordered : {true, false}) {
    DataChannelOptions options{"_lossy", "p", ordered, 3, std::nullopt};
    const auto bytes = make_dcep_open(options);
    const auto read = parse_dcep_open(bytes);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->label, "_lossy");
    EXPECT_EQ(read->protocol, "p");
    EXPECT_EQ(read->ordered, ordered);
    EXPECT_EQ(read->max_retransmits, 3);
    EXPECT_FALSE(read->lifetime);
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_FALSE(parse_dcep_open(Bytes(bytes).first(size)).ok()) << size;
    }
  }
}

}  // namespace
}  // namespace diemcau::transport
