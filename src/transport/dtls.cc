#include "transport/dtls.h"

#include <openssl/err.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>

namespace diemcau::transport {
namespace {

constexpr long kMtu = 1200;
constexpr size_t kMaxOutgoing = 64;
constexpr size_t kMaxApplication = 256;
constexpr size_t kMaxRecord = 16384;
// RFC 6347 section 4.2.4.1 starts at 1 s. Deviation: media peers know each other's round trip to be
// short and start lower, as browsers do.
constexpr Duration kFirstInterval = 200ms;
constexpr Duration kLongestInterval = 3s;
constexpr time_t kFarFuture = 1L << 40;

// RFC 5764 section 4.2.
constexpr char kExporterLabel[] = "EXTRACTOR-dtls_srtp";

}  // namespace

// The BIO between OpenSSL and the endpoint: one write is one datagram, one read takes the datagram
// that is being handled.
struct DtlsBio {
  static DtlsEndpoint& endpoint(BIO* bio) { return *static_cast<DtlsEndpoint*>(BIO_get_data(bio)); }

  static int write(BIO* bio, const char* data, int size) {
    auto& outgoing = endpoint(bio).outgoing_;
    // Dropped as a network would; the timer repeats it.
    if (outgoing.size() < kMaxOutgoing) outgoing.emplace_back(data, data + size);
    return size;
  }

  static int read(BIO* bio, char* out, int size) {
    Bytes& incoming = endpoint(bio).incoming_;
    BIO_clear_retry_flags(bio);
    if (incoming.empty()) {
      BIO_set_retry_read(bio);
      return -1;
    }
    const size_t count = std::min(incoming.size(), static_cast<size_t>(size));
    std::memcpy(out, incoming.data(), count);
    incoming = {};
    return static_cast<int>(count);
  }

  static long control(BIO* bio, int command, long, void* pointer) {
    switch (command) {
      case BIO_CTRL_FLUSH:
        return 1;
      case BIO_CTRL_DGRAM_SET_NEXT_TIMEOUT:
        endpoint(bio).on_timer_set(static_cast<timeval*>(pointer));
        return 1;
      case BIO_CTRL_DGRAM_QUERY_MTU:
      case BIO_CTRL_DGRAM_GET_FALLBACK_MTU:
        return kMtu;
      default:
        return 0;
    }
  }

  static BIO_METHOD* method() {
    static BIO_METHOD* const instance = [] {
      BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "datagrams");
      BIO_meth_set_write(made, write);
      BIO_meth_set_read(made, read);
      BIO_meth_set_ctrl(made, control);
      return made;
    }();
    return instance;
  }
};

DtlsEndpoint::DtlsEndpoint(const DtlsContext& context, DtlsRole role, const Fingerprint& expected)
    : ssl_(SSL_new(context.ssl_context())), role_(role), expected_(expected) {
  DIEMCAU_CHECK(ssl_ != nullptr);
  BIO* bio = BIO_new(DtlsBio::method());
  DIEMCAU_CHECK(bio != nullptr);
  BIO_set_data(bio, this);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_mtu(ssl_.get(), kMtu);
  if (role == DtlsRole::kClient) {
    SSL_set_connect_state(ssl_.get());
  } else {
    SSL_set_accept_state(ssl_.get());
  }
}

DtlsEndpoint::~DtlsEndpoint() = default;

void DtlsEndpoint::start(Instant now) {
  now_ = now;
  if (state_ != DtlsState::kNew) return;
  state_ = DtlsState::kHandshaking;
  if (role_ == DtlsRole::kClient) advance();
}

void DtlsEndpoint::handle_datagram(Instant now, Bytes datagram) {
  now_ = now;
  if (state_ == DtlsState::kNew) state_ = DtlsState::kHandshaking;
  if (state_ != DtlsState::kHandshaking && state_ != DtlsState::kConnected) return;
  incoming_ = datagram;
  advance();
  incoming_ = {};
}

void DtlsEndpoint::advance() {
  ERR_clear_error();
  if (state_ == DtlsState::kHandshaking) {
    const int result = SSL_do_handshake(ssl_.get());
    if (result == 1) {
      finish_handshake();
    } else if (SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ) {
      fail(DtlsFailure::kHandshake);
    }
  }
  if (state_ == DtlsState::kConnected) read_records();
}

void DtlsEndpoint::read_records() {
  std::array<uint8_t, kMaxRecord> record;
  while (true) {
    const int size = SSL_read(ssl_.get(), record.data(), record.size());
    if (size <= 0) break;
    if (application_.size() < kMaxApplication) {
      application_.emplace_back(record.begin(), record.begin() + size);
    }
  }
  if ((SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0) {
    state_ = DtlsState::kClosed;
    deadline_ = kNever;
  }
}

void DtlsEndpoint::finish_handshake() {
  if (!fingerprint_matches()) return fail(DtlsFailure::kFingerprintMismatch);
  if (!export_keys()) return fail(DtlsFailure::kNoSrtpProfile);
  state_ = DtlsState::kConnected;
}

void DtlsEndpoint::fail(DtlsFailure failure) {
  state_ = DtlsState::kFailed;
  failure_ = failure;
  deadline_ = kNever;
}

bool DtlsEndpoint::fingerprint_matches() const {
  X509* certificate = SSL_get1_peer_certificate(ssl_.get());
  if (certificate == nullptr) return false;
  Fingerprint actual;
  unsigned size = 0;
  const bool digested =
      X509_digest(certificate, EVP_sha256(), actual.data(), &size) == 1 && size == actual.size();
  X509_free(certificate);
  return digested && actual == expected_;
}

bool DtlsEndpoint::export_keys() {
  const SRTP_PROTECTION_PROFILE* chosen = SSL_get_selected_srtp_profile(ssl_.get());
  if (chosen == nullptr) return false;
  const auto profile = static_cast<SrtpProfile>(chosen->id);
  const SrtpProfileSizes sizes = sizes_of(profile);
  std::array<uint8_t, 60> material{};
  const size_t total = 2 * (sizes.key + sizes.salt);
  if (SSL_export_keying_material(ssl_.get(), material.data(), total, kExporterLabel,
                                 sizeof kExporterLabel - 1, nullptr, 0, 0) != 1) {
    return false;
  }
  // client key | server key | client salt | server salt
  MasterKey client;
  MasterKey server;
  const uint8_t* at = material.data();
  std::copy_n(at, sizes.key, client.key.begin());
  std::copy_n(at += sizes.key, sizes.key, server.key.begin());
  std::copy_n(at += sizes.key, sizes.salt, client.salt.begin());
  std::copy_n(at += sizes.salt, sizes.salt, server.salt.begin());
  OPENSSL_cleanse(material.data(), material.size());
  const bool is_client = role_ == DtlsRole::kClient;
  keys_ = SrtpKeys{profile, is_client ? client : server, is_client ? server : client};
  return true;
}

void DtlsEndpoint::on_timer_set(timeval* timer) {
  timer_ = timer;
  const bool stopped = timer->tv_sec == 0 && timer->tv_usec == 0;
  if (stopped) {
    deadline_ = kNever;
    interval_ = {};
    return;
  }
  *timer = {.tv_sec = kFarFuture, .tv_usec = 0};
  interval_ = interval_ == Duration{} ? kFirstInterval : std::min(interval_ * 2, kLongestInterval);
  deadline_ = now_ + interval_;
}

void DtlsEndpoint::handle_timeout(Instant now) {
  now_ = now;
  if (now < deadline_ || timer_ == nullptr) return;
  deadline_ = kNever;
  *timer_ = {.tv_sec = 1, .tv_usec = 0};
  ERR_clear_error();
  if (DTLSv1_handle_timeout(ssl_.get()) < 0) fail(DtlsFailure::kHandshake);
}

void DtlsEndpoint::close(Instant now) {
  now_ = now;
  if (state_ == DtlsState::kConnected) {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
  }
  if (state_ != DtlsState::kFailed) state_ = DtlsState::kClosed;
  deadline_ = kNever;
}

bool DtlsEndpoint::poll_datagram(std::vector<uint8_t>& out) {
  if (outgoing_.empty()) return false;
  out = std::move(outgoing_.front());
  outgoing_.pop_front();
  return true;
}

bool DtlsEndpoint::send_application(Bytes data) {
  if (state_ != DtlsState::kConnected || data.size() > kMtu) return false;
  ERR_clear_error();
  return SSL_write(ssl_.get(), data.data(), static_cast<int>(data.size())) > 0;
}

bool DtlsEndpoint::poll_application(std::vector<uint8_t>& out) {
  if (application_.empty()) return false;
  out = std::move(application_.front());
  application_.pop_front();
  return true;
}

}  // namespace diemcau::transport
