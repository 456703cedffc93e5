#include "livekit/webhook.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

#include "base/bytes.h"
#include "base/check.h"

namespace diemcau::livekit {
namespace {

constexpr int64_t kLifetimeMs = 5 * 60 * 1000;

std::string sha256_base64(std::string_view body) {
  std::array<uint8_t, SHA256_DIGEST_LENGTH> digest{};
  unsigned size = digest.size();
  DIEMCAU_CHECK(EVP_Digest(body.data(), body.size(), digest.data(), &size, EVP_sha256(), nullptr) ==
                1);
  // Four characters for three octets, and the zero that OpenSSL writes behind them.
  std::array<uint8_t, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> text{};
  const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
  return std::string(as_text(Bytes(text).first(static_cast<size_t>(length))));
}

}  // namespace

std::string webhook_token(std::string_view body, const std::string& api_key,
                          std::string_view secret, UnixTime now) {
  Grants grants;
  grants.api_key = api_key;
  grants.sha256 = sha256_base64(body);
  grants.not_before = now;
  grants.expires = UnixTime{now.ms + kLifetimeMs};
  return create_token(grants, secret);
}

}  // namespace diemcau::livekit
