#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "base/address.h"
#include "base/random.h"
#include "base/time.h"
#include "delivery.h"
#include "transport/frame_reader.h"
#include "transport/send_lanes.h"

namespace diemcau::sim {

// A client's TCP connection in virtual time: loses nothing, keeps the order, carries so many bits a
// second down, and cuts the stream wherever it likes. What waits, waits as it does at the server.
class TcpLine {
 public:
  // `client` as the server sees it.
  TcpLine(uint64_t seed, const Path& client) : random_(seed), client_(client) {}

  uint64_t down_bps = 50'000'000;
  Duration delay = 20ms;

  // `path` as the sender sees it.
  void send(Instant now, const Path& path, Bytes data, size_t segment, bool pictures);
  Instant next() const;
  bool receive(Instant now, Delivery& out);
  // Datagrams that the server could not put into its lanes.
  uint64_t pictures_dropped() const { return pictures_dropped_; }
  uint64_t others_dropped() const { return others_dropped_; }

 private:
  struct Direction {
    transport::SendLanes lanes;
    Instant free{};  // when the line takes the next piece
    std::deque<std::pair<Instant, std::vector<uint8_t>>> flying;
    std::vector<uint8_t> fed;
    transport::FrameReader reader{2048};
  };
  void pump(Instant now, Direction& direction, uint64_t bps);
  std::optional<std::vector<uint8_t>> arrived(Instant now, Direction& direction);

  SeededRandom random_;
  const Path client_;
  Direction down_;
  Direction up_;
  uint64_t pictures_dropped_ = 0;
  uint64_t others_dropped_ = 0;
};

}  // namespace diemcau::sim
