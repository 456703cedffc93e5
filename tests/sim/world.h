#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "network.h"
#include "shard/shard.h"
#include "sim_client.h"

namespace diemcau::sim {

inline const SocketAddress kServer = SocketAddress::v4(10, 0, 0, 1, 7882);
inline constexpr RoomId kRoom{1};

// One shard and its clients on a seeded network, in virtual time.
struct World {
  explicit World(uint64_t seed)
      : network(seed), random(seed + 7), secure(seed + 9), shard({0, &server_context(), &secure}) {}

  SimClient& add(bool by_tcp = false) {
    const auto number = static_cast<uint32_t>(clients.size() + 1);
    Path path{SocketAddress::v4(10, 0, 1, static_cast<uint8_t>(number), 5000), kServer, {}};
    if (by_tcp) {
      path.tcp = TcpId{number};
      network.tcp.try_emplace(path.tcp, random.u64(), Path{kServer, path.local, path.tcp});
    }
    SimClient& client =
        *clients.emplace_back(std::make_unique<SimClient>(number, path, random.u64(), network));
    shard.handle_message(now, client.join(kRoom));
    client.connect(now);
    return client;
  }

  void tell(link::ToShard message) { shard.handle_message(now, std::move(message)); }
  void set_lines(const SimClient& client, const congestion::LineModel::Shape& down,
                 const congestion::LineModel::Shape& up) {
    network.set_lines(client.address(), down, up, random.u64());
  }

  void flush() {
    while (shard.poll_batch(now, batch)) {
      for (size_t i = 0; i < batch.size(); ++i) {
        const auto& message = batch[i];
        ++messages;
        if (const auto line = network.tcp.find(message.path.tcp); line != network.tcp.end()) {
          line->second.send(now, message.path, message.data, message.segment_size,
                            message.pictures);
          continue;
        }
        for (size_t at = 0; at < message.data.size(); at += message.segment_size) {
          const size_t size = std::min<size_t>(message.segment_size, message.data.size() - at);
          network.send(now, message.path, message.data.subspan(at, size));
          ++datagrams;
        }
      }
      batch.clear();
    }
    link::FromShard event;
    while (shard.poll_event(event)) events.push_back(event);
  }

  void deliver() {
    Delivery delivery;
    while (network.receive(now, delivery)) {
      if (delivery.path.local == kServer) {
        shard.handle_datagram(now, delivery.path, delivery.datagram);
        continue;
      }
      for (auto& client : clients) {
        if (client->address() == delivery.path.local) {
          client->handle_delivery(now, delivery);
          break;
        }
      }
    }
  }

  void run(Duration duration) {
    const Instant end = now + duration;
    while (true) {
      flush();
      Instant next = std::min(network.next(), shard.next_timeout());
      for (auto& client : clients) next = std::min(next, client->next_timeout());
      if (next > end) break;
      now = std::max(now, next);
      deliver();
      if (shard.next_timeout() <= now) shard.handle_timeout(now);
      for (auto& client : clients) client->handle_timeout(now);
    }
    now = end;
  }

  template <class Event>
  size_t count_events() const {
    return static_cast<size_t>(std::count_if(events.begin(), events.end(), [](const auto& event) {
      return std::holds_alternative<Event>(event);
    }));
  }

  Instant now{1s};
  Network network;
  SeededRandom random;
  RepeatableRandom secure;
  shard::Shard shard;
  shard::Batch batch;
  std::vector<std::unique_ptr<SimClient>> clients;
  std::vector<link::FromShard> events;
  uint64_t messages = 0;
  uint64_t datagrams = 0;
};

}  // namespace diemcau::sim
