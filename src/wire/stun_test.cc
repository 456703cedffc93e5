#include "wire/stun.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <string>
#include <vector>

#include "base/random.h"

namespace diemcau::wire {
namespace {

void hmac_sha1(Bytes key, Bytes data, std::span<uint8_t, kStunIntegritySize> out) {
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), data.data(), data.size(), out.data(),
       nullptr);
}

// RFC 5769 section 2: the short-term password of its examples.
const Bytes kPassword = as_bytes("VOkJxbRl1RmTxUk/WvJxBt");

// RFC 5769 section 2.1.
constexpr uint8_t kRequest[] = {
    0x00, 0x01, 0x00, 0x58, 0x21, 0x12, 0xa4, 0x42, 0xb7, 0xe7, 0xa7, 0x01, 0xbc, 0x34, 0xd6, 0x86,
    0xfa, 0x87, 0xdf, 0xae, 0x80, 0x22, 0x00, 0x10, 0x53, 0x54, 0x55, 0x4e, 0x20, 0x74, 0x65, 0x73,
    0x74, 0x20, 0x63, 0x6c, 0x69, 0x65, 0x6e, 0x74, 0x00, 0x24, 0x00, 0x04, 0x6e, 0x00, 0x01, 0xff,
    0x80, 0x29, 0x00, 0x08, 0x93, 0x2f, 0xf9, 0xb1, 0x51, 0x26, 0x3b, 0x36, 0x00, 0x06, 0x00, 0x09,
    0x65, 0x76, 0x74, 0x6a, 0x3a, 0x68, 0x36, 0x76, 0x59, 0x20, 0x20, 0x20, 0x00, 0x08, 0x00, 0x14,
    0x9a, 0xea, 0xa7, 0x0c, 0xbf, 0xd8, 0xcb, 0x56, 0x78, 0x1e, 0xf2, 0xb5, 0xb2, 0xd3, 0xf2, 0x49,
    0xc1, 0xb5, 0x71, 0xa2, 0x80, 0x28, 0x00, 0x04, 0xe5, 0x7a, 0x3b, 0xcf};

// RFC 5769 section 2.2.
constexpr uint8_t kResponseV4[] = {
    0x01, 0x01, 0x00, 0x3c, 0x21, 0x12, 0xa4, 0x42, 0xb7, 0xe7, 0xa7, 0x01, 0xbc, 0x34, 0xd6, 0x86,
    0xfa, 0x87, 0xdf, 0xae, 0x80, 0x22, 0x00, 0x0b, 0x74, 0x65, 0x73, 0x74, 0x20, 0x76, 0x65, 0x63,
    0x74, 0x6f, 0x72, 0x20, 0x00, 0x20, 0x00, 0x08, 0x00, 0x01, 0xa1, 0x47, 0xe1, 0x12, 0xa6, 0x43,
    0x00, 0x08, 0x00, 0x14, 0x2b, 0x91, 0xf5, 0x99, 0xfd, 0x9e, 0x90, 0xc3, 0x8c, 0x74, 0x89, 0xf9,
    0x2a, 0xf9, 0xba, 0x53, 0xf0, 0x6b, 0xe7, 0xd7, 0x80, 0x28, 0x00, 0x04, 0xc0, 0x7d, 0x4c, 0x96};

// RFC 5769 section 2.3.
constexpr uint8_t kResponseV6[] = {
    0x01, 0x01, 0x00, 0x48, 0x21, 0x12, 0xa4, 0x42, 0xb7, 0xe7, 0xa7, 0x01, 0xbc, 0x34, 0xd6, 0x86,
    0xfa, 0x87, 0xdf, 0xae, 0x80, 0x22, 0x00, 0x0b, 0x74, 0x65, 0x73, 0x74, 0x20, 0x76, 0x65, 0x63,
    0x74, 0x6f, 0x72, 0x20, 0x00, 0x20, 0x00, 0x14, 0x00, 0x02, 0xa1, 0x47, 0x01, 0x13, 0xa9, 0xfa,
    0xa5, 0xd3, 0xf1, 0x79, 0xbc, 0x25, 0xf4, 0xb5, 0xbe, 0xd2, 0xb9, 0xd9, 0x00, 0x08, 0x00, 0x14,
    0xa3, 0x82, 0x95, 0x4e, 0x4b, 0xe6, 0x7b, 0xf1, 0x17, 0x84, 0xc9, 0x7c, 0x82, 0x92, 0xc2, 0x75,
    0xbf, 0xe3, 0xed, 0x41, 0x80, 0x28, 0x00, 0x04, 0xc8, 0xfb, 0x0b, 0x4c};

constexpr TransactionId kTransaction = {0xb7, 0xe7, 0xa7, 0x01, 0xbc, 0x34,
                                        0xd6, 0x86, 0xfa, 0x87, 0xdf, 0xae};

TEST(Stun, ReadsTheRequestOfRfc5769) {
  const auto message = parse_stun(kRequest);
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->message_class, StunClass::kRequest);
  EXPECT_EQ(message->transaction, kTransaction);
  EXPECT_EQ(message->username, "evtj:h6vY");
  EXPECT_EQ(message->priority, 0x6e0001ffu);
  EXPECT_EQ(message->controlled, 0x932ff9b151263b36u);
  EXPECT_FALSE(message->controlling);
  EXPECT_FALSE(message->use_candidate);
  EXPECT_FALSE(message->unknown_required);
  EXPECT_TRUE(message->has_fingerprint);
  EXPECT_TRUE(verify_stun_integrity(kRequest, *message, kPassword, hmac_sha1));
  EXPECT_FALSE(verify_stun_integrity(kRequest, *message, as_bytes("another"), hmac_sha1));
}

void expect_response(Bytes bytes, const SocketAddress& address) {
  const auto message = parse_stun(bytes);
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->message_class, StunClass::kSuccess);
  EXPECT_EQ(message->transaction, kTransaction);
  EXPECT_EQ(message->mapped_address, address);
  EXPECT_TRUE(message->has_fingerprint);
  EXPECT_TRUE(verify_stun_integrity(bytes, *message, kPassword, hmac_sha1));
}

TEST(Stun, ReadsTheResponsesOfRfc5769) {
  expect_response(kResponseV4, SocketAddress::v4(192, 0, 2, 1, 32853));
  expect_response(kResponseV6,
                  SocketAddress::parse("2001:db8:1234:5678:11:2233:4455:6677", 32853).value());
}

TEST(Stun, RefusesEveryTruncation) {
  for (const Bytes whole : {Bytes(kRequest), Bytes(kResponseV4), Bytes(kResponseV6)}) {
    for (size_t size = 0; size < whole.size(); ++size) {
      EXPECT_FALSE(parse_stun(whole.first(size)).ok()) << size;
    }
  }
}

// With the length field made to fit, a cut at an attribute's end is whole but for what is missing.
TEST(Stun, TruncationWithAFittingLengthNeverVerifies) {
  for (size_t size = kStunHeaderSize; size < sizeof kRequest; ++size) {
    std::vector<uint8_t> cut(kRequest, kRequest + size);
    store_be16(&cut[2], static_cast<uint16_t>(size - kStunHeaderSize));
    const auto message = parse_stun(cut);
    if (!message.ok()) continue;
    EXPECT_FALSE(message->has_fingerprint) << size;
    const bool whole_but_fingerprint = size == sizeof kRequest - 8;
    EXPECT_EQ(verify_stun_integrity(cut, *message, kPassword, hmac_sha1), whole_but_fingerprint);
  }
}

TEST(Stun, EveryFlippedBitIsNoticed) {
  for (size_t bit = 0; bit < sizeof kRequest * 8; ++bit) {
    std::vector<uint8_t> bytes(kRequest, kRequest + sizeof kRequest);
    bytes[bit / 8] = static_cast<uint8_t>(bytes[bit / 8] ^ 1 << bit % 8);
    const auto message = parse_stun(bytes);
    const bool sealed = message.ok() && message->has_fingerprint &&
                        verify_stun_integrity(bytes, *message, kPassword, hmac_sha1);
    EXPECT_FALSE(sealed) << bit;
  }
}

// A message by hand: `attributes` behind a Binding request's header.
std::vector<uint8_t> with_attributes(std::initializer_list<uint8_t> attributes) {
  std::vector<uint8_t> bytes(kRequest, kRequest + kStunHeaderSize);
  bytes.insert(bytes.end(), attributes);
  store_be16(&bytes[2], static_cast<uint16_t>(attributes.size()));
  return bytes;
}

TEST(Stun, NamesTheFirstUnknownRequiredAttribute) {
  const auto bytes = with_attributes({0x80, 0x99, 0, 0,              // optional: ignored
                                      0x00, 0x77, 0, 3, 1, 2, 3, 0,  // required
                                      0x00, 0x78, 0, 0});
  const auto message = parse_stun(bytes);
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->unknown_required, 0x0077);
}

TEST(Stun, KnownAttributesHaveTheirSize) {
  EXPECT_EQ(parse_stun(with_attributes({0x00, 0x24, 0, 2, 1, 2, 0, 0})).error(),
            ParseError::kBadLength);
  EXPECT_EQ(parse_stun(with_attributes({0x00, 0x24, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8})).error(),
            ParseError::kBadLength);
  EXPECT_EQ(parse_stun(with_attributes({0x80, 0x29, 0, 4, 1, 2, 3, 4})).error(),
            ParseError::kBadLength);
  EXPECT_EQ(parse_stun(with_attributes({0x00, 0x20, 0, 4, 0, 1, 3, 4})).error(),
            ParseError::kBadValue);
  EXPECT_EQ(parse_stun(with_attributes({0x00, 0x08, 0, 4, 1, 2, 3, 4})).error(),
            ParseError::kBadLength);
}

TEST(Stun, RefusesWhatIsNotABindingMessage) {
  auto bytes = with_attributes({});
  EXPECT_TRUE(parse_stun(bytes).ok());
  bytes[1] = 0x03;  // Allocate
  EXPECT_EQ(parse_stun(bytes).error(), ParseError::kUnsupported);
  bytes[1] = 0x01;
  bytes[4] ^= 1;
  EXPECT_EQ(parse_stun(bytes).error(), ParseError::kBadMagic);
  std::vector<uint8_t> long_one(kMaxStunSize + 4);
  EXPECT_EQ(parse_stun(long_one).error(), ParseError::kOversized);
}

// RFC 8489 section 14.5: what stands behind MESSAGE-INTEGRITY is not covered by it.
TEST(Stun, IgnoresAttributesBehindIntegrity) {
  std::vector<uint8_t> bytes(kRequest, kRequest + sizeof kRequest - 8);
  const uint8_t use_candidate[] = {0x00, 0x25, 0, 0};
  bytes.insert(bytes.end(), use_candidate, use_candidate + 4);
  store_be16(&bytes[2], static_cast<uint16_t>(bytes.size() - kStunHeaderSize));
  const auto message = parse_stun(bytes);
  ASSERT_TRUE(message.ok());
  EXPECT_FALSE(message->use_candidate);
  EXPECT_TRUE(verify_stun_integrity(bytes, *message, kPassword, hmac_sha1));
}

TEST(Stun, FingerprintIsTheLast) {
  std::vector<uint8_t> bytes(kRequest, kRequest + sizeof kRequest);
  bytes.insert(bytes.end(), {0x80, 0x99, 0, 0});
  store_be16(&bytes[2], static_cast<uint16_t>(bytes.size() - kStunHeaderSize));
  EXPECT_EQ(parse_stun(bytes).error(), ParseError::kBadLength);
}

TEST(Stun, WritesWhatItReads) {
  SeededRandom random(1);
  for (int round = 0; round < 500; ++round) {
    TransactionId transaction;
    random.fill(transaction);
    SocketAddress address{.port = static_cast<uint16_t>(random.u64())};
    random.fill(address.ip);
    if (random.chance(0.5)) address = SocketAddress::v4(10, 1, 2, address.ip[0], address.port);
    const auto priority = static_cast<uint32_t>(random.u64());
    const uint64_t tie_breaker = random.u64();
    const std::string sender(random.below(200), 's');
    std::array<uint8_t, kMaxStunSize> buffer;
    StunWriter writer(buffer, static_cast<StunClass>(random.below(4)), transaction);
    writer.username("ufrag", sender);
    writer.priority(priority);
    writer.use_candidate();
    writer.controlling(tie_breaker);
    writer.mapped_address(address);
    const Bytes bytes = writer.finish(kPassword, hmac_sha1);
    const auto message = parse_stun(bytes);
    ASSERT_TRUE(message.ok()) << round;
    EXPECT_EQ(message->transaction, transaction);
    EXPECT_EQ(message->username, "ufrag:" + sender);
    EXPECT_EQ(message->priority, priority);
    EXPECT_TRUE(message->use_candidate);
    EXPECT_EQ(message->controlling, tie_breaker);
    EXPECT_EQ(message->mapped_address, address);
    EXPECT_TRUE(message->has_fingerprint);
    EXPECT_TRUE(verify_stun_integrity(bytes, *message, kPassword, hmac_sha1));
  }
}

TEST(Stun, WritesErrors) {
  std::array<uint8_t, kMaxStunSize> buffer;
  StunWriter writer(buffer, StunClass::kError, kTransaction);
  writer.error(420, "Unknown Attribute");
  writer.unknown_attribute(0x77);
  writer.controlled(7);
  const auto message = parse_stun(writer.finish(kPassword, hmac_sha1));
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->message_class, StunClass::kError);
  EXPECT_EQ(message->error_code, 420);
  EXPECT_EQ(message->controlled, 7u);
}

TEST(Stun, AMessageThatDoesNotFitIsEmpty) {
  std::array<uint8_t, kMaxStunSize> buffer;
  for (size_t size = 0; size < 20 + 12 + 24 + 8; ++size) {
    StunWriter writer(MutableBytes(buffer).first(size), StunClass::kRequest, kTransaction);
    writer.controlling(1);
    EXPECT_TRUE(writer.finish(kPassword, hmac_sha1).empty()) << size;
  }
}

TEST(Stun, SplitsUsernames) {
  const auto name = split_username("evtj:h6vY");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->receiver, "evtj");
  EXPECT_EQ(name->sender, "h6vY");
  EXPECT_FALSE(split_username(""));
  EXPECT_FALSE(split_username(":h6vY"));
  EXPECT_FALSE(split_username("evtj"));
}

TEST(Stun, IsToldFromDtlsAndRtp) {
  EXPECT_TRUE(is_stun(kRequest));
  std::vector<uint8_t> other(kRequest, kRequest + sizeof kRequest);
  other[0] = 22;  // DTLS handshake
  EXPECT_FALSE(is_stun(other));
  other[0] = 0x80;  // RTP
  EXPECT_FALSE(is_stun(other));
}

}  // namespace
}  // namespace diemcau::wire
