#pragma once

#include "base/time.h"
#include "shard/outbox.h"
#include "shard/peer.h"

// RTCP that a shard sends of its own accord.
namespace diemcau::shard {

// What is missing, and keyframes, asked of the track's publisher.
void write_feedback(Instant now, Source& source, Outbox& out);

// When the peer's packets came (transport-wide-cc).
void write_arrivals(Instant now, Peer& peer, Outbox& out);

// Receiver reports about what the peer publishes, sender reports about what it is sent.
void write_reports(Instant now, Peer& peer, Outbox& out);

}  // namespace diemcau::shard
