#pragma once

#include <string_view>

#include "livekit/session.h"

namespace diemcau::livekit {

// One line about a participant. Names come from outside: control characters are not let through,
// and long ones are cut.
void log_info(const Session& session, std::string_view what);
void log_warning(const Session& session, std::string_view what);

}  // namespace diemcau::livekit
