#pragma once

#include <array>
#include <string>

#include "base/bytes.h"

namespace diemcau::store {

using Digest = std::array<uint8_t, 32>;

Digest sha256(Bytes bytes);
std::string hex(Bytes bytes);

}  // namespace diemcau::store
