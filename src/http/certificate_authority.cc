#include "http/certificate_authority.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <set>

#include "http/files.h"
#include "http/x509.h"

namespace diemcau::http {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;
constexpr int64_t kAuthorityDays = 3652;
// Browsers refuse more than 398 days of public authorities; ours keeps to it as well.
constexpr int64_t kServerDays = 390;
constexpr int64_t kRenewDays = 30;
// Clocks of phones and old machines run behind.
constexpr int64_t kEarlierDays = 1;
constexpr mode_t kSecretMode = 0600;
constexpr mode_t kPublicMode = 0644;

Validity days_from(UnixTime now, int64_t days) {
  return {{now.ms - kEarlierDays * kDayMs}, {now.ms + (days - kEarlierDays) * kDayMs}};
}

bool valid_for(const Validity& validity, UnixTime now, int64_t days) {
  return validity.from <= now && validity.until.ms - now.ms >= days * kDayMs;
}

// Sorted and without doubles, as alternative_names() gives them.
std::vector<std::string> wanted_names(const ServerNames& names) {
  std::set<std::string> wanted;
  for (const std::string& name : names.dns) wanted.insert("DNS:" + name);
  for (const SocketAddress& address : names.addresses) wanted.insert("IP:" + address.ip_string());
  return {wanted.begin(), wanted.end()};
}

struct Pair {
  Key key;
  Certificate certificate;
};

bool belong_together(const Pair& pair) {
  return pair.key && pair.certificate &&
         X509_check_private_key(pair.certificate.get(), pair.key.get()) == 1;
}

std::string unusable(const fs::path& key, const fs::path& certificate) {
  return fmt::format(
      "{} and {} do not hold a key and its certificate: put them back from a copy, or delete both "
      "to "
      "have new ones made (then every device must install the new certificate).",
      key.string(), certificate.string());
}

Result<Pair, std::string> read_pair(const fs::path& key, const fs::path& certificate) {
  auto key_pem = read_file(key);
  if (!key_pem.ok()) return Err{key_pem.error()};
  auto certificate_pem = read_file(certificate);
  if (!certificate_pem.ok()) return Err{certificate_pem.error()};
  return Pair{parse_key(*key_pem), parse_certificate(*certificate_pem)};
}

// The key first: a certificate without a key would be of no use after a crash in between.
Result<Unit, std::string> write_pair(const Pair& pair, const fs::path& key,
                                     const fs::path& certificate) {
  auto written = write_file(key, to_pem(*pair.key), kSecretMode);
  if (!written.ok()) return written;
  return write_file(certificate, to_pem(*pair.certificate), kPublicMode);
}

// Each authority has a name of its own: trust stores mix up two that are called the same.
Pair make_authority(SecureRandom& random, UnixTime now) {
  Pair pair{make_key(), nullptr};
  const CertificateRequest request{
      .common_name = fmt::format("diemcau {:08x} {}", random.u32(), machine_name()),
      .validity = days_from(now, kAuthorityDays),
      .alternative_names = {},
      .authority = true,
  };
  pair.certificate = make_certificate(request, *pair.key, nullptr, *pair.key, random);
  return pair;
}

// Version 8 of RFC 9562: whatever we like, so long as it is the same for the same certificate.
std::string uuid_of(std::string_view certificate_der, std::string_view purpose) {
  auto digest = sha256(std::string(purpose) + std::string(certificate_der));
  digest[6] = (digest[6] & 0x0f) | 0x80;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  std::string text;
  for (size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += fmt::format("{:02X}", digest[i]);
  }
  return text;
}

std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<size_t>(size));
  return text;
}

constexpr std::string_view kProfile = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>diemcau.ca.{0}</string>
  <key>PayloadUUID</key><string>{0}</string>
  <key>PayloadDisplayName</key><string>diemcau</string>
  <key>PayloadDescription</key><string>Lets this device trust the diemcau server ({3}).</string>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>diemcau.ca.certificate.{1}</string>
      <key>PayloadUUID</key><string>{1}</string>
      <key>PayloadDisplayName</key><string>diemcau CA</string>
      <key>PayloadCertificateFileName</key><string>ca.crt</string>
      <key>PayloadContent</key><data>{2}</data>
    </dict>
  </array>
</dict>
</plist>
)";

HttpResponse download(std::string body, std::string type, std::string_view file_name) {
  HttpResponse response{.status = 200, .body = std::move(body)};
  return std::move(response)
      .with("Content-Type", std::move(type))
      .with("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file_name))
      .with("Cache-Control", "no-cache");
}

std::string fingerprint_text(std::string_view der) {
  return fmt::format("{:02X}", fmt::join(sha256(der), ":"));
}

}  // namespace

struct CertificateAuthority::State {
  fs::path directory;
  SecureRandom* random;
  Pair own;
  std::string pem;

  fs::path in(std::string_view name) const { return directory / name; }
  std::optional<TlsIdentity> stored(const std::vector<std::string>& names, UnixTime now) const;
  Result<TlsIdentity, std::string> issue(const std::vector<std::string>& names, UnixTime now);
};

CertificateAuthority::CertificateAuthority(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
CertificateAuthority::CertificateAuthority(CertificateAuthority&&) noexcept = default;
CertificateAuthority& CertificateAuthority::operator=(CertificateAuthority&&) noexcept = default;
CertificateAuthority::~CertificateAuthority() = default;

namespace {

// The stored authority; nothing if there is none yet or its ten years are over.
Result<std::optional<Pair>, std::string> read_authority(const fs::path& key,
                                                        const fs::path& certificate, UnixTime now) {
  std::error_code ignored;
  // Written in this order, so a key alone is what a crash at the first start left.
  if (!fs::exists(certificate, ignored)) return std::optional<Pair>();
  if (!fs::exists(key, ignored)) return Err{unusable(key, certificate)};
  auto pair = read_pair(key, certificate);
  if (!pair.ok()) return Err{pair.error()};
  if (!belong_together(*pair)) return Err{unusable(key, certificate)};
  if (validity_of(*pair->certificate).until <= now) return std::optional<Pair>();
  return std::optional<Pair>(std::move(*pair));
}

}  // namespace

Result<CertificateAuthority, std::string> CertificateAuthority::open(fs::path directory,
                                                                     SecureRandom& random,
                                                                     UnixTime now) {
  const auto made = make_directory(directory);
  if (!made.ok()) return Err{made.error()};
  const fs::path key = directory / "ca.key";
  const fs::path certificate = directory / "ca.crt";
  auto own = read_authority(key, certificate, now);
  if (!own.ok()) return Err{own.error()};
  if (!own->has_value()) {
    *own = make_authority(random, now);
    const auto written = write_pair(**own, key, certificate);
    if (!written.ok()) return Err{written.error()};
  }
  std::string pem = to_pem(*(*own)->certificate);
  return CertificateAuthority(std::unique_ptr<State>(
      new State{std::move(directory), &random, std::move(**own), std::move(pem)}));
}

std::optional<TlsIdentity> CertificateAuthority::State::stored(
    const std::vector<std::string>& names, UnixTime now) const {
  auto pair = read_pair(in("server.key"), in("server.crt"));
  if (!pair.ok() || !belong_together(*pair)) return std::nullopt;
  X509& certificate = *pair->certificate;
  const bool ours = X509_verify(&certificate, own.key.get()) == 1;
  if (!ours || alternative_names(certificate) != names ||
      !valid_for(validity_of(certificate), now, kRenewDays)) {
    return std::nullopt;
  }
  return TlsIdentity{to_pem(certificate), to_pem(*pair->key)};
}

Result<TlsIdentity, std::string> CertificateAuthority::State::issue(
    const std::vector<std::string>& names, UnixTime now) {
  Pair pair{make_key(), nullptr};
  CertificateRequest request{
      .common_name = "diemcau",
      .validity = days_from(now, kServerDays),
      .alternative_names = names,
      .authority = false,
  };
  request.validity.until = std::min(request.validity.until, validity_of(*own.certificate).until);
  pair.certificate = make_certificate(request, *pair.key, own.certificate.get(), *own.key, *random);
  const auto written = write_pair(pair, in("server.key"), in("server.crt"));
  if (!written.ok()) return Err{written.error()};
  return TlsIdentity{to_pem(*pair.certificate), to_pem(*pair.key)};
}

Result<TlsIdentity, std::string> CertificateAuthority::server_identity(const ServerNames& names,
                                                                       UnixTime now) {
  const auto wanted = wanted_names(names);
  if (auto stored = state_->stored(wanted, now)) return std::move(*stored);
  return state_->issue(wanted, now);
}

const std::string& CertificateAuthority::certificate_pem() const { return state_->pem; }

std::string CertificateAuthority::certificate_der() const {
  return to_der(*state_->own.certificate);
}

std::string CertificateAuthority::fingerprint() const {
  return fingerprint_text(certificate_der());
}

std::string CertificateAuthority::mobileconfig() const {
  const std::string der = certificate_der();
  return fmt::format(kProfile, uuid_of(der, "profile"), uuid_of(der, "certificate"), base64(der),
                     fingerprint_text(der));
}

void CertificateAuthority::add_routes(Router& router) const {
  router.add("GET", "/ca.crt", [der = certificate_der()](const HttpRequest&) {
    return download(der, "application/x-x509-ca-cert", "diemcau-ca.crt");
  });
  router.add("GET", "/ca.mobileconfig", [profile = mobileconfig()](const HttpRequest&) {
    return download(profile, "application/x-apple-aspen-config", "diemcau-ca.mobileconfig");
  });
}

Result<TlsIdentity, std::string> read_certificate(const fs::path& certificate,
                                                  const fs::path& key) {
  auto chain = read_file(certificate);
  if (!chain.ok()) return Err{chain.error()};
  auto key_pem = read_file(key);
  if (!key_pem.ok()) return Err{key_pem.error()};
  const Pair pair{parse_key(*key_pem), parse_certificate(*chain)};
  if (!pair.certificate) {
    return Err{
        fmt::format("{} holds no certificate: it must be PEM, the server's certificate first.",
                    certificate.string())};
  }
  if (!pair.key) {
    return Err{fmt::format("{} holds no private key: it must be PEM and without a passphrase.",
                           key.string())};
  }
  if (!belong_together(pair)) {
    return Err{fmt::format("The key in {} does not belong to the certificate in {}.", key.string(),
                           certificate.string())};
  }
  return TlsIdentity{std::move(*chain), std::move(*key_pem)};
}

}  // namespace diemcau::http
