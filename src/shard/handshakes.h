#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "base/address.h"
#include "base/bytes.h"
#include "base/id.h"
#include "shard/peer.h"

namespace diemcau::shard {

// DTLS of peers that are coming up. A step of a handshake costs some hundred microseconds, so a
// crowd that joins at once would hold up everyone's sound: its datagrams wait here, and each batch
// of output takes one step at most. Bounded, for each peer too; what comes on top is lost as on a
// network, and DTLS sends it again.
class Handshakes {
 public:
  static constexpr size_t kBound = 2048;
  static constexpr uint8_t kPerPeer = 16;
  // Datagrams looked at in one step, since not each brings a handshake on: flights come in pieces.
  static constexpr size_t kPerStep = 4;
  // So many batches in a row may be sound's alone; then one step is taken all the same.
  static constexpr size_t kPatience = 32;

  struct Datagram {
    PeerId peer;
    Path path;
    std::vector<uint8_t> bytes;
  };

  // False: there are too many.
  bool push(Peer& peer, const Path& path, Bytes datagram) {
    if (waiting_.size() == kBound || peer.handshake_datagrams == kPerPeer) return false;
    ++peer.handshake_datagrams;
    waiting_.push_back({peer.id, path, {datagram.begin(), datagram.end()}});
    return true;
  }
  Datagram pop() {
    Datagram first = std::move(waiting_.front());
    waiting_.pop_front();
    return first;
  }
  bool empty() const { return waiting_.empty(); }

  // Whether a step may be taken now.
  bool is_due(bool sound_waits) {
    if (empty()) return false;
    held_up_ = sound_waits ? held_up_ + 1 : 0;
    if (held_up_ > kPatience) held_up_ = 0;
    return held_up_ == 0;
  }

 private:
  std::deque<Datagram> waiting_;
  size_t held_up_ = 0;
};

}  // namespace diemcau::shard
