#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.h"
#include "base/random.h"
#include "base/time.h"

// OpenSSL's certificates and keys, as far as an authority of our own needs them. Failures that only
// a lack of memory explains are broken invariants; what is read from files may be anything.
namespace diemcau::http {

struct KeyDeleter {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct CertificateDeleter {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyDeleter>;
using Certificate = std::unique_ptr<X509, CertificateDeleter>;

Key make_key();  // EC P-256
Key parse_key(std::string_view pem);
Certificate parse_certificate(std::string_view pem);  // the first one in the text
std::string to_pem(EVP_PKEY& key);
std::string to_pem(X509& certificate);
std::string to_der(X509& certificate);
std::array<uint8_t, 32> sha256(std::string_view bytes);

struct Validity {
  UnixTime from;
  UnixTime until;
};
Validity validity_of(X509& certificate);

// "DNS:localhost", "IP:192.0.2.1", sorted: what the certificate stands for.
std::vector<std::string> alternative_names(X509& certificate);

struct CertificateRequest {
  std::string common_name;
  Validity validity;
  std::vector<std::string> alternative_names;  // as above; a server's
  bool authority = false;
};

// Signed by `issuer` with `issuer_key`; issuer null: signed by itself.
Certificate make_certificate(const CertificateRequest& request, EVP_PKEY& key, X509* issuer,
                             EVP_PKEY& issuer_key, SecureRandom& random);

}  // namespace diemcau::http
