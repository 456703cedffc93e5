#include "network.h"

namespace diemcau::sim {

void Network::send(Instant now, const Path& path, Bytes datagram) {
  if (const auto at = lines.find(path.remote); at != lines.end()) {
    const auto out = at->second.send(now, datagram.size() + 28);
    if (!out) {
      ++lost_;
      return;
    }
    in_flight_.emplace(*out,
                       Delivery{{path.remote, path.local}, {datagram.begin(), datagram.end()}});
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

bool Network::receive(Instant now, Delivery& out) {
  if (next() > now) return false;
  out = std::move(in_flight_.begin()->second);
  in_flight_.erase(in_flight_.begin());
  return true;
}

}  // namespace diemcau::sim
