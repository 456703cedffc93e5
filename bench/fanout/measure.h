#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "floor.h"
#include "ghost_room.h"
#include "runtime/udp_socket.h"

namespace diemcau::bench {

// CPU time of this process, in user and kernel, in nanoseconds.
int64_t cpu_ns();

struct Cost {
  uint64_t packets = 0;   // datagrams that left
  uint64_t messages = 0;  // sends
  int64_t cpu_ns = 0;
  uint64_t allocations = 0;
  std::map<size_t, uint64_t> segments;  // datagrams a message → messages
  double ns_per_packet() const {
    return static_cast<double>(cpu_ns) / static_cast<double>(packets == 0 ? 1 : packets);
  }
};

// Feeds the datagrams as fast as they are taken; time is virtual, only work counts. `trace`
// collects the messages of it where it is given.
Cost measure_work(GhostRoom& room, runtime::UdpSocket& socket, std::vector<Datagram> media,
                  std::vector<TraceMessage>* trace);

struct Latency {
  double audio_p99_us = 0;
  double video_p99_us = 0;
};

// Feeds the datagrams when they are due on the real clock and measures until the last byte of each
// message has been handed to the kernel.
Latency measure_latency(GhostRoom& room, runtime::UdpSocket& socket, std::vector<Datagram> video,
                        std::vector<Datagram> audio);

}  // namespace diemcau::bench
