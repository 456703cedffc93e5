#include "sandbox.h"

#include <sched.h>

#include <cstdlib>

namespace diemcau::bench {

std::string enter_sandbox() {
  if (unshare(CLONE_NEWNET) != 0) {
    return "A network namespace is needed, and only root can make one: run it as root.";
  }
  const char* const commands =
      "ip link set lo up && ip link add sink type ifb && ip addr add 10.77.0.1/16 dev sink && "
      "ip link set sink up mtu 9000";
  if (std::system(commands) != 0) {
    return "The dropping device could not be made: the kernel needs ifb, and iproute2 installed.";
  }
  return {};
}

}  // namespace diemcau::bench
