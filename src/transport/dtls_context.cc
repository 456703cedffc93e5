#include "transport/dtls_context.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

namespace diemcau::transport {
namespace {

constexpr long kCertificateDays = 30;
constexpr long kClockSkewSeconds = 24L * 3600;

// RFC 5764 section 4.1.2 and RFC 7714 section 14.2; the server's order decides.
constexpr char kSrtpProfiles[] = "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";
constexpr char kCiphers[] =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-SHA:"
    "ECDHE-RSA-AES128-SHA";

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Certificate = std::unique_ptr<X509, FreeCertificate>;

Certificate make_certificate(EVP_PKEY* key) {
  Certificate certificate(X509_new());
  uint8_t serial[8];
  DIEMCAU_CHECK(X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  DIEMCAU_CHECK(RAND_bytes(serial, sizeof serial) == 1);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), load_be64(serial));
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kClockSkewSeconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kCertificateDays * 24 * 3600);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("diemcau"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_set_pubkey(certificate.get(), key);
  DIEMCAU_CHECK(X509_sign(certificate.get(), key, EVP_sha256()) > 0);
  return certificate;
}

// The certificate itself proves nothing: the fingerprint that signalling named is compared after
// the handshake.
int accept_any(int, X509_STORE_CTX*) { return 1; }

void configure(SSL_CTX* context) {
  DIEMCAU_CHECK(SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) == 1);
  DIEMCAU_CHECK(SSL_CTX_set_cipher_list(context, kCiphers) == 1);
  // 0 is success for this function alone.
  DIEMCAU_CHECK(SSL_CTX_set_tlsext_use_srtp(context, kSrtpProfiles) == 0);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  SSL_CTX_set_cert_verify_callback(
      context, [](X509_STORE_CTX* store, void*) { return accept_any(1, store); }, nullptr);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_QUERY_MTU | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context, 1);  // one datagram may hold several records
}

}  // namespace

std::string to_text(const Fingerprint& fingerprint) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string text;
  for (const uint8_t byte : fingerprint) {
    if (!text.empty()) text += ':';
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

DtlsContext::DtlsContext(CipherEngine engine)
    : engine_(engine), context_(SSL_CTX_new(DTLS_method())) {
  DIEMCAU_CHECK(context_ != nullptr);
  configure(context_.get());
  const Key key(EVP_EC_gen("P-256"));
  DIEMCAU_CHECK(key != nullptr);
  const Certificate certificate = make_certificate(key.get());
  DIEMCAU_CHECK(SSL_CTX_use_certificate(context_.get(), certificate.get()) == 1);
  DIEMCAU_CHECK(SSL_CTX_use_PrivateKey(context_.get(), key.get()) == 1);
  unsigned size = 0;
  DIEMCAU_CHECK(X509_digest(certificate.get(), EVP_sha256(), fingerprint_.data(), &size) == 1);
}

}  // namespace diemcau::transport
