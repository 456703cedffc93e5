#pragma once

#include <span>

#include "base/bytes.h"
#include "wire/stun.h"

namespace diemcau::transport {

// HMAC-SHA1 for STUN's MESSAGE-INTEGRITY (RFC 8489 section 14.5).
void hmac_sha1(Bytes key, Bytes data, std::span<uint8_t, wire::kStunIntegritySize> out);

}  // namespace diemcau::transport
