#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "base/address.h"
#include "base/random.h"
#include "base/time.h"
#include "congestion/line_model.h"
#include "delivery.h"
#include "tcp_line.h"

namespace diemcau::sim {

struct Line {
  double loss = 0;
  double duplicates = 0;
  Duration delay = 10ms;
  Duration jitter = 0ms;  // reorders when longer than the gap between packets
};

// Datagrams on their way, in virtual time, by seed.
class Network {
 public:
  explicit Network(uint64_t seed) : random_(seed) {}

  Line line;
  // The ways to and from these go through lines of their own.
  std::map<SocketAddress, congestion::LineModel> lines;
  std::map<SocketAddress, congestion::LineModel> up_lines;
  void set_lines(const SocketAddress& client, const congestion::LineModel::Shape& down,
                 const congestion::LineModel::Shape& up, uint64_t seed) {
    lines.try_emplace(client, seed).first->second.set(down);
    up_lines.try_emplace(client, seed + 1).first->second.set(up);
  }
  std::map<TcpId, TcpLine> tcp;

  // `path` as the sender sees it.
  void send(Instant now, const Path& path, Bytes datagram);
  Instant next() const;
  bool receive(Instant now, Delivery& out);
  uint64_t lost() const { return lost_; }

 private:
  congestion::LineModel* line_of(const Path& path);

  SeededRandom random_;
  std::multimap<Instant, Delivery> in_flight_;
  uint64_t lost_ = 0;
};

}  // namespace diemcau::sim
