#pragma once

#include <cstdint>

namespace diemcau::shard {

// What a shard did and what it dropped, by reason, since the start.
struct Counters {
  uint64_t datagrams_in = 0;
  uint64_t rtp_in = 0;
  uint64_t rtcp_in = 0;
  uint64_t rtp_out = 0;
  uint64_t retransmissions_out = 0;
  uint64_t probes_out = 0;  // packets that only look whether more gets through
  uint64_t messages_out = 0;
  uint64_t data_in = 0;   // messages of data channels
  uint64_t data_out = 0;  // to one receiver each

  // Dropped on the way in.
  uint64_t unknown_ufrag = 0;       // STUN for nobody here
  uint64_t unknown_path = 0;        // not STUN, from an address that no check has verified
  uint64_t refused = 0;             // the peer's transport dropped it; see transport::DropReason
  uint64_t handshakes_refused = 0;  // DTLS of new peers: more came than may wait
  uint64_t undecodable = 0;         // authentic, but not RTP or RTCP
  uint64_t unknown_stream = 0;      // RTP of no announced track
  uint64_t padding = 0;             // RTP that carries nothing: probes of a publisher's uplink
  uint64_t unwanted_packets = 0;    // duplicates, too old, oversized, of an unknown payload type
  uint64_t gated = 0;               // media of a source that control has closed
  uint64_t unwanted_data = 0;       // empty, or of a channel that is none of ours
  uint64_t no_memory = 0;           // the packet pool is at its bound
  // Dropped on the way out: more work waited than may wait.
  uint64_t fan_outs_dropped = 0;
  uint64_t data_refused = 0;      // a receiver's channel was full, or not there
  uint64_t lines_overflowed = 0;  // a receiver's line was full: it waits for a keyframe
  // Feedback of receivers that cannot be.
  uint64_t false_feedback = 0;
};

}  // namespace diemcau::shard
