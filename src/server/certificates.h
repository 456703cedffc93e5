#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "http/certificate_authority.h"
#include "http/server.h"
#include "server/config.h"

namespace diemcau::server {

// The certificate that browsers see: the organisation's, or one of our own authority. Looked at
// again every hour, since files are renewed and laptops change networks.
class Certificates {
 public:
  static Result<std::unique_ptr<Certificates>, std::string> open(const Config& config,
                                                                 SecureRandom& random);

  // Routes of our authority, if there is one.
  void add_routes(http::Router& router) const;
  // Sets the first certificate and keeps it fresh from then on.
  Result<Unit, std::string> attach(http::HttpServer& server);
  // Of our authority; empty with the organisation's certificate.
  std::string fingerprint() const;

 private:
  explicit Certificates(const Config& config) : config_(config) {}
  Result<http::TlsIdentity, std::string> current();
  void refresh();

  const Config config_;
  std::optional<http::CertificateAuthority> authority_;
  http::HttpServer* server_ = nullptr;
  http::TimerId timer_;
  http::TlsIdentity identity_;
};

}  // namespace diemcau::server
