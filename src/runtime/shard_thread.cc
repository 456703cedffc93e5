#include "runtime/shard_thread.h"

#include <pthread.h>

#include <algorithm>

#include "runtime/clock.h"

namespace diemcau::runtime {
namespace {

constexpr uint32_t kSocketKey = 0;
constexpr uint32_t kMailboxKey = 1;
constexpr uint32_t kTaskMailboxKey = 2;
constexpr uint32_t kTcpKey = 3;
constexpr uint32_t kDoorKey = 4;
bool is_ready(uint64_t ready, uint32_t key) { return (ready >> key & 1) != 0; }

// Datagrams read in one turn before timers and output get theirs: 8 × 32.
constexpr int kReceiveBatchesPerTurn = 8;

}  // namespace

ShardThread::ShardThread(std::unique_ptr<shard::Shard> shard, std::unique_ptr<UdpSocket> socket,
                         OnEvent on_event)
    : shard_(std::move(shard)),
      socket_(std::move(socket)),
      on_event_(std::move(on_event)),
      tcp_(*shard_) {
  loop_.watch(socket_->fd(), kSocketKey);
  loop_.watch(mailbox_.fd(), kMailboxKey);
  loop_.watch(task_mailbox_.fd(), kTaskMailboxKey);
  loop_.watch(tcp_.fd(), kTcpKey);
  thread_ = std::thread([this] { run(); });
}

ShardThread::~ShardThread() {
  stopping_ = true;
  mailbox_.wake();
  thread_.join();
}

void ShardThread::run() {
  pthread_setname_np(pthread_self(), "shard");
  while (!stopping_) {
    const bool more = send_some();
    const Instant now = monotonic_now();
    const uint64_t ready = loop_.wait(now, more ? now : next_timeout());
    if (is_ready(ready, kMailboxKey)) handle_messages();
    handle_datagrams();
    handle_tcp(ready);
    handle_timeouts();
    report_events();
    publish_counters();
  }
}

Instant ShardThread::next_timeout() const {
  const Instant next = std::min(shard_->next_timeout(), tcp_.next_timeout());
  return door_ == nullptr ? next : std::min(next, door_->next_timeout());
}

void ShardThread::handle_timeouts() {
  const Instant now = monotonic_now();
  if (shard_->next_timeout() <= now) shard_->handle_timeout(now);
  if (tcp_.next_timeout() <= now) tcp_.handle_timeout(now);
  if (door_ != nullptr && door_->next_timeout() <= now) door_->handle_timeout(now);
}

void ShardThread::handle_tcp(uint64_t ready) {
  if (is_ready(ready, kTaskMailboxKey)) handle_tasks();
  if (is_ready(ready, kTcpKey)) tcp_.handle_ready(monotonic_now());
  if (is_ready(ready, kDoorKey)) door_->handle_ready(monotonic_now());
}

void ShardThread::listen(std::unique_ptr<TcpListener> listener, TcpDoor::Deliver deliver) {
  task_mailbox_.push(Listen{std::move(listener), std::move(deliver)});
}

void ShardThread::handle_tasks() {
  task_mailbox_.take_all(tasks_);
  // Control told of a peer before the peer knew where to connect to.
  handle_messages();
  for (auto& task : tasks_) {
    if (auto* arrival = std::get_if<std::unique_ptr<TcpArrival>>(&task)) {
      tcp_.adopt(monotonic_now(), std::move(*arrival));
      continue;
    }
    if (auto* question = std::get_if<FlightQuestion>(&task)) {
      question->answer(shard_->flight_of(monotonic_now(), question->peer));
      continue;
    }
    Listen& open = std::get<Listen>(task);
    door_ = std::make_unique<TcpDoor>(std::move(open.listener), std::move(open.deliver));
    loop_.watch(door_->fd(), kDoorKey);
  }
}

// Once a turn, not once a packet: the lock is almost never contended.
void ShardThread::publish_counters() {
  cpu_time_.store(thread_cpu_time(), std::memory_order_relaxed);
  const std::lock_guard lock(snapshot_mutex_);
  snapshot_.shard = shard_->counters();
  snapshot_.udp = socket_->counters();
  snapshot_.tcp = tcp_.counters();
  if (door_ != nullptr) snapshot_.door = door_->counters();
}

ShardSnapshot ShardThread::snapshot() const {
  const std::lock_guard lock(snapshot_mutex_);
  return snapshot_;
}

void ShardThread::handle_messages() {
  mailbox_.take_all(messages_);
  const Instant now = monotonic_now();
  for (auto& message : messages_) shard_->handle_message(now, std::move(message));
}

void ShardThread::handle_datagrams() {
  for (int i = 0; i < kReceiveBatchesPerTurn; ++i) {
    const Instant now = monotonic_now();
    const bool more = socket_->receive(
        [&](const Path& path, MutableBytes data) { shard_->handle_datagram(now, path, data); });
    if (!more) return;
  }
}

void ShardThread::report_events() {
  link::FromShard event;
  while (shard_->poll_event(event)) on_event_(std::move(event));
}

bool ShardThread::send_some() {
  if (batch_sent_ == batch_.size()) {
    batch_.clear();
    batch_sent_ = 0;
    if (!shard_->poll_batch(monotonic_now(), batch_)) return false;
  }
  const bool blocked = !send_batch();
  if (blocked != blocked_) {
    blocked_ = blocked;
    loop_.watch_writing(socket_->fd(), kSocketKey, blocked);
  }
  return !blocked;
}

// False when the UDP socket's send buffer is full; TCP never keeps it waiting.
bool ShardThread::send_batch() {
  while (batch_sent_ < batch_.size()) {
    if (batch_[batch_sent_].path.tcp != TcpId{}) {
      tcp_.send(batch_[batch_sent_++]);
      continue;
    }
    batch_sent_ = socket_->send(batch_, batch_sent_);
    if (batch_sent_ < batch_.size() && batch_[batch_sent_].path.tcp == TcpId{}) return false;
  }
  return true;
}

}  // namespace diemcau::runtime
