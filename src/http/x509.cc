#include "http/x509.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>

#include "base/check.h"

namespace diemcau::http {
namespace {

struct BioDeleter {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
struct NamesDeleter {
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
};
struct ExtensionDeleter {
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
struct NumberDeleter {
  void operator()(BIGNUM* number) const { BN_free(number); }
};
using Memory = std::unique_ptr<BIO, BioDeleter>;

Memory reader_of(std::string_view text) {
  return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<size_t>(size)};
}

// RFC 5280, section 4.1.2.2: positive, at most 20 octets.
void set_serial(X509& certificate, SecureRandom& random) {
  std::array<uint8_t, 16> raw;
  random.fill(raw);
  raw[0] = (raw[0] & 0x7f) | 0x40;
  const std::unique_ptr<BIGNUM, NumberDeleter> number(BN_bin2bn(raw.data(), raw.size(), nullptr));
  DIEMCAU_CHECK(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr);
}

void add_name_part(X509_NAME* name, const char* field, const std::string& value) {
  DIEMCAU_CHECK(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                           reinterpret_cast<const unsigned char*>(value.data()),
                                           static_cast<int>(value.size()), -1, 0) == 1);
}

void set_subject(X509& certificate, const std::string& common_name) {
  constexpr size_t kLongestName = 64;  // RFC 5280, appendix A: ub-common-name
  X509_NAME* name = X509_get_subject_name(&certificate);
  add_name_part(name, "O", "diemcau");
  add_name_part(name, "CN", common_name.substr(0, kLongestName));
}

void set_validity(X509& certificate, const Validity& validity) {
  const time_t from = validity.from.ms / 1000;
  const time_t until = validity.until.ms / 1000;
  DIEMCAU_CHECK(ASN1_TIME_adj(X509_getm_notBefore(&certificate), from, 0, 0) != nullptr);
  DIEMCAU_CHECK(ASN1_TIME_adj(X509_getm_notAfter(&certificate), until, 0, 0) != nullptr);
}

void add_extension(X509& certificate, X509* issuer, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer != nullptr ? issuer : &certificate, &certificate, nullptr,
                 nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, ExtensionDeleter> extension(
      X509V3_EXT_conf_nid(nullptr, &context, nid, value));
  DIEMCAU_CHECK(extension != nullptr && X509_add_ext(&certificate, extension.get(), -1) == 1);
}

GENERAL_NAME* make_general_name(std::string_view name) {
  const bool is_address = name.starts_with("IP:");
  const std::string value(name.substr(name.find(':') + 1));
  return a2i_GENERAL_NAME(nullptr, nullptr, nullptr, is_address ? GEN_IPADD : GEN_DNS,
                          value.c_str(), 0);
}

void add_alternative_names(X509& certificate, const std::vector<std::string>& names) {
  const std::unique_ptr<GENERAL_NAMES, NamesDeleter> list(GENERAL_NAMES_new());
  for (const std::string& name : names) {
    GENERAL_NAME* entry = make_general_name(name);
    DIEMCAU_CHECK(entry != nullptr && sk_GENERAL_NAME_push(list.get(), entry) > 0);
  }
  DIEMCAU_CHECK(X509_add1_ext_i2d(&certificate, NID_subject_alt_name, list.get(), 0, 0) == 1);
}

void add_extensions(X509& certificate, X509* issuer, const CertificateRequest& request) {
  add_extension(certificate, issuer, NID_subject_key_identifier, "hash");
  if (request.authority) {
    add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
    return;
  }
  add_extension(certificate, issuer, NID_authority_key_identifier, "keyid:always");
  add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature");
  add_extension(certificate, issuer, NID_ext_key_usage, "serverAuth");
  add_alternative_names(certificate, request.alternative_names);
}

UnixTime to_unix_time(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
  return {static_cast<int64_t>(timegm(&parts)) * 1000};
}

std::string octets_of(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<size_t>(ASN1_STRING_length(text))};
}

std::string address_text(const std::string& octets) {
  SocketAddress address;
  if (octets.size() == 16) std::copy(octets.begin(), octets.end(), address.ip.begin());
  if (octets.size() == 4) {
    address = SocketAddress::v4(0, 0, 0, 0, 0);
    std::copy(octets.begin(), octets.end(), address.ip.begin() + 12);
  }
  return address.ip_string();
}

}  // namespace

Key make_key() {
  Key key(EVP_EC_gen("P-256"));
  DIEMCAU_CHECK(key != nullptr);
  return key;
}

Key parse_key(std::string_view pem) {
  // Without a passphrase: OpenSSL would otherwise ask for it on the terminal.
  const auto no_passphrase = [](char*, int, int, void*) { return 0; };
  Key key(PEM_read_bio_PrivateKey(reader_of(pem).get(), nullptr, no_passphrase, nullptr));
  ERR_clear_error();
  return key;
}

Certificate parse_certificate(std::string_view pem) {
  Certificate certificate(PEM_read_bio_X509(reader_of(pem).get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  return certificate;
}

std::string to_pem(EVP_PKEY& key) {
  const Memory out(BIO_new(BIO_s_mem()));
  DIEMCAU_CHECK(
      PEM_write_bio_PKCS8PrivateKey(out.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return text_of(out.get());
}

std::string to_pem(X509& certificate) {
  const Memory out(BIO_new(BIO_s_mem()));
  DIEMCAU_CHECK(PEM_write_bio_X509(out.get(), &certificate) == 1);
  return text_of(out.get());
}

std::string to_der(X509& certificate) {
  const Memory out(BIO_new(BIO_s_mem()));
  DIEMCAU_CHECK(i2d_X509_bio(out.get(), &certificate) == 1);
  return text_of(out.get());
}

std::array<uint8_t, 32> sha256(std::string_view bytes) {
  std::array<uint8_t, 32> digest;
  DIEMCAU_CHECK(
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1);
  return digest;
}

Validity validity_of(X509& certificate) {
  return {to_unix_time(X509_get0_notBefore(&certificate)),
          to_unix_time(X509_get0_notAfter(&certificate))};
}

std::vector<std::string> alternative_names(X509& certificate) {
  std::vector<std::string> names;
  const std::unique_ptr<GENERAL_NAMES, NamesDeleter> list(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
  const int count = list ? sk_GENERAL_NAME_num(list.get()) : 0;
  for (int i = 0; i < count; ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(list.get(), i);
    if (name->type == GEN_DNS) names.push_back("DNS:" + octets_of(name->d.dNSName));
    if (name->type == GEN_IPADD)
      names.push_back("IP:" + address_text(octets_of(name->d.iPAddress)));
  }
  std::sort(names.begin(), names.end());
  return names;
}

Certificate make_certificate(const CertificateRequest& request, EVP_PKEY& key, X509* issuer,
                             EVP_PKEY& issuer_key, SecureRandom& random) {
  constexpr long kVersion3 = 2;
  Certificate certificate(X509_new());
  DIEMCAU_CHECK(certificate != nullptr && X509_set_version(certificate.get(), kVersion3) == 1);
  set_serial(*certificate, random);
  set_subject(*certificate, request.common_name);
  X509* signer = issuer != nullptr ? issuer : certificate.get();
  DIEMCAU_CHECK(X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer)) == 1);
  set_validity(*certificate, request.validity);
  DIEMCAU_CHECK(X509_set_pubkey(certificate.get(), &key) == 1);
  add_extensions(*certificate, issuer, request);
  DIEMCAU_CHECK(X509_sign(certificate.get(), &issuer_key, EVP_sha256()) > 0);
  return certificate;
}

}  // namespace diemcau::http
