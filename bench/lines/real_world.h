#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "runtime/entropy.h"
#include "runtime/shard_thread.h"
#include "sim_client.h"

namespace diemcau::bench {

// A shard on its own thread with its real socket, and the simulator's clients, each on a real
// socket of the loopback interface behind a line by seed (congestion/LineModel) both ways, in real
// time. Does what sim::World does in virtual time.
class RealWorld {
 public:
  explicit RealWorld(uint64_t seed);

  sim::SimClient& add();
  void tell(link::ToShard message) { thread_->send(std::move(message)); }
  void set_lines(const sim::SimClient& client, const congestion::LineModel::Shape& down,
                 const congestion::LineModel::Shape& up);
  void run(Duration duration);

  Instant now;
  std::vector<std::unique_ptr<sim::SimClient>> clients;

 private:
  // A client's socket and its line.
  struct Relay {
    std::unique_ptr<runtime::UdpSocket> socket;
    sim::Network network;
    Path path;  // as the client sees it
  };
  void turn(sim::SimClient& client, Relay& relay);

  SeededRandom random_;
  runtime::SystemRandom secure_;
  uint16_t port_ = 0;
  std::unique_ptr<runtime::ShardThread> thread_;
  std::vector<std::unique_ptr<Relay>> relays_;
  shard::Batch batch_;
};

}  // namespace diemcau::bench
