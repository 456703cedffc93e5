#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "http/machine_names.h"
#include "http/router.h"
#include "http/server.h"

namespace diemcau::http {

// A certificate authority of our own, so that browsers have HTTPS (and with it camera and
// microphone) from the first start: whoever installs its certificate trusts this server.
//
// In its directory: ca.key (0600), ca.crt, server.key (0600), server.crt, all PEM. Errors are one
// sentence that says what to do.
class CertificateAuthority {
 public:
  // Reads the authority of the directory, or makes one that lives ten years: P-256.
  static Result<CertificateAuthority, std::string> open(std::filesystem::path directory,
                                                        SecureRandom& random, UnixTime now);
  CertificateAuthority(CertificateAuthority&&) noexcept;
  CertificateAuthority& operator=(CertificateAuthority&&) noexcept;
  ~CertificateAuthority();

  // The server's certificate: the stored one, or a new one (390 days) when the names have changed,
  // fewer than 30 days are left, or there is none.
  Result<TlsIdentity, std::string> server_identity(const ServerNames& names, UnixTime now);

  const std::string& certificate_pem() const;
  std::string certificate_der() const;
  // SHA-256 over the DER form: "AB:CD:…", as browsers and phones show it.
  std::string fingerprint() const;
  // An Apple configuration profile that installs the certificate.
  std::string mobileconfig() const;

  // GET /ca.crt and GET /ca.mobileconfig.
  void add_routes(Router& router) const;

 private:
  struct State;
  explicit CertificateAuthority(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Reads the organisation's certificate (chain) and key and checks that they belong together.
Result<TlsIdentity, std::string> read_certificate(const std::filesystem::path& certificate,
                                                  const std::filesystem::path& key);

}  // namespace diemcau::http
