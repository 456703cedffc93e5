#include "api/secret.h"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace diemcau::api {
namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static_assert(kLetters.size() == 64);
constexpr size_t kSecretLength = 22;  // of 6 bits each

}  // namespace

std::string make_secret(SecureRandom& random) {
  std::array<uint8_t, kSecretLength> raw{};
  random.fill(raw);
  std::string secret;
  for (const uint8_t byte : raw) secret += kLetters[byte % kLetters.size()];
  return secret;
}

bool looks_like_secret(std::string_view text) {
  return text.size() == kSecretLength && text.find_first_not_of(kLetters) == text.npos;
}

std::string hash_of(std::string_view secret) {
  std::array<uint8_t, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const uint8_t*>(secret.data()), secret.size(), digest.data());
  std::string text;
  for (const uint8_t byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace diemcau::api
