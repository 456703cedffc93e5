#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace diemcau {

struct IceCredentials {
  std::string ufrag;
  std::string password;
};

// Fresh credentials for one connection (RFC 8839 section 5.4: at least 24 and 128 bits of
// randomness). The ufrag begins with the shard's number in two hexadecimal digits, so that a check
// that lands elsewhere can be told where it belongs.
IceCredentials make_ice_credentials(SecureRandom& random, uint8_t shard);

// The shard that a ufrag of ours names.
std::optional<uint8_t> shard_of_ufrag(std::string_view ufrag);

}  // namespace diemcau
