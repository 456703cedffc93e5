#pragma once

#include <cstdint>
#include <vector>

#include "base/address.h"

namespace diemcau::sim {

struct Delivery {
  Path path;  // as the receiver sees it
  std::vector<uint8_t> datagram;
};

}  // namespace diemcau::sim
