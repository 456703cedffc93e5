#include "livekit/halls.h"

#include <algorithm>

#include "livekit/events.h"

namespace diemcau::livekit {
namespace {

size_t least_loaded(const World& world) {
  const auto& load = world.shard_load;
  return static_cast<size_t>(std::min_element(load.begin(), load.end()) - load.begin());
}

}  // namespace

Hall* find_hall(World& world, std::string_view name) {
  const auto known = world.halls_by_name.find(name);
  return known == world.halls_by_name.end() ? nullptr : &world.halls.at(known->second);
}

RoomSettings default_settings(const World& world) {
  const Limits& limits = world.config.limits;
  return {.empty_timeout = limits.empty_timeout, .departure_timeout = limits.departure_timeout};
}

Hall& make_hall(World& world, Now now, const std::string& name, RoomSettings settings) {
  const RoomId id = world.next_room();
  world.halls_by_name[name] = id;
  const size_t slot = least_loaded(world);
  Hall hall{.room = room::Room(id, world.make_sid("RM_"), name, now.today),
            .settings = std::move(settings),
            .slot = slot,
            .shard = world.config.shards[slot].shard,
            .counts_told_at = now.at};
  ++world.shard_load[slot];
  world.touched.insert(id);
  Hall& made = world.halls.emplace(id, std::move(hall)).first->second;
  tell_event(world, now, made, {RoomEventKind::kRoomStarted});
  return made;
}

void close_hall(World& world, Now now, Hall& hall) {
  tell_event(world, now, hall, {RoomEventKind::kRoomFinished});
  world.disarm(hall);
  --world.shard_load[hall.slot];
  world.halls_by_name.erase(hall.room.name());
  world.halls.erase(hall.room.id());
}

Instant end_of(const Hall& hall) {
  if (hall.empty_since == kNever) return kNever;
  const RoomSettings& settings = hall.settings;
  return hall.empty_since + (hall.visited ? settings.departure_timeout : settings.empty_timeout);
}

}  // namespace diemcau::livekit
