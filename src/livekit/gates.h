#pragma once

#include <string>

#include "livekit/operations.h"
#include "livekit/world.h"

// Which of what people publish is let through, by the word of the server's side. See SetGate.
namespace diemcau::livekit {

void remember_gate(Hall& hall, const SetGate& wanted);
bool is_open(const Hall& hall, const std::string& identity, const room::TrackDescription& track);
// Tells the shard what has changed for what `publisher` publishes now.
void follow_gates(World& world, const Hall& hall, const room::Participant& publisher);

}  // namespace diemcau::livekit
