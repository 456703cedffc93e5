#pragma once

#include <memory>
#include <span>
#include <vector>

#include "transport/dtls.h"
#include "transport/ice_controlling.h"
#include "transport/peer_transport.h"
#include "transport/sctp_channels.h"
#include "transport/srtp.h"

namespace diemcau::transport {

// Our own client's connection to a server: controlling ICE, DTLS client, SRTP, without IO. Used by
// simulated sites and by the simulator; the mirror of PeerTransport.
class ClientTransport {
 public:
  // `context` and `random` outlive it. `candidates`: our address and one of the server's each.
  ClientTransport(const DtlsContext& context, IceSession session, const Fingerprint& remote,
                  const std::vector<Path>& candidates, SecureRandom& random, Instant now);

  Received handle_datagram(Instant now, const Path& path, MutableBytes datagram,
                           MutableBytes& plain);
  void handle_timeout(Instant now);
  Instant next_timeout() const;
  bool poll_datagram(Instant now, Path& path, std::vector<uint8_t>& out);

  TransportState state() const { return state_; }
  const std::optional<Path>& selected_path() const { return ice_.selected(); }
  SrtpProfile profile() const { return dtls_.srtp_keys()->profile; }

  // Data channels, which begin when the connection stands; call it before.
  DataChannels& open_data();
  // Null until open_data().
  DataChannels* data() { return data_.get(); }

  size_t protect_rtp(MutableBytes out, size_t header_size, std::span<const Bytes> plaintexts);
  size_t protect_rtcp(Bytes plain, MutableBytes out);
  void close(Instant now);

 private:
  void follow(Instant now);
  void read_data(Instant now);

  SecureRandom& random_;
  IceControlling ice_;
  const CipherEngine engine_;
  DtlsEndpoint dtls_;
  std::unique_ptr<SrtpSender> sender_;
  std::unique_ptr<SrtpReceiver> receiver_;
  std::unique_ptr<DataChannels> data_;
  std::vector<uint8_t> sctp_;
  TransportState state_ = TransportState::kConnecting;
};

}  // namespace diemcau::transport
