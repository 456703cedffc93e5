#include "runtime/tcp_door.h"

#include <algorithm>

namespace diemcau::runtime {

using transport::StreamConnection;
using transport::StreamEnd;

TcpDoor::TcpDoor(std::unique_ptr<TcpListener> listener, Deliver deliver)
    : listener_(std::move(listener)), deliver_(std::move(deliver)) {
  DIEMCAU_CHECK(ready_.add(listener_->fd(), kListenerKey));
}

void TcpDoor::handle_ready(Instant now) {
  ready_.for_each_ready([&](const ReadySet::Ready& one) {
    if (one.key == kListenerKey) return accept_some(now);
    const auto at = waiting_.find(one.key);
    if (at != waiting_.end()) read(now, at);
  });
}

void TcpDoor::accept_some(Instant now) {
  for (int i = 0; i < kAcceptsPerTurn; ++i) {
    std::unique_ptr<TcpSocket> socket;
    switch (listener_->accept(socket)) {
      case TcpListener::Accepted::kNone:
        return;
      case TcpListener::Accepted::kNoFiles:
        // Asking again at once would only spin: the kernel keeps what waits.
        ++counters_.no_files;
        ready_.remove(listener_->fd());
        resume_ = now + kRest;
        return;
      case TcpListener::Accepted::kOne:
        admit(now, std::move(socket));
    }
  }
}

void TcpDoor::admit(Instant now, std::unique_ptr<TcpSocket> socket) {
  ++counters_.accepted;
  if (limit_.full_for(socket->remote())) return count(StreamEnd::kCrowded);
  // The longest without a word gives way: who means it says something at once.
  if (limit_.full()) end(waiting_.begin(), StreamEnd::kCrowded);
  while (next_key_ == kListenerKey || waiting_.contains(next_key_)) ++next_key_;
  if (!ready_.add(socket->fd(), next_key_)) return count(StreamEnd::kCrowded);
  limit_.add(socket->remote());
  waiting_.emplace(next_key_++, Waiting{std::move(socket), StreamConnection(now),
                                        now + StreamConnection::kProveWithin});
}

void TcpDoor::read(Instant now, WaitingMap::iterator at) {
  std::array<uint8_t, StreamConnection::kMaxFirstDatagram> buffer;
  StreamConnection& stream = at->second.stream;
  while (true) {
    const size_t most = stream.read_at_most(buffer.size());
    const auto count = at->second.socket->read({buffer.data(), most});
    if (!count) return end(at, StreamEnd::kClosed);
    if (*count == 0) return;
    stream.feed(now, {buffer.data(), *count});
    MutableBytes first;
    if (stream.next(first)) return deliver(at, first);
    if (const auto why = stream.end(now)) return end(at, *why);
  }
}

void TcpDoor::deliver(WaitingMap::iterator at, Bytes first) {
  const auto shard = transport::shard_of_check(first);
  if (!shard) return end(at, StreamEnd::kForeign);
  Waiting& one = at->second;
  ready_.remove(one.socket->fd());
  limit_.remove(one.socket->remote());
  std::vector<uint8_t> copy(first.begin(), first.end());
  auto arrival = std::make_unique<TcpArrival>(
      TcpArrival{std::move(one.socket), std::move(one.stream), std::move(copy)});
  waiting_.erase(at);
  deliver_(*shard, std::move(arrival));
}

void TcpDoor::end(WaitingMap::iterator at, StreamEnd why) {
  count(why);
  limit_.remove(at->second.socket->remote());
  waiting_.erase(at);
}

void TcpDoor::handle_timeout(Instant now) {
  while (!waiting_.empty() && waiting_.begin()->second.due <= now) {
    end(waiting_.begin(), StreamEnd::kSilent);
  }
  if (resume_ > now) return;
  resume_ = ready_.add(listener_->fd(), kListenerKey) ? kNever : now + kRest;
}

Instant TcpDoor::next_timeout() const {
  return waiting_.empty() ? resume_ : std::min(resume_, waiting_.begin()->second.due);
}

}  // namespace diemcau::runtime
