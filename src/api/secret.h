#pragma once

#include <string>
#include <string_view>

#include "base/random.h"

namespace diemcau::api {

// 128 random bits as 22 characters that an address or a cookie can hold. Shown once; what is kept
// is its hash.
std::string make_secret(SecureRandom& random);
bool looks_like_secret(std::string_view text);

// SHA-256 as 64 hexadecimal digits. Enough for secrets of 128 random bits, never for passwords.
std::string hash_of(std::string_view secret);

}  // namespace diemcau::api
