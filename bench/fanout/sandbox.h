#pragma once

#include <string>

namespace diemcau::bench {

// Moves this process into a network namespace of its own with one device, 10.77.0.1/16, which
// drops in its driver what is sent to it: no datagram of a benchmark leaves the machine, and no
// receiver's work is charged to the sender. An error is a sentence; empty is success.
std::string enter_sandbox();

inline constexpr char kSandboxAddress[] = "10.77.0.1";

}  // namespace diemcau::bench
