#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/address.h"
#include "base/bytes.h"
#include "base/time.h"
#include "transport/dtls.h"
#include "transport/ice_lite.h"
#include "transport/sctp_channels.h"
#include "transport/srtp.h"

namespace diemcau::transport {

// What a datagram turned out to be.
enum class Received : uint8_t {
  kNone,     // handled: ICE or DTLS; there may be datagrams to send
  kRtp,      // `plain` is an authentic RTP packet
  kRtcp,     // `plain` is an authentic compound RTCP packet
  kDropped,  // counted by reason
};

enum class DropReason : uint8_t {
  kUnknownProtocol,  // none of STUN, DTLS, RTP (RFC 7983)
  kStunMalformed,    // these five: see StunOutcome
  kStunWrongUsername,
  kStunUnauthentic,
  kStunNotARequest,
  kStunTooManyPaths,
  kUnverifiedPath,  // not STUN, from an address without an authentic check
  kNotConnected,    // media before the keys are known
  kLost,            // anything after the connection's end
  kSrtpMalformed,
  kSrtpForged,
  kSrtpReplayed,
  kSrtpTooManySources,
};
inline constexpr size_t kDropReasons = 13;
const char* to_string(DropReason reason);

enum class TransportState : uint8_t { kConnecting, kConnected, kLost };

enum class LossReason : uint8_t {
  kNeverConnected,
  kConsentExpired,
  kFingerprintMismatch,
  kDtlsFailed,
  kClosed,
};

// One client's connection as the server sees it: ICE-lite, DTLS server, SRTP both ways, without IO.
// Owned by a shard's peer; lives on its thread.
class PeerTransport {
 public:
  // `context` outlives it.
  PeerTransport(const DtlsContext& context, IceSession session, const Fingerprint& remote,
                Instant now);

  // DTLS of a connection that is coming up, on a verified path: handling it may take long.
  bool is_handshake(const Path& path, Bytes datagram) const;

  // Decrypts in place; `plain` points into `datagram`.
  Received handle_datagram(Instant now, const Path& path, MutableBytes datagram,
                           MutableBytes& plain);
  void handle_timeout(Instant now);
  Instant next_timeout() const;

  // From now on SCTP is answered. `random` outlives it.
  void accept_data(SecureRandom& random) { random_ = &random; }
  // Null until the client speaks SCTP: whoever does not costs nothing.
  DataChannels* data() { return data_.get(); }
  // When handle_timeout() is due for its sake. In the past while poll_data_datagram() has
  // something.
  Instant next_data_timeout() const { return data_ ? data_->next_timeout() : kNever; }
  // One datagram of SCTP, encrypted when it is taken; apart from the others, which are more urgent.
  bool poll_data_datagram(Instant now, Path& path, std::vector<uint8_t>& out);

  // Answers to checks and flights of DTLS, in order.
  bool poll_datagram(Path& path, std::vector<uint8_t>& out);

  TransportState state() const { return state_; }
  LossReason loss_reason() const { return loss_; }
  // Where media goes.
  const std::optional<Path>& selected_path() const { return ice_.selected(); }
  bool is_valid(const Path& path) const { return ice_.is_valid(path); }

  // As SrtpSender says; 0 when not connected.
  size_t protect_rtp(MutableBytes out, size_t header_size, std::span<const Bytes> plaintexts);
  size_t protect_rtcp(Bytes plain, MutableBytes out);
  // As SrtpSender::forget.
  void forget_stream(Ssrc ssrc);

  void restart_ice(IceSession session) { ice_.restart(std::move(session)); }
  // Says goodbye to the client; poll_datagram() afterwards.
  void close(Instant now);

  const std::array<uint64_t, kDropReasons>& drops() const { return drops_; }

 private:
  Received handle_stun(Instant now, const Path& path, Bytes message);
  Received handle_dtls(Instant now, Bytes datagram);
  Received handle_media(MutableBytes datagram, MutableBytes& plain);
  Received drop(DropReason reason);
  void read_data(Instant now);
  void follow_dtls(Instant now);
  void lose(LossReason reason);

  static constexpr Duration kConnectTimeout = 20s;
  static constexpr Duration kConsentTimeout = 30s;  // RFC 7675 section 5.1

  const Instant made_;
  IceLite ice_;
  const CipherEngine engine_;
  DtlsEndpoint dtls_;
  std::unique_ptr<SrtpSender> sender_;
  std::unique_ptr<SrtpReceiver> receiver_;
  SecureRandom* random_ = nullptr;
  std::unique_ptr<DataChannels> data_;
  std::vector<uint8_t> sctp_;
  TransportState state_ = TransportState::kConnecting;
  LossReason loss_ = LossReason::kNeverConnected;
  std::deque<std::pair<Path, std::vector<uint8_t>>> answers_;
  std::array<uint64_t, kDropReasons> drops_{};
};

}  // namespace diemcau::transport
