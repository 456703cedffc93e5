#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace diemcau::livekit {

// API keys and their secrets. A token is signed with one of them and names it.
using Keys = std::map<std::string, std::string, std::less<>>;

// What the bearer of a token may do, as LiveKit's tokens say it (claim `video` and its
// neighbours). Claims that this server does not act upon are ignored, roomConfig among them.
struct Grants {
  std::string api_key;   // iss
  std::string identity;  // sub
  std::string name;
  std::string metadata;
  std::string kind;  // "standard", "agent", "sip" ...; empty is standard
  std::map<std::string, std::string> attributes;
  std::string sha256;  // of a body that the token vouches for (webhooks)
  UnixTime not_before{};
  UnixTime expires{};

  std::string room;
  bool room_join = false;
  bool room_create = false;
  bool room_list = false;
  bool room_admin = false;
  bool room_record = false;
  // Allowed unless the token says no.
  bool can_publish = true;
  bool can_subscribe = true;
  bool can_publish_data = true;
  // "camera", "microphone", "screen_share", "screen_share_audio"; empty means all.
  std::vector<std::string> can_publish_sources;
  bool can_update_own_metadata = false;
  bool hidden = false;
  bool recorder = false;
  bool agent = false;

  bool operator==(const Grants&) const = default;
};

enum class TokenError : uint8_t {
  kMalformed,       // not three parts of base64url, not JSON, a claim of the wrong type
  kOversized,       // more than kMaxTokenSize
  kWrongAlgorithm,  // anything but HS256
  kUnknownKey,      // iss names no key of ours
  kBadSignature,
  kExpired,
  kNotYetValid,
};
const char* to_string(TokenError error);

inline constexpr size_t kMaxTokenSize = 32 * 1024;
// Clocks of the issuer and of this server may differ by so much.
inline constexpr int64_t kTokenLeewayMs = 60'000;

// A JWT in JWS compact form (RFC 7519, RFC 7515), HS256 only. `exp` is demanded.
// Deviation: RFC 7519 section 4.1.4 makes `exp` optional; a token that lives for ever could not be
// withdrawn without changing the key, and every LiveKit SDK writes it.
Result<Grants, TokenError> verify_token(std::string_view token, const Keys& keys, UnixTime now);

// Signs `grants` with `secret`; the token names `grants.api_key` and carries expires and
// not_before.
std::string create_token(const Grants& grants, std::string_view secret);

}  // namespace diemcau::livekit
