#pragma once

#include <optional>
#include <string>
#include <vector>

#include "histogram.h"
#include "receive_stream.h"

namespace diemcau::sites {

// What one site has seen, over all its connections.
struct SiteReport {
  bool joined = false;                  // media flowed, at least once
  std::optional<Duration> join_time;    // from the first attempt to the media connection
  std::optional<Duration> first_frame;  // from the first attempt to the first decodable frame
  uint64_t sent = 0;
  uint64_t resent = 0;
  uint64_t keyframes_asked_of_us = 0;
  ReceiveCounters received;
  uint64_t stray_packets = 0;
  uint64_t frames = 0;
  uint64_t freezes = 0;
  Duration longest_gap{};
  size_t video_streams = 0;  // with decodable frames, of the last connection
  size_t audio_streams = 0;
  Histogram audio_latency;
  Histogram video_latency;
  uint64_t reconnects = 0;
  // Of the slowest return: from the loss to media again, and when that was.
  std::optional<Duration> back_after;
  std::optional<Instant> back_at;
};

void add(ReceiveCounters& sum, const ReceiveCounters& more);

// One JSON object without line breaks about all sites together. Times are in milliseconds; the
// moment `back_at_ms` is on the machine's monotonic clock.
std::string to_json(const std::vector<SiteReport>& sites);

}  // namespace diemcau::sites
