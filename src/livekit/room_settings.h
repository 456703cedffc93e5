#pragma once

#include <cstdint>
#include <string>

#include "base/time.h"

namespace diemcau::livekit {

// What the server's side may say about a room.
struct RoomSettings {
  std::string metadata{};
  Duration empty_timeout{};       // it waits so long for the first to join
  Duration departure_timeout{};   // and stays so long after the last has left
  uint32_t max_participants = 0;  // 0: as many as the server allows
};

}  // namespace diemcau::livekit
