#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace diemcau::livekit {

// RFC 4648 section 5 (the URL and file name safe alphabet).
// Without padding, as JWS wants it (RFC 7515 section 2).
std::string to_base64url(Bytes bytes);

// Strict: no character outside the alphabet, no stray bits behind the last octet, and padding
// either absent or complete. kBadValue or kBadLength otherwise.
Result<std::vector<uint8_t>> from_base64url(std::string_view text);

}  // namespace diemcau::livekit
