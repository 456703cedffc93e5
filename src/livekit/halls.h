#pragma once

#include <string_view>

#include "livekit/world.h"

// The coming and going of rooms.
namespace diemcau::livekit {

Hall* find_hall(World& world, std::string_view name);
RoomSettings default_settings(const World& world);
// On the shard that has the least to do. Nobody is in it yet.
Hall& make_hall(World& world, Now now, const std::string& name, RoomSettings settings);
// After everybody has left. `hall` is gone afterwards.
void close_hall(World& world, Now now, Hall& hall);

// When an empty room ends, if nobody comes.
Instant end_of(const Hall& hall);

}  // namespace diemcau::livekit
