#pragma once

#include <string>

#include "livekit/world.h"

// What is told to others than clients: RoomEvent.
namespace diemcau::livekit {

// Of whom and what an event is; what there is of it.
struct EventSubject {
  RoomEventKind kind = RoomEventKind::kRoomStarted;
  const room::Participant* participant = nullptr;  // as a whole
  std::string participant_sid{};                   // or by name only
  std::string identity{};
  const room::Track* track = nullptr;
};

void tell_event(World& world, Now now, const Hall& hall, const EventSubject& subject);

}  // namespace diemcau::livekit
