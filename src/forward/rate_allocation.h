#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "base/media.h"

namespace diemcau::forward {

// A picture that a receiver wants, with what its layers cost now.
struct WantedPicture {
  Importance importance = Importance::kStage;
  Layer highest = Layer::kHigh;
  uint8_t live = 0;  // layers that packets come for, as bits 1 << layer
  std::array<uint64_t, kMaxLayers> bps{};
  // What it was granted last; nothing: it is paused.
  std::optional<Layer> granted = Layer::kHigh;
};

// What it may have at most; nothing: it is paused.
using Grant = std::optional<Layer>;

// Raising a picture needs this much more than it costs, so that estimates that breathe do not make
// it go up and down.
inline constexpr double kRaiseHeadroom = 1.15;

// Shares `usable_bps`, of which sound takes `audio_bps` first, among a receiver's pictures: those
// on the stage get what they want before thumbnails get anything; among equals everyone gets a low
// layer before anyone gets a better one, in the order of `wanted`. Pictures for which nothing comes
// yet cost nothing. `out` is as long as `wanted`.
void allocate(uint64_t usable_bps, uint64_t audio_bps, std::span<const WantedPicture> wanted,
              std::span<Grant> out);

// What all of it costs.
uint64_t demand_of(uint64_t audio_bps, std::span<const WantedPicture> wanted);

}  // namespace diemcau::forward
