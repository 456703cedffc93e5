#include "transport/hmac_sha1.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.h"

namespace diemcau::transport {

void hmac_sha1(Bytes key, Bytes data, std::span<uint8_t, wire::kStunIntegritySize> out) {
  unsigned size = 0;
  DIEMCAU_CHECK(HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), data.data(), data.size(),
                     out.data(), &size) != nullptr);
  DIEMCAU_CHECK(size == out.size());
}

}  // namespace diemcau::transport
