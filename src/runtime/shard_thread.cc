#include "runtime/shard_thread.h"

#include <pthread.h>

#include "runtime/clock.h"

namespace diemcau::runtime {
namespace {

constexpr uint32_t kSocketKey = 0;
constexpr uint32_t kMailboxKey = 1;
// Datagrams read in one turn before timers and output get theirs: 8 × 32.
constexpr int kReceiveBatchesPerTurn = 8;

}  // namespace

ShardThread::ShardThread(std::unique_ptr<shard::Shard> shard, std::unique_ptr<UdpSocket> socket,
                         OnEvent on_event)
    : shard_(std::move(shard)), socket_(std::move(socket)), on_event_(std::move(on_event)) {
  loop_.watch(socket_->fd(), kSocketKey);
  loop_.watch(mailbox_.fd(), kMailboxKey);
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
    const uint64_t ready = loop_.wait(now, more ? now : shard_->next_timeout());
    if ((ready & (1 << kMailboxKey)) != 0) handle_messages();
    handle_datagrams();
    const Instant after = monotonic_now();
    if (shard_->next_timeout() <= after) shard_->handle_timeout(after);
    report_events();
    publish_counters();
  }
}

// Once a turn, not once a packet: the lock is almost never contended.
void ShardThread::publish_counters() {
  const std::lock_guard lock(snapshot_mutex_);
  snapshot_ = {shard_->counters(), socket_->counters()};
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
  batch_sent_ = socket_->send(batch_, batch_sent_);
  const bool blocked = batch_sent_ < batch_.size();
  if (blocked != blocked_) {
    blocked_ = blocked;
    loop_.watch_writing(socket_->fd(), kSocketKey, blocked);
  }
  return !blocked;
}

}  // namespace diemcau::runtime
