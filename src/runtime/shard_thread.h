#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/random.h"
#include "link/messages.h"
#include "runtime/event_loop.h"
#include "runtime/mailbox.h"
#include "runtime/udp_socket.h"
#include "shard/shard.h"

namespace diemcau::runtime {

struct ShardSnapshot {
  shard::Counters shard;
  UdpCounters udp;
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
  // The counters as they stood after the last turn of the loop. Any thread.
  ShardSnapshot snapshot() const;

 private:
  void run();
  void handle_messages();
  void handle_datagrams();
  void report_events();
  void publish_counters();
  // Sends what is left of the batch, then the next ones, one batch a call; false when there is
  // nothing more to send or the send buffer is full.
  bool send_some();

  std::unique_ptr<shard::Shard> shard_;
  std::unique_ptr<UdpSocket> socket_;
  const OnEvent on_event_;
  EventLoop loop_;
  Mailbox<link::ToShard> mailbox_;
  std::vector<link::ToShard> messages_;
  shard::Batch batch_;
  size_t batch_sent_ = 0;
  bool blocked_ = false;
  mutable std::mutex snapshot_mutex_;
  ShardSnapshot snapshot_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace diemcau::runtime
