#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "base/time.h"
#include "transport/frame_reader.h"
#include "transport/send_lanes.h"
#include "wire/stun.h"

namespace diemcau::transport {

// Why a TCP connection came to its end.
enum class StreamEnd : uint8_t {
  kClosed,     // by the client, or broken off
  kOversized,  // a frame announced more than any datagram of ours: another protocol, or nonsense
  kForeign,    // the first frame was no authentic check for a connection that is expected here
  kSilent,     // the first frame did not come in time
  kQuiet,      // nothing came for long: not even checks
  kGone,       // the client's connection is over, or has left this path
  kCrowded,    // too many connections, in all or from one address
};
inline constexpr size_t kStreamEnds = 7;
const char* to_string(StreamEnd end);

// One accepted TCP connection of ICE (RFC 6544, we are passive) without its socket: what came and
// is not a whole datagram yet, what waits to be written, and for how long it may say nothing.
//
// Life: unproven, until its first frame has turned out to be an authentic check: up to then no more
// is read than that one frame, and nothing is written. Then datagrams both ways until it ends.
// Owned by runtime's TcpDoor, then TcpPaths; single thread.
class StreamConnection {
 public:
  // As much as is read of a datagram on UDP.
  static constexpr size_t kMaxDatagram = 2048;
  static constexpr size_t kMaxFirstDatagram = wire::kMaxStunSize;
  static constexpr Duration kProveWithin = 5s;
  // Browsers check even a spare path every 25 s or so.
  static constexpr Duration kMaxQuiet = 60s;

  explicit StreamConnection(Instant now) : heard_(now) {}

  bool proven() const { return proven_; }
  void prove(Instant now);

  // How much of the stream may be taken now.
  size_t read_at_most(size_t available) const;
  void feed(Instant now, MutableBytes bytes);
  // The next datagram that says something; then see end().
  bool next(MutableBytes& datagram);
  // Why it has to be closed, if it has to.
  std::optional<StreamEnd> end(Instant now) const;

  SendLanes& output() { return output_; }
  const SendLanes& output() const { return output_; }

 private:
  FrameReader reader_{kMaxFirstDatagram};
  SendLanes output_;
  Instant heard_;
  bool proven_ = false;
  bool null_first_ = false;
};

// Whose check it is: the shard that the ufrag of a Binding request names. Nothing for anything
// else.
std::optional<uint8_t> shard_of_check(Bytes datagram);

}  // namespace diemcau::transport
