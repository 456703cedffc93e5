#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/address.h"
#include "base/id.h"
#include "base/media.h"
#include "base/time.h"

// What a shard has decided about one connection, so that an operator can ask afterwards why a
// picture is small or missing. Kept in a ring of fixed size: noting something takes no memory.
namespace diemcau::shard {

enum class FlightKind : uint8_t {
  kConnected,  // a: over TCP
  kPath,       // the client is reached another way. a: over TCP
  kEstimate,   // x: kbit/s before, y: now, z: round trip in ms
  kOutage,     // nothing is heard of what is sent
  kOutageOver,
  kProbe,       // x: kbit/s tried, y: kbit/s that came through
  kShared,      // a: less than wanted, x: kbit/s that may be used, y: kbit/s wanted
  kWanted,      // track; a: the highest layer the client asks for, b: paused, c: on the stage
  kGranted,     // track; a: layer before, b: now (kNoLayer: paused), x: kbit/s that may be used
  kShown,       // track; a: layer that was sent before, b: now (kNoLayer: none)
  kWaiting,     // track; a: layer whose keyframe is waited for
  kNacks,       // x: packets asked for again within a second
  kLineFull,    // x: times that everything waiting was dropped
  kLayersLive,  // track that it publishes; a: bits of layers that come, b: before
};

inline constexpr uint8_t kNoLayer = 255;

struct FlightEntry {
  Instant at{};
  FlightKind kind = FlightKind::kConnected;
  uint8_t a = 0;
  uint8_t b = 0;
  uint8_t c = 0;
  TrackId track{};
  uint32_t x = 0;
  uint32_t y = 0;
  uint32_t z = 0;
};

class FlightRing {
 public:
  static constexpr size_t kEntries = 96;

  void note(const FlightEntry& entry) { entries_[count_++ % kEntries] = entry; }
  // Oldest first.
  std::vector<FlightEntry> read() const {
    std::vector<FlightEntry> out;
    const uint64_t first = count_ > kEntries ? count_ - kEntries : 0;
    for (uint64_t i = first; i < count_; ++i) out.push_back(entries_[i % kEntries]);
    return out;
  }
  uint64_t count() const { return count_; }

 private:
  std::array<FlightEntry, kEntries> entries_{};
  uint64_t count_ = 0;  // ever
};

// How one picture or sound stands now.
struct FlightSink {
  TrackId track;
  PeerId publisher;
  MediaKind kind = MediaKind::kAudio;
  Layer highest_wanted = Layer::kHigh;
  bool paused = false;  // by the client's wish
  bool on_stage = false;
  std::optional<Layer> granted;  // of what the line bears
  std::optional<Layer> sent;
  uint8_t live = 0;  // layers that come from the publisher, as bits
  bool open = true;  // the publisher's gate
  bool muted = false;
  std::array<uint64_t, kMaxLayers> bps{};
};

struct FlightSource {
  TrackId track;
  MediaKind kind = MediaKind::kAudio;
  uint8_t live = 0;
  std::optional<Layer> highest_wanted;  // by anyone who receives it
  size_t receivers = 0;
  bool open = true;
  bool muted = false;
};

struct FlightReport {
  Instant now{};
  PeerId peer;
  bool connected = false;
  std::optional<Path> path;
  // Nothing of these is known before the client has told when packets came.
  bool measured = false;
  bool outage = false;
  bool squeezed = false;
  uint64_t estimate_bps = 0;
  uint64_t usable_bps = 0;
  uint64_t demand_bps = 0;
  Duration rtt{};
  double loss = 0;
  std::optional<double> uplink_loss;
  uint64_t noted = 0;  // ever; the oldest are forgotten
  std::vector<FlightSink> receives;
  std::vector<FlightSource> publishes;
  std::vector<FlightEntry> entries;
};

}  // namespace diemcau::shard
