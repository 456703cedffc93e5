#include "real_world.h"

#include <algorithm>
#include <thread>

#include "runtime/clock.h"

namespace diemcau::bench {
namespace {

constexpr char kLoopback[] = "127.0.0.1";

}  // namespace

RealWorld::RealWorld(uint64_t seed) : now(runtime::monotonic_now()), random_(seed) {
  auto socket = runtime::UdpSocket::open(kLoopback, 0);
  DIEMCAU_CHECK(socket.ok());
  port_ = (*socket)->port();
  auto shard = std::make_unique<shard::Shard>(shard::Config{0, &sim::server_context(), &secure_});
  thread_ = std::make_unique<runtime::ShardThread>(std::move(shard), std::move(*socket),
                                                   [](const link::FromShard&) {});
}

sim::SimClient& RealWorld::add() {
  auto socket = runtime::UdpSocket::open(kLoopback, 0);
  DIEMCAU_CHECK(socket.ok());
  auto& relay = relays_.emplace_back(
      std::make_unique<Relay>(Relay{std::move(*socket), sim::Network(random_.u64()), {}}));
  relay->path = {SocketAddress::v4(127, 0, 0, 1, relay->socket->port()),
                 SocketAddress::v4(127, 0, 0, 1, port_),
                 {}};
  relay->network.line = {.delay = 0ms};
  const auto number = static_cast<uint32_t>(clients.size() + 1);
  auto& client = *clients.emplace_back(
      std::make_unique<sim::SimClient>(number, relay->path, random_.u64(), relay->network));
  tell(client.join(RoomId{1}));
  client.connect(now);
  return client;
}

void RealWorld::set_lines(const sim::SimClient& client, const congestion::LineModel::Shape& down,
                          const congestion::LineModel::Shape& up) {
  for (const auto& relay : relays_) {
    if (relay->path.local == client.address()) {
      relay->network.set_lines(client.address(), down, up, random_.u64());
    }
  }
}

// What the client has sent leaves its line for the server; what the server has sent enters it.
void RealWorld::turn(sim::SimClient& client, Relay& relay) {
  while (relay.socket->receive([&](const Path&, MutableBytes data) {
    relay.network.send(now, {relay.path.remote, relay.path.local, {}}, data);
  })) {
  }
  client.handle_timeout(now);
  sim::Delivery delivery;
  while (relay.network.receive(now, delivery)) {
    if (delivery.path.local == relay.path.local) {
      client.handle_delivery(now, delivery);
      continue;
    }
    batch_.clear();
    std::copy(delivery.datagram.begin(), delivery.datagram.end(), batch_.begin_message().begin());
    const size_t size = delivery.datagram.size();
    batch_.commit(relay.path, size, static_cast<uint16_t>(size));
    relay.socket->send(batch_, 0);
  }
}

void RealWorld::run(Duration duration) {
  for (const Instant end = now + duration; now < end; now = runtime::monotonic_now()) {
    for (size_t i = 0; i < clients.size(); ++i) turn(*clients[i], *relays_[i]);
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  }
}

}  // namespace diemcau::bench
