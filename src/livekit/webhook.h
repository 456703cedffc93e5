#pragma once

#include <string>
#include <string_view>

#include "livekit/token.h"

namespace diemcau::livekit {

inline constexpr const char* kWebhookContentType = "application/webhook+json";

// The value of a webhook's Authorization header: a token of `api_key` that vouches for the body by
// its SHA-256 (claim sha256, RFC 4648 section 4). It lives five minutes, so it is made for each
// try.
std::string webhook_token(std::string_view body, const std::string& api_key,
                          std::string_view secret, UnixTime now);

}  // namespace diemcau::livekit
