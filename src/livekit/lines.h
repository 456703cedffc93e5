#pragma once

#include "livekit/world.h"

// What participants are told of their lines and of each other's.
namespace diemcau::livekit {

// A picture that a receiver's line bears no longer, or again: StreamStateUpdate.
void handle_paused(World& world, const link::SinkPaused& message);

// How well a participant is connected: ConnectionQualityUpdate, when it has changed. Everyone hears
// of those who publish, and in small rooms of everyone; others hear of themselves only.
void handle_quality(World& world, const link::QualityChanged& message);
// What one who has just come may have missed.
void send_qualities(World& world, const Session& session);

}  // namespace diemcau::livekit
