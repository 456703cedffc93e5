#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "livekit/token.h"

namespace diemcau::server {

struct TokenRequest {
  std::string room;
  std::string identity;
  std::string name;
  std::string metadata;
  Duration lifetime = 6h;
  bool can_publish = true;
  bool can_subscribe = true;
  bool can_publish_data = true;
  bool hidden = false;
  bool room_admin = false;
};

struct TokenCommand {
  TokenRequest request;
  livekit::Keys keys;          // the first one signs; empty: those in `data`
  std::filesystem::path data;  // of a server that was started once
};

// "90s", "30m", "6h", "7d"; at most ten years.
std::optional<Duration> parse_lifetime(std::string_view text);

std::string make_token(const TokenRequest& request, const livekit::Keys& keys, UnixTime now);

// The token, or a sentence.
Result<std::string, std::string> run(const TokenCommand& command, UnixTime now);

}  // namespace diemcau::server
