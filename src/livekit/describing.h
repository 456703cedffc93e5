#pragma once

#include <string>

#include "livekit/limits.h"
#include "room/room.h"

// Name, metadata and attributes of a participant: what may be said about it at all.
namespace diemcau::livekit {

// Whether the participant stays within bounds with these on top of what it has.
bool fits(const Limits& limits, const room::Participant& one, const std::string& name,
          const std::string& metadata, const room::Attributes& attributes);
// What is empty stays as it is.
void describe(room::Room& hall, PeerId participant, const std::string& name,
              const std::string& metadata, const room::Attributes& attributes);

}  // namespace diemcau::livekit
