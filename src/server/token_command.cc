#include "server/token_command.h"

#include <charconv>

#include "server/keys.h"

namespace diemcau::server {

std::optional<Duration> parse_lifetime(std::string_view text) {
  constexpr int64_t kLongestSeconds = int64_t{10} * 366 * 24 * 3600;
  int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end + 1 != text.data() + text.size()) return std::nullopt;
  const std::string_view units = "smhd";
  constexpr int64_t kSeconds[] = {1, 60, 3600, 24 * 3600};
  const size_t unit = units.find(text.back());
  if (unit == std::string_view::npos || count <= 0) return std::nullopt;
  if (count > kLongestSeconds / kSeconds[unit]) return std::nullopt;
  return seconds(count * kSeconds[unit]);
}

std::string make_token(const TokenRequest& request, const livekit::Keys& keys, UnixTime now) {
  livekit::Grants grants;
  grants.api_key = keys.begin()->first;
  grants.identity = request.identity;
  grants.name = request.name;
  grants.metadata = request.metadata;
  grants.not_before = now;
  grants.expires = {now.ms + to_ms(request.lifetime)};
  grants.room = request.room;
  grants.room_join = true;
  grants.room_admin = request.room_admin;
  grants.can_publish = request.can_publish;
  grants.can_subscribe = request.can_subscribe;
  grants.can_publish_data = request.can_publish_data;
  grants.can_update_own_metadata = true;
  grants.hidden = request.hidden;
  return livekit::create_token(grants, keys.begin()->second);
}

Result<std::string, std::string> run(const TokenCommand& command, UnixTime now) {
  if (!command.keys.empty()) return make_token(command.request, command.keys, now);
  const auto file = keys_file(command.data);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return Err{"There is no key to sign with (" + file.string() +
               " does not exist): give --api-key and --api-secret, or --data DIR of a server that "
               "was started once, or --dev."};
  }
  const auto keys = read_keys(file);
  if (!keys.ok()) return Err{keys.error()};
  return make_token(command.request, *keys, now);
}

}  // namespace diemcau::server
