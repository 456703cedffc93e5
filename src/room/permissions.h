#pragma once

#include "room/types.h"

namespace diemcau::room {

// Whether a publisher lets `subscriber` have `track`.
bool allows(const TrackPermissions& permissions, const Participant& subscriber, const Track& track);

}  // namespace diemcau::room
