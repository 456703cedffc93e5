#include "tcp_line.h"

#include <algorithm>

namespace diemcau::sim {
namespace {

constexpr size_t kMostAtOnce = 1448;
constexpr uint64_t kUpBps = 50'000'000;

Instant next_of(const auto& direction) {
  Instant next = direction.flying.empty() ? kNever : direction.flying.front().first;
  return direction.lanes.empty() ? next : std::min(next, direction.free);
}

}  // namespace

void TcpLine::send(Instant now, const Path& path, Bytes data, size_t segment, bool pictures) {
  const bool down = path == client_;
  Direction& direction = down ? down_ : up_;
  if (!direction.lanes.push(data, segment, pictures)) {
    (pictures ? pictures_dropped_ : others_dropped_) += (data.size() + segment - 1) / segment;
  }
  direction.free = std::max(direction.free, now);
  pump(now, direction, down ? down_bps : kUpBps);
}

void TcpLine::pump(Instant now, Direction& direction, uint64_t bps) {
  while (!direction.lanes.empty() && direction.free <= now) {
    const Bytes front = direction.lanes.front();
    const Bytes piece = front.first(std::min(front.size(), 1 + random_.below(kMostAtOnce)));
    direction.free += Duration(static_cast<int64_t>(piece.size() * 8 * 1'000'000'000 / bps));
    direction.flying.emplace_back(direction.free + delay,
                                  std::vector<uint8_t>(piece.begin(), piece.end()));
    direction.lanes.written(piece.size());
  }
}

std::optional<std::vector<uint8_t>> TcpLine::arrived(Instant now, Direction& direction) {
  MutableBytes datagram;
  while (!direction.reader.next(datagram)) {
    DIEMCAU_CHECK(!direction.reader.broken());
    if (direction.flying.empty() || direction.flying.front().first > now) return std::nullopt;
    direction.fed = std::move(direction.flying.front().second);
    direction.flying.pop_front();
    direction.reader.feed(direction.fed);
  }
  return std::vector<uint8_t>(datagram.begin(), datagram.end());
}

Instant TcpLine::next() const { return std::min(next_of(down_), next_of(up_)); }

bool TcpLine::receive(Instant now, Delivery& out) {
  pump(now, down_, down_bps);
  pump(now, up_, kUpBps);
  if (auto datagram = arrived(now, up_)) {
    out = {client_, std::move(*datagram)};
    return true;
  }
  auto datagram = arrived(now, down_);
  if (datagram) out = {{client_.remote, client_.local, client_.tcp}, std::move(*datagram)};
  return datagram.has_value();
}

}  // namespace diemcau::sim
