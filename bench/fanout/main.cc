// ./x bench fanout: what it costs one shard to send one publisher's picture and sound to many.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "measure.h"
#include "sandbox.h"
#include "transport/cipher_engine.h"

using namespace diemcau;
using namespace diemcau::bench;

namespace {

constexpr int kSeconds = 4;
constexpr size_t kPacketsPerFrame = 7;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

nlohmann::json run(uint32_t receivers, runtime::UdpSocket& socket, int rounds) {
  GhostRoom room(receivers);
  // Warm: caches, pools and tables reach their size.
  measure_work(room, socket, room.video(2), nullptr);
  measure_work(room, socket, room.audio(2), nullptr);

  std::vector<double> video_ns;
  std::vector<double> audio_ns;
  std::vector<double> floor_ns;
  std::vector<double> efficiency;
  std::vector<double> batching;
  uint64_t allocations = 0;
  uint64_t packets = 0;
  double cpu_us = 0;
  std::map<size_t, uint64_t> segments;
  std::vector<TraceMessage> trace;
  for (int round = 0; round < rounds; ++round) {
    const Cost video = measure_work(room, socket, room.video(kSeconds), nullptr);
    const Cost audio = measure_work(room, socket, room.audio(kSeconds), nullptr);
    trace.clear();
    measure_work(room, socket, room.video(1), &trace);
    const double floor = replay(trace, socket);
    const double best = replay(ideal(trace, kPacketsPerFrame), socket);
    video_ns.push_back(video.ns_per_packet());
    audio_ns.push_back(audio.ns_per_packet());
    floor_ns.push_back(floor);
    efficiency.push_back(floor / video.ns_per_packet());
    batching.push_back(best / floor);
    allocations += video.allocations + audio.allocations;
    packets += video.packets + audio.packets;
    cpu_us += static_cast<double>(video.cpu_ns + audio.cpu_ns) / 1000 / receivers / kSeconds;
    for (const auto& [count, messages] : video.segments) segments[count] += messages;
  }
  const Latency latency = measure_latency(room, socket, room.video(3), room.audio(3));
  nlohmann::json histogram = nlohmann::json::object();
  for (const auto& [count, messages] : segments) histogram[std::to_string(count)] = messages;
  return {
      {"bench", "fanout"},
      {"receivers", receivers},
      {"ns_per_video_packet", median(video_ns)},
      {"ns_per_audio_packet", median(audio_ns)},
      {"cpu_us_per_receiver_second", cpu_us / rounds},
      {"floor_ns_per_packet", median(floor_ns)},
      {"efficiency", median(efficiency)},
      {"batching", median(batching)},
      {"segments_histogram", histogram},
      {"allocations_per_packet", static_cast<double>(allocations) / static_cast<double>(packets)},
      {"allocations", allocations},
      {"packets", packets},
      {"bytes_per_receiver", room.bytes_per_receiver()},
      {"audio_p99_us", latency.audio_p99_us},
      {"video_p99_us", latency.video_p99_us},
      {"cipher", std::string("AEAD_AES_128_GCM, ") + to_string(transport::fastest_engine())},
      {"device", "ifb, drops in the driver"},
      {"rounds", rounds},
      {"peers", nlohmann::json::object()}};
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
  const std::string error = enter_sandbox();
  if (!error.empty()) {
    std::fprintf(stderr, "%s\n", error.c_str());
    return 1;
  }
  auto socket = runtime::UdpSocket::open(kSandboxAddress, 7882);
  if (!socket) {
    std::fprintf(stderr, "%s\n", socket.error().c_str());
    return 1;
  }
  for (const uint32_t receivers : {100u, 1000u}) {
    std::printf("%s\n", run(receivers, **socket, rounds).dump().c_str());
    std::fflush(stdout);
  }
  return 0;
}
