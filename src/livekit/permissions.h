#pragma once

#include "livekit/token.h"
#include "room/types.h"

// What a token allows, and what a participant may do in its room: two ways to say the same.
namespace diemcau::livekit {

room::Permissions permissions_of(const Grants& grants);
// Writes into `grants` what its bearer may do now, for the next token.
void follow_permissions(const room::Permissions& permissions, Grants& grants);

}  // namespace diemcau::livekit
