#pragma once

#include <openssl/ssl.h>
#include <sys/time.h>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "base/time.h"
#include "transport/dtls_context.h"
#include "transport/key_derivation.h"

namespace diemcau::transport {

enum class DtlsRole : uint8_t { kClient, kServer };

enum class DtlsState : uint8_t { kNew, kHandshaking, kConnected, kFailed, kClosed };

enum class DtlsFailure : uint8_t {
  kNone,
  kHandshake,            // OpenSSL gave up: bad message, no common cipher, too many retries
  kFingerprintMismatch,  // the certificate is not the one that signalling named
  kNoSrtpProfile,        // the peer does not do DTLS-SRTP as we do
};

// Keys of both directions, from this endpoint's point of view.
struct SrtpKeys {
  SrtpProfile profile = SrtpProfile::kAeadAes128Gcm;
  MasterKey sending;
  MasterKey receiving;
};

// One DTLS 1.2 association without IO (RFC 6347, RFC 5764): datagrams in, datagrams out, time as an
// argument. Owned by a PeerTransport.
//
// OpenSSL keeps its retransmission timer by the real clock. The seam: OpenSSL tells its BIO where
// the timer stands (BIO_CTRL_DGRAM_SET_NEXT_TIMEOUT carries a pointer to it), so ours moves it to
// the far future and, when the time that we were given says so, to the past.
class DtlsEndpoint {
 public:
  DtlsEndpoint(const DtlsContext& context, DtlsRole role, const Fingerprint& expected);
  ~DtlsEndpoint();
  DtlsEndpoint(const DtlsEndpoint&) = delete;
  DtlsEndpoint& operator=(const DtlsEndpoint&) = delete;

  // A client sends its first flight.
  void start(Instant now);
  // One datagram; anything that is not valid DTLS is ignored.
  void handle_datagram(Instant now, Bytes datagram);
  void handle_timeout(Instant now);
  Instant next_timeout() const { return deadline_; }
  // Sends close_notify.
  void close(Instant now);

  bool poll_datagram(std::vector<uint8_t>& out);
  DtlsState state() const { return state_; }
  DtlsFailure failure() const { return failure_; }
  // There once connected.
  const std::optional<SrtpKeys>& srtp_keys() const { return keys_; }

  // Application data (SCTP), once connected. False: not connected or larger than a record.
  bool send_application(Bytes data);
  bool poll_application(std::vector<uint8_t>& out);

 private:
  friend struct DtlsBio;

  void advance();
  void read_records();
  void finish_handshake();
  void fail(DtlsFailure failure);
  void on_timer_set(timeval* timer);
  bool fingerprint_matches() const;
  bool export_keys();

  struct Free {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  std::unique_ptr<SSL, Free> ssl_;
  const DtlsRole role_;
  const Fingerprint expected_;
  DtlsState state_ = DtlsState::kNew;
  DtlsFailure failure_ = DtlsFailure::kNone;
  Instant now_{};
  Instant deadline_ = kNever;
  Duration interval_{};
  timeval* timer_ = nullptr;  // inside OpenSSL
  Bytes incoming_;
  std::deque<std::vector<uint8_t>> outgoing_;
  std::deque<std::vector<uint8_t>> application_;
  std::optional<SrtpKeys> keys_;
};

}  // namespace diemcau::transport
