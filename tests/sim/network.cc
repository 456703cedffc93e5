#include "network.h"

namespace diemcau::sim {

congestion::LineModel* Network::line_of(const Path& path) {
  if (const auto down = lines.find(path.remote); down != lines.end()) return &down->second;
  const auto up = up_lines.find(path.local);
  return up == up_lines.end() ? nullptr : &up->second;
}

void Network::send(Instant now, const Path& path, Bytes datagram) {
  if (const auto at = tcp.find(path.tcp); at != tcp.end()) {
    return at->second.send(now, path, datagram, datagram.size(), false);
  }
  if (congestion::LineModel* own = line_of(path)) {
    constexpr size_t kHeaders = 28;  // of UDP and IP
    if (const auto out = own->send(now, datagram.size() + kHeaders)) {
      in_flight_.emplace(
          *out, Delivery{{path.remote, path.local, path.tcp}, {datagram.begin(), datagram.end()}});
    } else {
      ++lost_;
    }
    return;
  }
  for (int copies = random_.chance(line.duplicates) ? 2 : 1; copies > 0; --copies) {
    if (random_.chance(line.loss)) {
      ++lost_;
      continue;
    }
    Duration delay = line.delay;
    if (line.jitter > 0ms) {
      delay +=
          Duration(static_cast<int64_t>(random_.below(static_cast<uint64_t>(line.jitter.count()))));
    }
    in_flight_.emplace(now + delay,
                       Delivery{{path.remote, path.local}, {datagram.begin(), datagram.end()}});
  }
}

Instant Network::next() const {
  Instant next = in_flight_.empty() ? kNever : in_flight_.begin()->first;
  for (const auto& [id, one] : tcp) next = std::min(next, one.next());
  return next;
}

bool Network::receive(Instant now, Delivery& out) {
  for (auto& [id, one] : tcp) {
    if (one.receive(now, out)) return true;
  }
  if (in_flight_.empty() || in_flight_.begin()->first > now) return false;
  out = std::move(in_flight_.begin()->second);
  in_flight_.erase(in_flight_.begin());
  return true;
}

}  // namespace diemcau::sim
