#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/address.h"
#include "base/random.h"
#include "base/time.h"
#include "congestion/line_model.h"

namespace diemcau::sim {

struct Line {
  double loss = 0;
  double duplicates = 0;
  Duration delay = 10ms;
  Duration jitter = 0ms;  // reorders when longer than the gap between packets
};

struct Delivery {
  Path path;  // as the receiver sees it
  std::vector<uint8_t> datagram;
};

// Datagrams on their way, in virtual time, by seed.
class Network {
 public:
  explicit Network(uint64_t seed) : random_(seed) {}

  Line line;
  // The way down to these goes through a line of its own.
  std::map<SocketAddress, congestion::LineModel> lines;

  // `path` as the sender sees it.
  void send(Instant now, const Path& path, Bytes datagram);
  Instant next() const { return in_flight_.empty() ? kNever : in_flight_.begin()->first; }
  bool receive(Instant now, Delivery& out);
  uint64_t lost() const { return lost_; }

 private:
  SeededRandom random_;
  std::multimap<Instant, Delivery> in_flight_;
  uint64_t lost_ = 0;
};

}  // namespace diemcau::sim
