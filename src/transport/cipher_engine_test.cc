#include "transport/cipher_engine.h"

#include <gtest/gtest.h>

#include <vector>

namespace diemcau::transport {
namespace {

class CipherEngineTest : public testing::TestWithParam<CipherEngine> {
 protected:
  void SetUp() override {
    if (!runs_here(GetParam())) GTEST_SKIP() << "not on this CPU";
  }
};

TEST_P(CipherEngineTest, AgreesWithTheReferenceOnEveryShapeOfPacket) {
  EXPECT_TRUE(agrees_with_reference(GetParam()));
}

TEST_P(CipherEngineTest, RefusesEveryDamagedBit) {
  SessionKeys keys;
  keys.cipher[3] = 9;
  auto cipher = make_cipher(GetParam(), SrtpProfile::kAeadAes128Gcm, PacketKind::kRtp, keys);
  const std::vector<uint8_t> header(12, 1);
  const std::vector<uint8_t> plain(37, 2);
  const Bytes piece = plain;
  std::vector<uint8_t> sealed(plain.size() + cipher->tag_size());
  cipher->seal({7, 8}, header, {&piece, 1}, {}, sealed.data());
  size_t size = 0;
  for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::vector<uint8_t> damaged = sealed;
    damaged[bit / 8] ^= static_cast<uint8_t>(1u << (bit % 8));
    EXPECT_FALSE(cipher->open({7, 8}, header, damaged, {}, size)) << bit;
  }
  for (size_t cut = 0; cut < sealed.size(); ++cut) {
    std::vector<uint8_t> part(sealed.begin(), sealed.begin() + static_cast<long>(cut));
    EXPECT_FALSE(cipher->open({7, 8}, header, part, {}, size)) << cut;
  }
  EXPECT_TRUE(cipher->open({7, 8}, header, sealed, {}, size));
  EXPECT_EQ(size, plain.size());
}

// Many keys in turn, as a fan-out has them.
TEST_P(CipherEngineTest, WorksWithManyKeysAtATime) {
  std::vector<std::unique_ptr<Cipher>> ours;
  std::vector<std::unique_ptr<Cipher>> theirs;
  for (uint8_t i = 0; i < 100; ++i) {
    SessionKeys keys;
    keys.cipher.fill(static_cast<uint8_t>(i * 37));
    keys.salt[i % 12] = i;
    constexpr auto kGcm = SrtpProfile::kAeadAes128Gcm;
    ours.push_back(make_cipher(GetParam(), kGcm, PacketKind::kRtp, keys));
    theirs.push_back(make_evp_cipher(kGcm, PacketKind::kRtp, keys));
  }
  const std::vector<uint8_t> header(20, 3);
  const std::vector<uint8_t> plain(1171, 4);
  const Bytes piece = plain;
  std::vector<uint8_t> a(plain.size() + 16);
  std::vector<uint8_t> b(plain.size() + 16);
  for (uint64_t index = 0; index < 300; ++index) {
    ours[index % 100]->seal({1, index << 20}, header, {&piece, 1}, {}, a.data());
    theirs[index % 100]->seal({1, index << 20}, header, {&piece, 1}, {}, b.data());
    ASSERT_EQ(a, b) << index;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, CipherEngineTest,
                         testing::Values(CipherEngine::kEvp, CipherEngine::kVaes),
                         [](const auto& engine) { return to_string(engine.param); });

TEST(CipherEngineChoice, TakesTheFastestThatRunsHere) {
  const auto chosen = choose_engine("auto");
  ASSERT_TRUE(chosen.ok());
  EXPECT_EQ(*chosen, runs_here(CipherEngine::kVaes) ? CipherEngine::kVaes : CipherEngine::kEvp);
  EXPECT_EQ(*choose_engine("evp"), CipherEngine::kEvp);
}

TEST(CipherEngineChoice, SaysWhatThereIs) {
  const auto chosen = choose_engine("rot13");
  ASSERT_FALSE(chosen.ok());
  EXPECT_EQ(chosen.error(), "There is no cipher 'rot13': auto, evp or vaes.");
}

}  // namespace
}  // namespace diemcau::transport
