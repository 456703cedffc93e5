#include "transport/peer_transport.h"

#include <algorithm>

#include "wire/rtp.h"

namespace diemcau::transport {
namespace {

// Answers that nobody has polled yet; a flood of checks loses the rest, as a network would.
constexpr size_t kMaxAnswers = 32;
constexpr size_t kMaxAnswerSize = 256;

// Down, a message of the size that clients may send has its sender's name added to it. Clients take
// 256 KiB and more (their a=max-message-size). A file that one client sends as fast as it can waits
// here for those whose lines are slower; what waits is shared between them, its keeping is not.
constexpr SctpLimits kDataLimits{.sender = {.max_message = 72 << 10, .max_queued = 4 << 20}};

// RFC 7983 section 7.
bool is_dtls(uint8_t first) { return first >= 20 && first <= 63; }
bool is_media(uint8_t first) { return first >= 128 && first <= 191; }

DropReason drop_reason(StunOutcome outcome) {
  switch (outcome) {
    case StunOutcome::kAnswered:
    case StunOutcome::kMalformed:
      return DropReason::kStunMalformed;
    case StunOutcome::kWrongUsername:
      return DropReason::kStunWrongUsername;
    case StunOutcome::kUnauthentic:
      return DropReason::kStunUnauthentic;
    case StunOutcome::kNotARequest:
      return DropReason::kStunNotARequest;
    case StunOutcome::kTooManyPaths:
      return DropReason::kStunTooManyPaths;
  }
  return DropReason::kStunMalformed;
}

DropReason drop_reason(SrtpError error) {
  switch (error) {
    case SrtpError::kMalformed:
      return DropReason::kSrtpMalformed;
    case SrtpError::kAuthentication:
      return DropReason::kSrtpForged;
    case SrtpError::kReplayed:
      return DropReason::kSrtpReplayed;
    case SrtpError::kTooManySources:
      return DropReason::kSrtpTooManySources;
  }
  return DropReason::kSrtpMalformed;
}

}  // namespace

const char* to_string(DropReason reason) {
  switch (reason) {
    case DropReason::kUnknownProtocol:
      return "unknown_protocol";
    case DropReason::kStunMalformed:
      return "stun_malformed";
    case DropReason::kStunWrongUsername:
      return "stun_wrong_username";
    case DropReason::kStunUnauthentic:
      return "stun_unauthentic";
    case DropReason::kStunNotARequest:
      return "stun_not_a_request";
    case DropReason::kStunTooManyPaths:
      return "stun_too_many_paths";
    case DropReason::kUnverifiedPath:
      return "unverified_path";
    case DropReason::kNotConnected:
      return "not_connected";
    case DropReason::kLost:
      return "lost";
    case DropReason::kSrtpMalformed:
      return "srtp_malformed";
    case DropReason::kSrtpForged:
      return "srtp_forged";
    case DropReason::kSrtpReplayed:
      return "srtp_replayed";
    case DropReason::kSrtpTooManySources:
      return "srtp_too_many_sources";
  }
  return "unknown";
}

PeerTransport::PeerTransport(const DtlsContext& context, IceSession session,
                             const Fingerprint& remote, Instant now)
    : made_(now),
      ice_(std::move(session)),
      engine_(context.cipher_engine()),
      dtls_(context, DtlsRole::kServer, remote) {}

Received PeerTransport::drop(DropReason reason) {
  ++drops_[static_cast<size_t>(reason)];
  return Received::kDropped;
}

void PeerTransport::lose(LossReason reason) {
  if (state_ == TransportState::kLost) return;
  state_ = TransportState::kLost;
  loss_ = reason;
}

bool PeerTransport::is_handshake(const Path& path, Bytes datagram) const {
  return state_ == TransportState::kConnecting && !datagram.empty() && is_dtls(datagram[0]) &&
         ice_.is_valid(path);
}

Received PeerTransport::handle_datagram(Instant now, const Path& path, MutableBytes datagram,
                                        MutableBytes& plain) {
  // A client whose checks are not answered any more learns that the connection is gone.
  if (state_ == TransportState::kLost) return drop(DropReason::kLost);
  if (datagram.empty()) return drop(DropReason::kUnknownProtocol);
  if (wire::is_stun(datagram)) return handle_stun(now, path, datagram);
  const uint8_t first = datagram[0];
  if (!is_dtls(first) && !is_media(first)) return drop(DropReason::kUnknownProtocol);
  if (!ice_.is_valid(path)) return drop(DropReason::kUnverifiedPath);
  return is_dtls(first) ? handle_dtls(now, datagram) : handle_media(datagram, plain);
}

Received PeerTransport::handle_stun(Instant now, const Path& path, Bytes message) {
  std::array<uint8_t, kMaxAnswerSize> buffer;
  Bytes answer;
  const StunOutcome outcome = ice_.handle_stun(now, path, message, buffer, answer);
  if (outcome != StunOutcome::kAnswered) return drop(drop_reason(outcome));
  if (answers_.size() < kMaxAnswers) {
    answers_.emplace_back(path, std::vector<uint8_t>(answer.begin(), answer.end()));
  }
  return Received::kNone;
}

Received PeerTransport::handle_dtls(Instant now, Bytes datagram) {
  dtls_.handle_datagram(now, datagram);
  follow_dtls(now);
  read_data(now);
  return Received::kNone;
}

void PeerTransport::read_data(Instant now) {
  while (dtls_.poll_application(sctp_)) {
    if (random_ == nullptr || state_ != TransportState::kConnected) continue;
    // In answers the client is told to be DTLS's client (a=setup:passive).
    if (!data_) data_ = std::make_unique<DataChannels>(false, kDataLimits, *random_);
    data_->handle_packet(now, sctp_);
  }
}

bool PeerTransport::poll_data_datagram(Instant now, Path& path, std::vector<uint8_t>& out) {
  if (!data_ || state_ != TransportState::kConnected || !ice_.selected()) return false;
  path = *ice_.selected();
  // Each record leaves at once, behind what DTLS has to say itself.
  if (dtls_.poll_datagram(out)) return true;
  return data_->poll_packet(now, sctp_) && dtls_.send_application(sctp_) &&
         dtls_.poll_datagram(out);
}

void PeerTransport::follow_dtls(Instant) {
  switch (dtls_.state()) {
    case DtlsState::kConnected:
      if (state_ != TransportState::kConnecting) return;
      sender_ = std::make_unique<SrtpSender>(dtls_.srtp_keys()->profile, dtls_.srtp_keys()->sending,
                                             engine_);
      receiver_ = std::make_unique<SrtpReceiver>(dtls_.srtp_keys()->profile,
                                                 dtls_.srtp_keys()->receiving, engine_);
      state_ = TransportState::kConnected;
      return;
    case DtlsState::kFailed:
      return lose(dtls_.failure() == DtlsFailure::kFingerprintMismatch
                      ? LossReason::kFingerprintMismatch
                      : LossReason::kDtlsFailed);
    case DtlsState::kClosed:
      return lose(LossReason::kClosed);
    case DtlsState::kNew:
    case DtlsState::kHandshaking:
      return;
  }
}

Received PeerTransport::handle_media(MutableBytes datagram, MutableBytes& plain) {
  if (receiver_ == nullptr) return drop(DropReason::kNotConnected);
  const bool rtcp = wire::is_rtcp(datagram);
  auto opened = rtcp ? receiver_->unprotect_rtcp(datagram) : receiver_->unprotect_rtp(datagram);
  if (!opened) return drop(drop_reason(opened.error()));
  plain = *opened;
  return rtcp ? Received::kRtcp : Received::kRtp;
}

void PeerTransport::handle_timeout(Instant now) {
  if (state_ == TransportState::kLost) return;
  dtls_.handle_timeout(now);
  follow_dtls(now);
  if (data_) data_->handle_timeout(now);
  if (state_ == TransportState::kConnecting && now - made_ >= kConnectTimeout) {
    lose(LossReason::kNeverConnected);
  }
  if (ice_.last_heard() && now - *ice_.last_heard() >= kConsentTimeout) {
    lose(LossReason::kConsentExpired);
  }
}

Instant PeerTransport::next_timeout() const {
  if (state_ == TransportState::kLost) return kNever;
  Instant next = dtls_.next_timeout();
  if (state_ == TransportState::kConnecting) next = std::min(next, made_ + kConnectTimeout);
  if (ice_.last_heard()) next = std::min(next, *ice_.last_heard() + kConsentTimeout);
  return next;
}

bool PeerTransport::poll_datagram(Path& path, std::vector<uint8_t>& out) {
  if (!answers_.empty()) {
    path = answers_.front().first;
    out = std::move(answers_.front().second);
    answers_.pop_front();
    return true;
  }
  // Nothing of DTLS leaves before a path is nominated: no spoofed address is ever sent a flight.
  if (!ice_.selected()) return false;
  path = *ice_.selected();
  return dtls_.poll_datagram(out);
}

size_t PeerTransport::protect_rtp(MutableBytes out, size_t header_size,
                                  std::span<const Bytes> plaintexts) {
  return sender_ == nullptr ? 0 : sender_->protect_rtp(out, header_size, plaintexts);
}

size_t PeerTransport::protect_rtcp(Bytes plain, MutableBytes out) {
  return sender_ == nullptr ? 0 : sender_->protect_rtcp(plain, out);
}

void PeerTransport::forget_stream(Ssrc ssrc) {
  if (sender_ != nullptr) sender_->forget(ssrc);
}

void PeerTransport::close(Instant now) {
  dtls_.close(now);
  lose(LossReason::kClosed);
}

}  // namespace diemcau::transport
