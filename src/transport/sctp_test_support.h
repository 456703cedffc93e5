#pragma once

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "transport/sctp_channels.h"

namespace diemcau::transport {

inline SharedBytes shared_bytes(std::string_view text) {
  const Bytes bytes = as_bytes(text);
  return std::make_shared<const std::vector<uint8_t>>(bytes.begin(), bytes.end());
}

struct LineFaults {
  double loss = 0;
  double duplication = 0;
  Duration jitter{};  // more than the distance of packets reorders them
};

// Two ends in memory, and a line between them that loses, doubles and reorders, in virtual time.
template <class End>
class SctpPair {
 public:
  SctpPair(std::unique_ptr<End> one, std::unique_ptr<End> other, uint64_t seed)
      : a(std::move(one)), b(std::move(other)), random_(seed) {}

  std::unique_ptr<End> a;
  std::unique_ptr<End> b;
  Instant now{1s};
  uint64_t packets = 0;
  bool cut = false;  // nothing arrives any more
  LineFaults faults;

  // Until `done`, or for so long; whether it was done.
  template <class Done>
  bool run(Duration limit, Done done) {
    const Instant end = now + limit;
    while (true) {
      exchange();
      if (done()) return true;
      const Instant next = std::min({next_arrival(), a->next_timeout(), b->next_timeout()});
      if (next > end) {
        now = end;
        return done();
      }
      now = std::max(now, next);
      a->handle_timeout(now);
      b->handle_timeout(now);
      deliver();
    }
  }

 private:
  struct Flying {
    Instant at;
    bool to_b;
    std::vector<uint8_t> bytes;
  };
  static constexpr Duration kDelay = 20ms;

  void exchange() {
    std::vector<uint8_t> packet;
    while (a->poll_packet(now, packet)) send(true, packet);
    while (b->poll_packet(now, packet)) send(false, packet);
  }

  void send(bool to_b, const std::vector<uint8_t>& packet) {
    ++packets;
    DIEMCAU_CHECK(packet.size() <= kSctpMaxPacket);
    if (cut || random_.chance(faults.loss)) return;
    const int copies = random_.chance(faults.duplication) ? 2 : 1;
    for (int i = 0; i < copies; ++i) {
      const Duration late{
          static_cast<int64_t>(random_.unit() * static_cast<double>(faults.jitter.count()))};
      flying_.push_back({now + kDelay + late, to_b, packet});
    }
  }

  Instant next_arrival() const {
    Instant next = kNever;
    for (const Flying& one : flying_) next = std::min(next, one.at);
    return next;
  }

  void deliver() {
    for (size_t i = 0; i < flying_.size();) {
      if (flying_[i].at > now) {
        ++i;
        continue;
      }
      const Flying one = std::move(flying_[i]);
      flying_.erase(flying_.begin() + static_cast<std::ptrdiff_t>(i));
      (one.to_b ? *b : *a).handle_packet(now, one.bytes);
    }
  }

  SeededRandom random_;
  std::deque<Flying> flying_;
};

}  // namespace diemcau::transport
