#pragma once

#include <span>

#include "livekit/calling.h"

namespace diemcau::livekit {

// livekit.RoomService: every method that this server knows of.
std::span<const Method> room_service();

}  // namespace diemcau::livekit
