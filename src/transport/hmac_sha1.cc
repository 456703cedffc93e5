#include "transport/hmac_sha1.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <memory>

#include "base/check.h"

namespace diemcau::transport {
namespace {

struct FreeMac {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

MacContext make_context() {
  EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  DIEMCAU_CHECK(hmac != nullptr);
  MacContext context(EVP_MAC_CTX_new(hmac));
  EVP_MAC_free(hmac);
  char digest[] = "SHA1";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_END};
  DIEMCAU_CHECK(EVP_MAC_CTX_set_params(context.get(), parameters) == 1);
  return context;
}

}  // namespace

void hmac_sha1(Bytes key, Bytes data, std::span<uint8_t, wire::kStunIntegritySize> out) {
  // Kept, one a thread: to look the algorithm up by its name costs more than to hash a check.
  thread_local const MacContext context = make_context();
  size_t size = 0;
  // A key of no bytes is a key all the same; without a pointer OpenSSL would keep the last one.
  const uint8_t* const key_bytes = key.empty() ? out.data() : key.data();
  DIEMCAU_CHECK(EVP_MAC_init(context.get(), key_bytes, key.size(), nullptr) == 1);
  DIEMCAU_CHECK(EVP_MAC_update(context.get(), data.data(), data.size()) == 1);
  DIEMCAU_CHECK(EVP_MAC_final(context.get(), out.data(), &size, out.size()) == 1);
  DIEMCAU_CHECK(size == out.size());
}

}  // namespace diemcau::transport
