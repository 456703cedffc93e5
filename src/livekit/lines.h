#pragma once

#include "livekit/world.h"

// What participants are told of their lines and of each other's.
namespace diemcau::livekit {

// A picture that a receiver's line bears no longer, or again: StreamStateUpdate.
void handle_paused(World& world, const link::SinkPaused& message);

// How well a participant is connected: ConnectionQualityUpdate, when it has changed. Everyone hears
// of those who publish, and in small rooms of everyone; others hear of themselves only.
// In large rooms what everyone hears is gathered for a while.
void handle_quality(World& world, Now now, const link::QualityChanged& message);
void tell_qualities(World& world, Hall& hall);
// What one who has just come may have missed.
void send_qualities(World& world, const Session& session);

}  // namespace diemcau::livekit
