#pragma once

#include "shard/flight.h"
#include "shard/peer.h"

// Notes in a peer's ring what has been decided about it. None of it takes memory.
namespace diemcau::shard {

void note_path(Instant now, Peer& peer);
void note_wanted(Instant now, const Sink& sink);
// What was shared out: the sums where they have changed enough to matter.
void note_shared(Instant now, Peer& receiver, uint64_t usable_bps, bool squeezed);
// What the line allows; where it follows the client's wish alone there is nothing to note.
void note_granted(Instant now, Sink& sink, forward::Grant before);
// What is looked at once a second only, so that the path of each packet stays as it is.
void note_second(Instant now, Peer& peer);

FlightReport report_of(Instant now, const Peer& peer);

}  // namespace diemcau::shard
