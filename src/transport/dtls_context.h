#pragma once

#include <openssl/ssl.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "transport/cipher_engine.h"

namespace diemcau::transport {

using Fingerprint = std::array<uint8_t, 32>;  // SHA-256 of a DER certificate

// "AB:CD:…", as a=fingerprint carries it (RFC 8122).
std::string to_text(const Fingerprint& fingerprint);

// A self-signed ECDSA P-256 certificate, made at start, OpenSSL's settings and the choice of a
// cipher that all connections of the process share. Immutable once made; may be used by several
// shards at once.
class DtlsContext {
 public:
  // `engine`: who encrypts the media of its connections.
  explicit DtlsContext(CipherEngine engine = fastest_engine());

  const Fingerprint& fingerprint() const { return fingerprint_; }
  CipherEngine cipher_engine() const { return engine_; }
  SSL_CTX* ssl_context() const { return context_.get(); }

 private:
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  const CipherEngine engine_;
  std::unique_ptr<SSL_CTX, Free> context_;
  Fingerprint fingerprint_{};
};

}  // namespace diemcau::transport
