#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/address.h"
#include "base/bytes.h"
#include "base/random.h"
#include "base/time.h"
#include "link/messages.h"
#include "shard/batch.h"
#include "shard/counters.h"
#include "shard/flight.h"
#include "transport/dtls_context.h"

namespace diemcau::shard {

struct Config {
  uint8_t number = 0;
  const transport::DtlsContext* dtls = nullptr;  // outlives the shard
  SecureRandom* random = nullptr;                // used on the shard's thread only
};

// One thread's worth of peers: everything between a datagram that comes in and the datagrams that
// leave for it. No IO, no clock, no lock; whoever drives it (a ShardThread, the simulator) feeds it
// datagrams, messages and time, and takes batches and events until there are none.
//
// Order of output: answers and RTCP, audio, retransmissions, video. A fan-out is resumable work:
// each poll_batch() makes one batch, and whatever came in between is looked at first.
class Shard {
 public:
  explicit Shard(const Config& config);
  ~Shard();
  Shard(const Shard&) = delete;
  Shard& operator=(const Shard&) = delete;

  // `datagram` is decrypted in place.
  void handle_datagram(Instant now, const Path& path, MutableBytes datagram);
  void handle_message(Instant now, link::ToShard message);
  void handle_timeout(Instant now);
  Instant next_timeout() const;

  // Fills `batch`, which is empty, with what is to be sent now; false when there is nothing.
  bool poll_batch(Instant now, Batch& batch);
  bool poll_event(link::FromShard& out);

  // Whether a peer's authentic check has come on `path`: anything else there is nobody's.
  bool knows(const Path& path) const;
  const Counters& counters() const;
  // How a connection stands and what was decided about it lately; nothing if it is not here.
  std::optional<FlightReport> flight_of(Instant now, PeerId peer) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diemcau::shard
