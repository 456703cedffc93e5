#include "measure.h"

#include <ctime>

#include <algorithm>

#include "allocations.h"
#include "runtime/clock.h"

namespace diemcau::bench {
namespace {

constexpr size_t kLargestAudio = 400;  // bytes; video packets are larger

size_t segments_of(const shard::OutgoingMessage& message) {
  return (message.data.size() + message.segment_size - 1) / message.segment_size;
}

void send_all(runtime::UdpSocket& socket, const shard::Batch& batch) {
  for (size_t sent = 0; sent < batch.size();) sent = socket.send(batch, sent);
}

void drain_events(shard::Shard& shard) {
  link::FromShard event;
  while (shard.poll_event(event)) {
  }
}

double percentile_us(std::vector<Duration>& all, double fraction) {
  if (all.empty()) return 0;
  const auto at = static_cast<ptrdiff_t>(static_cast<double>(all.size() - 1) * fraction);
  std::nth_element(all.begin(), all.begin() + at, all.end());
  return static_cast<double>(all[static_cast<size_t>(at)].count()) / 1000.0;
}

}  // namespace

int64_t cpu_ns() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000'000 + now.tv_nsec;
}

Cost measure_work(GhostRoom& room, runtime::UdpSocket& socket, std::vector<Datagram> media,
                  std::vector<TraceMessage>* trace) {
  shard::Shard& shard = room.shard();
  shard::Batch batch;
  Cost cost;
  const Instant begin = room.now();
  std::array<uint64_t, 65> segments{};
  if (trace != nullptr) trace->reserve(media.size() * 1100);
  const Allocations before = allocations();
  const int64_t cpu_before = cpu_ns();
  for (size_t i = 0; i < media.size();) {
    const Instant now = begin + media[i].at;
    const Duration at = media[i].at;
    for (; i < media.size() && media[i].at == at; ++i) {
      shard.handle_datagram(now, room.publisher_path(), media[i].bytes);
    }
    if (shard.next_timeout() <= now) shard.handle_timeout(now);
    while (shard.poll_batch(now, batch)) {
      send_all(socket, batch);
      for (size_t k = 0; k < batch.size(); ++k) {
        const size_t count = segments_of(batch[k]);
        cost.packets += count;
        ++segments[count];
        if (trace != nullptr) {
          trace->push_back(
              {batch[k].path, static_cast<uint32_t>(batch[k].data.size()), batch[k].segment_size});
        }
      }
      cost.messages += batch.size();
      batch.clear();
    }
  }
  cost.cpu_ns = cpu_ns() - cpu_before;
  cost.allocations = allocations().count - before.count;
  drain_events(shard);
  room.advance_to(begin + media.back().at + 20ms);
  for (size_t count = 0; count < segments.size(); ++count) {
    if (segments[count] > 0) cost.segments[count] = segments[count];
  }
  return cost;
}

Latency measure_latency(GhostRoom& room, runtime::UdpSocket& socket, std::vector<Datagram> video,
                        std::vector<Datagram> audio) {
  std::vector<Datagram> all = std::move(video);
  std::move(audio.begin(), audio.end(), std::back_inserter(all));
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  shard::Shard& shard = room.shard();
  shard::Batch batch;
  std::vector<Duration> audio_delays;
  std::vector<Duration> video_delays;
  room.advance_to(runtime::monotonic_now());
  const Instant begin = runtime::monotonic_now();
  Instant audio_due{};
  Instant video_due{};
  for (size_t i = 0; i < all.size();) {
    Instant now = runtime::monotonic_now();
    for (; i < all.size() && begin + all[i].at <= now; ++i) {
      (all[i].bytes.size() < kLargestAudio ? audio_due : video_due) = begin + all[i].at;
      shard.handle_datagram(now, room.publisher_path(), all[i].bytes);
    }
    if (shard.next_timeout() <= now) shard.handle_timeout(now);
    if (!shard.poll_batch(now, batch)) continue;
    send_all(socket, batch);
    now = runtime::monotonic_now();
    for (size_t k = 0; k < batch.size(); ++k) {
      const bool is_audio = batch[k].segment_size < kLargestAudio;
      (is_audio ? audio_delays : video_delays).push_back(now - (is_audio ? audio_due : video_due));
    }
    batch.clear();
  }
  drain_events(shard);
  return {percentile_us(audio_delays, 0.99), percentile_us(video_delays, 0.99)};
}

}  // namespace diemcau::bench
