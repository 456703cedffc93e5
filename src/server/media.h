#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "link/messages.h"
#include "livekit/control.h"
#include "runtime/shard_thread.h"
#include "runtime/udp_socket.h"
#include "server/config.h"
#include "transport/dtls_context.h"

namespace diemcau::server {

// The media half as control sees it: shards by number, messages to them and from them.
//
// Life: open() takes the ports, start() makes the threads, the end stops and joins them.
class Media {
 public:
  using OnEvent = std::function<void(link::FromShard)>;  // called on the shards' threads

  // Takes one UDP port for each shard and one TCP port for all, or says which is not to be had.
  static Result<std::unique_ptr<Media>, std::string> open(
      const Config& config, const std::vector<SocketAddress>& reachable, SecureRandom& random);
  ~Media();

  void start(const OnEvent& on_event);
  void send(uint8_t shard, link::ToShard message);

  // What the connection's shard has decided about it; nothing if it is nowhere. `answer` is called
  // on a shard's thread.
  void ask_flight(PeerId peer, const runtime::ShardThread::OnFlight& answer);

  std::vector<livekit::ShardEndpoint> endpoints() const { return endpoints_; }
  transport::CipherEngine cipher_engine() const { return dtls_.cipher_engine(); }
  const std::array<uint8_t, 32>& fingerprint() const { return dtls_.fingerprint(); }
  std::vector<runtime::ShardSnapshot> snapshots() const;
  // Of each shard's thread.
  std::vector<Duration> cpu_times() const;
  // The smallest receive and send buffer that the kernel gave us, in bytes.
  struct Buffers {
    int receive = 0;
    int send = 0;
  };
  Buffers smallest_buffers() const { return buffers_; }

 private:
  Media(SecureRandom& random, transport::CipherEngine engine) : random_(random), dtls_(engine) {}
  void add(std::unique_ptr<runtime::UdpSocket> socket, const std::vector<SocketAddress>& reachable);
  void add(std::unique_ptr<runtime::TcpListener> listener,
           const std::vector<SocketAddress>& reachable);

  SecureRandom& random_;
  transport::DtlsContext dtls_;
  std::vector<std::unique_ptr<runtime::UdpSocket>> sockets_;  // until start()
  std::unique_ptr<runtime::TcpListener> listener_;            // likewise; null: without TCP
  std::vector<livekit::ShardEndpoint> endpoints_;
  Buffers buffers_;
  std::vector<std::unique_ptr<runtime::ShardThread>> threads_;  // none is added after start()
};

}  // namespace diemcau::server
