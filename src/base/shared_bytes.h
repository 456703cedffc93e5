#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace diemcau {

// Bytes that many hold and nobody changes: what goes to a thousand receivers is kept once. Never
// null.
using SharedBytes = std::shared_ptr<const std::vector<uint8_t>>;

}  // namespace diemcau
