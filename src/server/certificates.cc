#include "server/certificates.h"

#include <spdlog/spdlog.h>

#include "runtime/clock.h"

namespace diemcau::server {
namespace {

constexpr Duration kRefreshInterval = 1h;

// What the certificate must stand for besides the interfaces' addresses.
std::vector<std::string> further_names(const Config& config) {
  std::vector<std::string> names = config.names;
  for (const SocketAddress& address : config.node_ips) names.push_back(address.ip_string());
  return names;
}

}  // namespace

Result<std::unique_ptr<Certificates>, std::string> Certificates::open(const Config& config,
                                                                      SecureRandom& random) {
  std::unique_ptr<Certificates> made(new Certificates(config));
  if (!config.tls_cert.empty()) return made;
  auto authority =
      http::CertificateAuthority::open(config.data / "tls", random, runtime::unix_now());
  if (!authority.ok()) return Err{authority.error()};
  made->authority_.emplace(std::move(*authority));
  return made;
}

void Certificates::add_routes(http::Router& router) const {
  if (authority_) authority_->add_routes(router);
}

Result<http::TlsIdentity, std::string> Certificates::current() {
  if (!authority_) return http::read_certificate(config_.tls_cert, config_.tls_key);
  return authority_->server_identity(http::names_of_this_machine(further_names(config_)),
                                     runtime::unix_now());
}

Result<Unit, std::string> Certificates::attach(http::HttpServer& server) {
  auto identity = current();
  if (!identity.ok()) return Err{identity.error()};
  identity_ = std::move(*identity);
  auto set = server.set_tls(identity_);
  if (!set.ok()) return set;
  server_ = &server;
  timer_ = server.add_timer([this] { refresh(); });
  server.schedule(timer_, runtime::monotonic_now() + kRefreshInterval);
  return Unit{};
}

void Certificates::refresh() {
  server_->schedule(timer_, runtime::monotonic_now() + kRefreshInterval);
  auto identity = current();
  if (!identity.ok()) {
    spdlog::warn("The certificate in use stays: {}", identity.error());
    return;
  }
  if (*identity == identity_) return;
  const auto set = server_->set_tls(*identity);
  if (!set.ok()) {
    spdlog::warn("The certificate in use stays: {}", set.error());
    return;
  }
  identity_ = std::move(*identity);
  spdlog::info("A new certificate is in use for connections from now on.");
}

std::string Certificates::fingerprint() const {
  return authority_ ? authority_->fingerprint() : std::string();
}

}  // namespace diemcau::server
