#pragma once

#include <cstdint>
#include <vector>

#include "runtime/udp_socket.h"

namespace diemcau::bench {

// One send of the engine: how many datagrams of which size to whom.
struct TraceMessage {
  Path path;
  uint32_t size = 0;
  uint16_t segment_size = 0;
};

// The least that could be done for a trace: encrypt each datagram with its receiver's key, send
// the messages in batches of 64, nothing else. Returns CPU nanoseconds a datagram. The cipher is
// AES-128-GCM by the fastest engine, the same as the shard's.
double replay(const std::vector<TraceMessage>& trace, runtime::UdpSocket& socket);

// The same datagrams, but whole frames: neighbours to one destination joined into one message.
std::vector<TraceMessage> ideal(const std::vector<TraceMessage>& trace, size_t datagrams_per_frame);

}  // namespace diemcau::bench
