#pragma once

#include "server/config.h"

namespace diemcau::server {

// Runs the server until SIGINT or SIGTERM; the process's exit code. What cannot be done is one
// sentence on the standard error.
int serve(Config config);

}  // namespace diemcau::server
