#include "transport/client_transport.h"

#include <algorithm>

#include "wire/rtp.h"

namespace diemcau::transport {
namespace {

constexpr size_t kMaxCheckSize = 256;

}  // namespace

ClientTransport::ClientTransport(const DtlsContext& context, IceSession session,
                                 const Fingerprint& remote, const std::vector<Path>& candidates,
                                 SecureRandom& random, Instant now)
    : random_(random),
      ice_(std::move(session), candidates, random),
      engine_(context.cipher_engine()),
      dtls_(context, DtlsRole::kClient, remote) {
  ice_.start(now);
}

Received ClientTransport::handle_datagram(Instant now, const Path& path, MutableBytes datagram,
                                          MutableBytes& plain) {
  if (datagram.empty()) return Received::kDropped;
  if (wire::is_stun(datagram)) {
    const bool known = ice_.handle_stun(now, path, datagram);
    follow(now);
    return known ? Received::kNone : Received::kDropped;
  }
  // The server answers from the address that it was asked at.
  if (path != ice_.selected()) return Received::kDropped;
  if (datagram[0] >= 20 && datagram[0] <= 63) {
    dtls_.handle_datagram(now, datagram);
    follow(now);
    read_data(now);
    return Received::kNone;
  }
  if (receiver_ == nullptr || datagram[0] >> 6 != 2) return Received::kDropped;
  const bool rtcp = wire::is_rtcp(datagram);
  auto opened = rtcp ? receiver_->unprotect_rtcp(datagram) : receiver_->unprotect_rtp(datagram);
  if (!opened) return Received::kDropped;
  plain = *opened;
  return rtcp ? Received::kRtcp : Received::kRtp;
}

void ClientTransport::follow(Instant now) {
  if (ice_.connected()) dtls_.start(now);
  if (dtls_.state() == DtlsState::kFailed || dtls_.state() == DtlsState::kClosed) {
    state_ = TransportState::kLost;
  }
  if (state_ != TransportState::kConnecting || dtls_.state() != DtlsState::kConnected) return;
  sender_ =
      std::make_unique<SrtpSender>(dtls_.srtp_keys()->profile, dtls_.srtp_keys()->sending, engine_);
  receiver_ = std::make_unique<SrtpReceiver>(dtls_.srtp_keys()->profile,
                                             dtls_.srtp_keys()->receiving, engine_);
  state_ = TransportState::kConnected;
  if (data_) data_->connect(now);
}

DataChannels& ClientTransport::open_data() {
  if (!data_) data_ = std::make_unique<DataChannels>(true, SctpLimits{}, random_);
  return *data_;
}

void ClientTransport::read_data(Instant now) {
  while (dtls_.poll_application(sctp_)) {
    if (data_ && state_ == TransportState::kConnected) data_->handle_packet(now, sctp_);
  }
}

void ClientTransport::handle_timeout(Instant now) {
  dtls_.handle_timeout(now);
  follow(now);
  if (data_) data_->handle_timeout(now);
  if (ice_.lost(now)) state_ = TransportState::kLost;
}

Instant ClientTransport::next_timeout() const {
  if (state_ == TransportState::kLost) return kNever;
  const Instant next = std::min(ice_.next_timeout(), dtls_.next_timeout());
  return data_ ? std::min(next, data_->next_timeout()) : next;
}

bool ClientTransport::poll_datagram(Instant now, Path& path, std::vector<uint8_t>& out) {
  std::array<uint8_t, kMaxCheckSize> buffer;
  Bytes check;
  if (state_ != TransportState::kLost && ice_.poll_check(now, buffer, path, check)) {
    out.assign(check.begin(), check.end());
    return true;
  }
  if (!ice_.selected()) return false;
  path = *ice_.selected();
  if (dtls_.poll_datagram(out)) return true;
  return data_ && state_ == TransportState::kConnected && data_->poll_packet(now, sctp_) &&
         dtls_.send_application(sctp_) && dtls_.poll_datagram(out);
}

size_t ClientTransport::protect_rtp(MutableBytes out, size_t header_size,
                                    std::span<const Bytes> plaintexts) {
  return sender_ == nullptr ? 0 : sender_->protect_rtp(out, header_size, plaintexts);
}

size_t ClientTransport::protect_rtcp(Bytes plain, MutableBytes out) {
  return sender_ == nullptr ? 0 : sender_->protect_rtcp(plain, out);
}

void ClientTransport::close(Instant now) {
  dtls_.close(now);
  state_ = TransportState::kLost;
}

}  // namespace diemcau::transport
