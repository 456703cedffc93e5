#include "runtime/shard_thread.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "base/ice_ufrag.h"
#include "runtime/clock.h"
#include "runtime/entropy.h"
#include "transport/client_transport.h"
#include "wire/rtp.h"
#include "wire/rtp_writer.h"

namespace diemcau::runtime {
namespace {

constexpr RoomId kRoom{1};
constexpr TrackId kTrack{7};
constexpr uint8_t kOpusType = 111;
constexpr Duration kPatience = 20s;  // a bound for a broken test, never waited for by a sound one

std::vector<PayloadFormat> opus() { return {{kOpusType, std::nullopt, Codec::kOpus, 48000, ""}}; }

// What the shard's thread has told, for the test's thread to wait for.
class Events {
 public:
  void push(link::FromShard event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
    changed_.notify_all();
  }
  template <class Event>
  size_t count() {
    const std::lock_guard lock(mutex_);
    size_t count = 0;
    for (const auto& event : events_) count += std::holds_alternative<Event>(event) ? 1 : 0;
    return count;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<link::FromShard> events_;
};

// A client on a real socket, driven by the test's thread.
struct Client {
  Client(uint32_t number, uint16_t server_port, const transport::DtlsContext& server)
      : id{number}, socket(*UdpSocket::open("127.0.0.1", 0)) {
    local = make_ice_credentials(random, 0);
    remote = make_ice_credentials(random, 0);
    path = {*SocketAddress::parse("127.0.0.1", socket->port()),
            *SocketAddress::parse("127.0.0.1", server_port)};
    transport = std::make_unique<transport::ClientTransport>(
        context, transport::IceSession{local, remote}, server.fingerprint(),
        std::vector<Path>{path}, random, monotonic_now());
  }

  link::AddPeer join() const {
    return {id,          kRoom,          remote.ufrag,         remote.password,
            local.ufrag, local.password, context.fingerprint()};
  }

  void send(Bytes datagram) {
    batch.clear();
    std::copy(datagram.begin(), datagram.end(), batch.begin_message().begin());
    batch.commit(path, datagram.size(), static_cast<uint16_t>(datagram.size()));
    socket->send(batch, 0);
  }

  void turn() {
    const Instant now = monotonic_now();
    while (socket->receive([&](const Path& from, MutableBytes data) {
      MutableBytes plain;
      if (transport->handle_datagram(now, {path.local, from.remote}, data, plain) ==
          transport::Received::kRtp) {
        ++packets;
      }
    })) {
    }
    transport->handle_timeout(now);
    Path to;
    std::vector<uint8_t> datagram;
    while (transport->poll_datagram(now, to, datagram)) send(datagram);
  }

  void speak() {
    std::array<uint8_t, 200> out{};
    const size_t header =
        wire::write_rtp_header(out, {kOpusType, false, sequence, sequence * 960u, Ssrc{5}}, {});
    ++sequence;
    const Bytes payload(context.fingerprint());
    const size_t size = transport->protect_rtp(out, header, {&payload, 1});
    if (size > 0) send({out.data(), size});  // 0: its end of the handshake is still to come
  }

  const PeerId id;
  SystemRandom random;
  transport::DtlsContext context;
  std::unique_ptr<UdpSocket> socket;
  IceCredentials local;
  IceCredentials remote;
  Path path;
  std::unique_ptr<transport::ClientTransport> transport;
  shard::Batch batch;
  uint16_t sequence = 0;
  size_t packets = 0;
};

struct Server {
  Server() {
    auto opened = UdpSocket::open("127.0.0.1", 0);
    port = (*opened)->port();
    thread = std::make_unique<ShardThread>(
        std::make_unique<shard::Shard>(shard::Config{0, &context, &random}), *std::move(opened),
        [this](link::FromShard event) { events.push(std::move(event)); });
  }

  transport::DtlsContext context;
  SystemRandom random;
  Events events;
  uint16_t port = 0;
  std::unique_ptr<ShardThread> thread;
};

template <class Condition>
bool turn_until(std::initializer_list<Client*> clients, Condition&& condition) {
  const Instant end = monotonic_now() + kPatience;
  while (!condition()) {
    if (monotonic_now() > end) return false;
    for (Client* client : clients) client->turn();
    std::this_thread::yield();
  }
  return true;
}

TEST(ShardThread, CarriesSoundBetweenTwoRealSockets) {
  Server server;
  Client speaker(1, server.port, server.context);
  Client listener(2, server.port, server.context);
  server.thread->send(speaker.join());
  server.thread->send(listener.join());
  ASSERT_TRUE(turn_until({&speaker, &listener},
                         [&] { return server.events.count<link::PeerConnected>() == 2; }));
  server.thread->send(link::SetSource{speaker.id,
                                      kTrack,
                                      MediaKind::kAudio,
                                      "0",
                                      opus(),
                                      {},
                                      {{Layer::kLow, "", Ssrc{5}, Ssrc{0}}}});
  server.thread->send(
      link::SetSink{SinkId{1}, listener.id, kTrack, "0", opus(), {}, Ssrc{9}, Ssrc{0}});
  ASSERT_TRUE(turn_until({&speaker, &listener}, [&] {
    speaker.speak();
    return listener.packets >= 50;
  }));
  EXPECT_EQ(server.events.count<link::SinkStarted>(), 1u);
  // The counters are published at the end of a turn, which may come after its datagrams.
  EXPECT_TRUE(turn_until({}, [&] { return server.thread->snapshot().shard.rtp_out >= 50; }));
}

TEST(ShardThread, TellsWhenAClientSaysGoodbyeAndStopsAtOnce) {
  Server server;
  Client client(1, server.port, server.context);
  server.thread->send(client.join());
  ASSERT_TRUE(turn_until({&client}, [&] {
    return server.events.count<link::PeerConnected>() == 1 &&
           client.transport->state() == transport::TransportState::kConnected;
  }));
  client.transport->close(monotonic_now());
  ASSERT_TRUE(turn_until({&client}, [&] { return server.events.count<link::PeerLost>() == 1; }));
  // Stops while others write to it.
  std::thread writer([&] {
    for (uint32_t i = 0; i < 1000; ++i) server.thread->send(link::RemovePeer{PeerId{i}});
  });
  writer.join();
  server.thread.reset();
}

}  // namespace
}  // namespace diemcau::runtime
