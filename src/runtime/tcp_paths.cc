#include "runtime/tcp_paths.h"

namespace diemcau::runtime {

using transport::StreamEnd;

TcpPaths::TcpPaths(shard::Shard& shard) : shard_(shard) {}

TcpId TcpPaths::next_id() {
  do ++last_id_;
  while (last_id_ == 0 || connections_.contains(TcpId{last_id_}));
  return TcpId{last_id_};
}

void TcpPaths::adopt(Instant now, std::unique_ptr<TcpArrival> arrival) {
  const SocketAddress remote = arrival->socket->remote();
  if (limit_.full() || limit_.full_for(remote)) return count(StreamEnd::kCrowded);
  const Path path{arrival->socket->local(), remote, next_id()};
  // Only an authentic check makes a path known.
  shard_.handle_datagram(now, path, arrival->first);
  if (!shard_.knows(path)) return count(StreamEnd::kForeign);
  if (!ready_.add(arrival->socket->fd(), path.tcp.value)) return count(StreamEnd::kCrowded);
  if (buffer_.empty()) buffer_.resize(kReadSize);
  if (connections_.empty()) sweep_ = now + kSweep;
  limit_.add(remote);
  ++counters_.datagrams_received;
  auto& made = connections_
                   .emplace(path.tcp, Connection{std::move(arrival->socket),
                                                 std::move(arrival->stream), path})
                   .first->second;
  made.stream.prove(now);
  counters_.open = connections_.size();
}

void TcpPaths::handle_ready(Instant now) {
  ready_.for_each_ready([&](const ReadySet::Ready& one) {
    const TcpId id{one.key};
    if (const auto at = connections_.find(id); one.writing && at != connections_.end()) write(at);
    if (const auto at = connections_.find(id); one.reading && at != connections_.end()) {
      read(now, at);
    }
  });
}

void TcpPaths::read(Instant now, Map::iterator at) {
  Connection& one = at->second;
  const auto count = one.socket->read(buffer_);
  if (!count) return end(at, StreamEnd::kClosed);
  if (*count == 0) return;
  one.stream.feed(now, MutableBytes(buffer_).first(*count));
  MutableBytes datagram;
  while (one.stream.next(datagram)) {
    ++counters_.datagrams_received;
    shard_.handle_datagram(now, one.path, datagram);
  }
  if (const auto why = one.stream.end(now)) end(at, *why);
}

void TcpPaths::send(const shard::OutgoingMessage& message) {
  const size_t segment = message.segment_size;
  const uint64_t datagrams = (message.data.size() + segment - 1) / segment;
  const auto at = connections_.find(message.path.tcp);
  if (at == connections_.end()) {
    counters_.unconnected += datagrams;
    return;
  }
  if (!at->second.stream.output().push(message.data, segment, message.pictures)) {
    (message.pictures ? counters_.pictures_dropped : counters_.others_dropped) += datagrams;
    return;
  }
  counters_.datagrams_sent += datagrams;
  if (!at->second.blocked) write(at);
}

void TcpPaths::write(Map::iterator at) {
  Connection& one = at->second;
  transport::SendLanes& output = one.stream.output();
  while (!output.empty()) {
    const auto count = one.socket->write(output.front());
    if (!count) return end(at, StreamEnd::kClosed);
    if (*count == 0) break;
    output.written(*count);
  }
  const bool blocked = !output.empty();
  if (blocked == one.blocked) return;
  one.blocked = blocked;
  ready_.watch_writing(one.socket->fd(), one.path.tcp.value, blocked);
}

void TcpPaths::end(Map::iterator at, StreamEnd why) {
  count(why);
  limit_.remove(at->second.path.remote);
  connections_.erase(at);
  counters_.open = connections_.size();
  if (connections_.empty()) sweep_ = kNever;
}

void TcpPaths::handle_timeout(Instant now) {
  if (now < sweep_) return;
  sweep_ = now + kSweep;
  for (auto at = connections_.begin(); at != connections_.end();) {
    const auto one = at++;
    if (const auto why = one->second.stream.end(now)) {
      end(one, *why);
    } else if (!shard_.knows(one->second.path)) {
      end(one, StreamEnd::kGone);
    }
  }
}

}  // namespace diemcau::runtime
