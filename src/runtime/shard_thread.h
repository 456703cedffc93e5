#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

#include "base/random.h"
#include "link/messages.h"
#include "runtime/event_loop.h"
#include "runtime/mailbox.h"
#include "runtime/tcp_door.h"
#include "runtime/tcp_paths.h"
#include "runtime/udp_socket.h"
#include "shard/shard.h"

namespace diemcau::runtime {

struct ShardSnapshot {
  shard::Counters shard;
  UdpCounters udp;
  TcpCounters tcp;
  TcpDoorCounters door;  // of the shard that keeps it
};

// Gives one shard its thread, its socket, its clock and its randomness. Between two batches of at
// most 64 messages it always reads the socket again, so that a fan-out of a thousand receivers
// never keeps audio waiting. Made and stopped by the composition root; `send` may be called from
// any thread, `on_event` is called on the shard's thread.
class ShardThread {
 public:
  using OnEvent = std::function<void(link::FromShard)>;

  ShardThread(std::unique_ptr<shard::Shard> shard, std::unique_ptr<UdpSocket> socket,
              OnEvent on_event);
  // Stops and joins.
  ~ShardThread();
  ShardThread(const ShardThread&) = delete;
  ShardThread& operator=(const ShardThread&) = delete;

  void send(link::ToShard message) { mailbox_.push(std::move(message)); }
  // From now on this thread also accepts ICE over TCP. `deliver` is called on it for every
  // connection whose first datagram names a shard, this one or another. Any thread, once.
  void listen(std::unique_ptr<TcpListener> listener, TcpDoor::Deliver deliver);
  // A connection for this shard. Any thread.
  void adopt(std::unique_ptr<TcpArrival> arrival) { task_mailbox_.push(std::move(arrival)); }
  // What the shard has decided about a connection lately; `answer` is called on this thread. Any
  // thread.
  using OnFlight = std::function<void(std::optional<shard::FlightReport>)>;
  void ask_flight(PeerId peer, OnFlight answer) {
    task_mailbox_.push(FlightQuestion{peer, std::move(answer)});
  }
  // The counters as they stood after the last turn of the loop. Any thread.
  ShardSnapshot snapshot() const;
  // What the thread has used of a CPU so far. Any thread.
  Duration cpu_time() const { return cpu_time_.load(std::memory_order_relaxed); }

 private:
  void run();
  void handle_messages();
  void handle_datagrams();
  void handle_tcp(uint64_t ready);
  void handle_tasks();
  void handle_timeouts();
  Instant next_timeout() const;
  void report_events();
  void publish_counters();
  // Sends what is left of the batch, then the next ones, one batch a call; false when there is
  // nothing more to send or the send buffer is full.
  bool send_some();
  bool send_batch();

  struct Listen {
    std::unique_ptr<TcpListener> listener;
    TcpDoor::Deliver deliver;
  };
  struct FlightQuestion {
    PeerId peer;
    OnFlight answer;
  };
  using Task = std::variant<Listen, std::unique_ptr<TcpArrival>, FlightQuestion>;

  std::unique_ptr<shard::Shard> shard_;
  std::unique_ptr<UdpSocket> socket_;
  const OnEvent on_event_;
  EventLoop loop_;
  Mailbox<link::ToShard> mailbox_;
  std::vector<link::ToShard> messages_;
  Mailbox<Task> task_mailbox_;
  std::vector<Task> tasks_;
  TcpPaths tcp_;
  std::unique_ptr<TcpDoor> door_;
  shard::Batch batch_;
  size_t batch_sent_ = 0;
  bool blocked_ = false;
  mutable std::mutex snapshot_mutex_;
  ShardSnapshot snapshot_;
  std::atomic<Duration> cpu_time_{};
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace diemcau::runtime
