#include "transport/srtp.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/random.h"

namespace diemcau::transport {
namespace {

std::vector<uint8_t> hex(std::string_view text) {
  std::vector<uint8_t> bytes;
  std::string digits;
  for (const char c : text) {
    if (c == ' ') continue;
    digits += c;
    if (digits.size() == 2) {
      bytes.push_back(static_cast<uint8_t>(std::stoi(digits, nullptr, 16)));
      digits.clear();
    }
  }
  return bytes;
}

template <size_t kSize>
std::array<uint8_t, kSize> hex_array(std::string_view text) {
  const auto bytes = hex(text);
  std::array<uint8_t, kSize> array{};
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

TEST(KeyDerivation, MatchesRfc3711AppendixB3) {
  const MasterKey master{hex_array<16>("E1F97A0D3E018BE0D64FA32C06DE4139"),
                         hex_array<14>("0EC675AD498AFEEBB6960B3AABE6")};
  const SessionKeys keys =
      derive_session_keys(SrtpProfile::kAes128CmHmacSha1_80, PacketKind::kRtp, master);
  EXPECT_EQ(keys.cipher, hex_array<16>("C61E7A93744F39EE10734AFE3FF7A087"));
  EXPECT_EQ(keys.salt, hex_array<14>("30CBBC08863D8C85D49DB34A9AE1"));
  EXPECT_EQ(keys.authentication, hex_array<20>("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
}

TEST(CounterCipher, MatchesRfc3711AppendixB2) {
  SessionKeys keys;
  keys.cipher = hex_array<16>("2B7E151628AED2A6ABF7158809CF4F3C");
  keys.salt = hex_array<14>("F0F1F2F3F4F5F6F7F8F9FAFBFCFD");
  auto cipher = make_evp_cipher(SrtpProfile::kAes128CmHmacSha1_80, PacketKind::kRtp, keys);
  const std::vector<uint8_t> zeros(32);
  std::vector<uint8_t> out(64);
  const Bytes plaintext(zeros);
  EXPECT_EQ(cipher->seal({0, 0}, {}, {&plaintext, 1}, {}, out.data()), 42u);
  out.resize(32);
  EXPECT_EQ(out, hex("E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB"));
}

TEST(GcmCipher, MatchesRfc7714Section16) {
  SessionKeys keys;
  keys.cipher = hex_array<16>("000102030405060708090a0b0c0d0e0f");
  keys.salt = hex_array<14>("517569642070726f2071756f");
  auto cipher = make_evp_cipher(SrtpProfile::kAeadAes128Gcm, PacketKind::kRtp, keys);
  const auto header = hex("8040f17b 8041f8d3 5501a0b2");
  const auto plain =
      hex("47616c6c 69612065 7374206f 6d6e6973 20646976 69736120 696e2070 61727465 73207472 6573");
  const auto expected =
      hex("f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f 42a5f47a 51c7d19b 36de3adf 8833"
          "899d7f27 beb16a91 52cf765e e4390cce");
  // Cut in three, as a patched descriptor, a shared tail and padding come.
  const Bytes parts[] = {Bytes(plain).first(3), Bytes(plain).subspan(3, 30),
                         Bytes(plain).subspan(33)};
  std::vector<uint8_t> out(plain.size() + 16);
  EXPECT_EQ(cipher->seal({0x5501a0b2, 0xf17b}, header, parts, {}, out.data()), out.size());
  EXPECT_EQ(out, expected);
  size_t size = 0;
  ASSERT_TRUE(cipher->open({0x5501a0b2, 0xf17b}, header, out, {}, size));
  EXPECT_EQ(std::vector<uint8_t>(out.begin(), out.begin() + static_cast<long>(size)), plain);
}

MasterKey some_master(uint64_t seed) {
  SeededRandom random(seed);
  MasterKey master;
  random.fill(master.key);
  random.fill(master.salt);
  return master;
}

std::vector<uint8_t> rtp_header(uint16_t sequence, uint32_t ssrc) {
  std::vector<uint8_t> header(12);
  header[0] = 0x80;
  header[1] = 96;
  store_be16(&header[2], sequence);
  store_be32(&header[8], ssrc);
  return header;
}

class SrtpTest : public testing::TestWithParam<SrtpProfile> {
 protected:
  std::vector<uint8_t> protect(uint16_t sequence, uint32_t ssrc = 7, size_t payload_size = 50) {
    std::vector<uint8_t> out = rtp_header(sequence, ssrc);
    out.resize(12 + payload_size + kMaxSrtpOverhead);
    const std::vector<uint8_t> payload(payload_size, static_cast<uint8_t>(sequence));
    const Bytes plaintext(payload);
    out.resize(sender.protect_rtp(out, 12, {&plaintext, 1}));
    return out;
  }
  // One packet of each of `count` streams.
  bool opens_a_stream_each(uint32_t first_ssrc, size_t count) {
    for (uint32_t ssrc = first_ssrc; ssrc < first_ssrc + count; ++ssrc) {
      auto packet = protect(1, ssrc);
      sender.forget(Ssrc{ssrc});  // it has fewer places than this test has streams
      if (!receiver.unprotect_rtp(packet).ok()) return false;
    }
    return true;
  }

  SrtpSender sender{GetParam(), some_master(1)};
  SrtpReceiver receiver{GetParam(), some_master(1)};
};

TEST_P(SrtpTest, OpensWhatWasProtectedOverSeveralRolloversWithLoss) {
  SeededRandom random(3);
  for (uint32_t i = 65000; i < 65000 + 4 * 65536;
       i += 1 + static_cast<uint32_t>(random.below(90))) {
    auto packet = protect(static_cast<uint16_t>(i));
    if (random.chance(0.3)) continue;
    const auto opened = receiver.unprotect_rtp(packet);
    ASSERT_TRUE(opened.ok()) << i << " " << to_string(opened.error());
    ASSERT_EQ(opened->size(), 62u);
    ASSERT_EQ((*opened)[12], static_cast<uint8_t>(i));
  }
}

TEST_P(SrtpTest, DropsReplaysAndOpensLateOnes) {
  auto late = protect(10);
  auto first = protect(11);
  auto again = first;
  EXPECT_TRUE(receiver.unprotect_rtp(first).ok());
  EXPECT_EQ(receiver.unprotect_rtp(again).error(), SrtpError::kReplayed);
  auto late_again = late;
  EXPECT_TRUE(receiver.unprotect_rtp(late).ok());
  EXPECT_EQ(receiver.unprotect_rtp(late_again).error(), SrtpError::kReplayed);
  auto far = protect(static_cast<uint16_t>(11 + ReplayWindow::kSize + 1));
  EXPECT_TRUE(receiver.unprotect_rtp(far).ok());
}

TEST_P(SrtpTest, RefusesEveryFlippedBitAndEveryTruncation) {
  const auto good = protect(1);
  for (size_t bit = 0; bit < good.size() * 8; ++bit) {
    auto bad = good;
    bad[bit / 8] ^= static_cast<uint8_t>(1 << (bit % 8));
    EXPECT_FALSE(receiver.unprotect_rtp(bad).ok()) << bit;
  }
  for (size_t size = 0; size < good.size(); ++size) {
    auto bad = good;
    EXPECT_FALSE(receiver.unprotect_rtp(MutableBytes(bad).first(size)).ok()) << size;
  }
  auto copy = good;
  EXPECT_TRUE(receiver.unprotect_rtp(copy).ok());
}

TEST_P(SrtpTest, ForgedPacketsTakeNoStateAndSourcesAreBounded) {
  SrtpSender forger(GetParam(), some_master(2));
  for (uint32_t ssrc = 1; ssrc < 1000; ++ssrc) {
    std::vector<uint8_t> out = rtp_header(1, ssrc);
    out.resize(100);
    const std::vector<uint8_t> payload(20);
    const Bytes plaintext(payload);
    const size_t size = forger.protect_rtp(out, 12, {&plaintext, 1});
    if (size == 0) break;
    EXPECT_EQ(receiver.unprotect_rtp(MutableBytes(out).first(size)).error(),
              SrtpError::kAuthentication);
  }
  EXPECT_TRUE(opens_a_stream_each(0, SrtpReceiver::kMaxStreams));
  auto one_more = protect(1, 5000);
  EXPECT_EQ(receiver.unprotect_rtp(one_more).error(), SrtpError::kTooManySources);
}

TEST_P(SrtpTest, ASilentStreamGivesItsPlaceToANewOne) {
  ASSERT_TRUE(opens_a_stream_each(0, SrtpReceiver::kMaxStreams));
  for (uint16_t i = 2; i < 2 + SrtpReceiver::kIdlePackets; ++i) {
    auto packet = protect(i, 0);
    ASSERT_TRUE(receiver.unprotect_rtp(packet).ok()) << i;
  }
  auto old = protect(2, 1);
  auto again = old;
  ASSERT_TRUE(receiver.unprotect_rtp(old).ok());  // stream 1 is heard of again, 2 is the stalest
  auto fresh = protect(1, 5000);
  EXPECT_TRUE(receiver.unprotect_rtp(fresh).ok());
  EXPECT_EQ(receiver.unprotect_rtp(again).error(), SrtpError::kReplayed);
  auto speaking = protect(9000, 0);
  EXPECT_TRUE(receiver.unprotect_rtp(speaking).ok());
}

TEST_P(SrtpTest, RtcpRoundTripReplayAndDamage) {
  std::vector<uint8_t> report(28, 0x55);
  report[0] = 0x80;
  report[1] = 200;
  std::vector<uint8_t> out(100);
  out.resize(sender.protect_rtcp(report, out));
  for (size_t i = 0; i < out.size(); ++i) {
    auto bad = out;
    bad[i] ^= 1;
    EXPECT_FALSE(receiver.unprotect_rtcp(bad).ok()) << i;
  }
  auto again = out;
  const auto opened = receiver.unprotect_rtcp(out);
  ASSERT_TRUE(opened.ok());
  EXPECT_EQ(std::vector<uint8_t>(opened->begin(), opened->end()), report);
  EXPECT_EQ(receiver.unprotect_rtcp(again).error(), SrtpError::kReplayed);
}

INSTANTIATE_TEST_SUITE_P(Profiles, SrtpTest,
                         testing::Values(SrtpProfile::kAeadAes128Gcm,
                                         SrtpProfile::kAes128CmHmacSha1_80),
                         [](const auto& tested) {
                           return tested.param == SrtpProfile::kAeadAes128Gcm ? "Gcm" : "CmSha1";
                         });

}  // namespace
}  // namespace diemcau::transport
