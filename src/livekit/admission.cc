#include "livekit/admission.h"

#include "livekit/join_request.h"

namespace diemcau::livekit {
namespace {

AdmitResult refuse(uint64_t& counter, int status, std::string text) {
  ++counter;
  return {status, std::move(text), std::nullopt};
}

std::string_view parameter(const SignalRequestTarget& target, std::string_view name) {
  for (const auto& [key, value] : target.query) {
    if (key == name) return value;
  }
  return {};
}

// Browsers put the token into the query, everyone else into the header (RFC 6750 section 2.1).
std::string_view token_of(const SignalRequestTarget& target) {
  constexpr std::string_view kBearer = "Bearer ";
  if (const auto token = parameter(target, "access_token"); !token.empty()) return token;
  const std::string_view header = target.authorization;
  return header.starts_with(kBearer) ? header.substr(kBearer.size()) : std::string_view{};
}

// What is wrong with the names in a token, or nothing.
const char* complaint(const Grants& grants, const Limits& limits) {
  if (grants.identity.empty()) return "the token names no identity";
  if (grants.room.empty()) return "the token names no room";
  if (grants.identity.size() > limits.identity_bytes) return "the identity is too long";
  if (grants.room.size() > limits.room_name_bytes) return "the room's name is too long";
  if (grants.name.size() > limits.name_bytes) return "the name is too long";
  if (grants.metadata.size() > limits.metadata_bytes) return "the metadata is too long";
  return nullptr;
}

struct SignalPath {
  bool v0 = false;  // two peer connections
  bool validate = false;
};
std::optional<SignalPath> path_of(std::string_view path) {
  if (path == "/rtc/v1") return SignalPath{};
  if (path == "/rtc/v1/validate") return SignalPath{.validate = true};
  if (path == "/rtc") return SignalPath{.v0 = true};
  if (path == "/rtc/validate") return SignalPath{.v0 = true, .validate = true};
  return std::nullopt;
}

Result<JoinRequest, const char*> request_of(const SignalPath& path,
                                            const SignalRequestTarget& target,
                                            const Limits& limits) {
  const std::string_view text = parameter(target, "join_request");
  if (!path.v0 && text.empty()) {
    if (path.validate) return JoinRequest{};
    return Err{"join_request is missing"};
  }
  auto parsed = path.v0 ? parse_join_query(target.query, limits) : parse_join_request(text, limits);
  if (parsed) return std::move(*parsed);
  return Err{path.v0 ? "the parameters cannot be decoded" : "join_request cannot be decoded"};
}

}  // namespace

Crowd look_around(const World& world, const Grants& grants) {
  const Limits& limits = world.config.limits;
  Crowd out;
  const auto name = world.halls_by_name.find(grants.room);
  if (name == world.halls_by_name.end()) {
    out.room_unknown = !world.config.auto_create_rooms;
    out.server_full = world.halls.size() >= limits.rooms;
  } else {
    const Hall& hall = world.halls.at(name->second);
    const uint32_t most = hall.settings.max_participants;
    out.comes_back = hall.room.find_identity(grants.identity) != nullptr;
    out.room_full = !out.comes_back && hall.room.size() >= limits.participants_per_room;
    // Who is not seen takes nobody's place.
    const bool counted = most > 0 && !grants.hidden;
    if (counted && !out.comes_back && hall.room.visible_count() >= most) out.room_full = true;
  }
  const bool crowded = !out.comes_back && world.sessions.size() >= limits.participants;
  out.server_full = out.server_full || crowded;
  out.server_busy = world.door == Door::kBusy && !out.comes_back;
  return out;
}

AdmitResult Admission::admit(World& world, Now now, const SignalRequestTarget& target) {
  Counters& counters = world.counters;
  const auto path = path_of(target.path);
  if (!path) return refuse(counters.unknown_path, 404, "not found");
  const bool validate = path->validate;
  if (world.door == Door::kStopping) {
    return refuse(counters.server_stopping, 503,
                  "the server is about to stop: come back in a minute");
  }
  const std::string_view token = token_of(target);
  if (token.empty()) return refuse(counters.bad_token, 401, "no access token");
  auto grants = verify_token(token, world.config.keys, now.today);
  if (!grants) return refuse(counters.bad_token, 401, to_string(grants.error()));
  if (!grants->room_join) return refuse(counters.no_permission, 401, "the token lacks roomJoin");
  if (const char* wrong = complaint(*grants, world.config.limits)) {
    return refuse(counters.bad_request, 400, wrong);
  }
  auto request = request_of(*path, target, world.config.limits);
  if (!request) return refuse(counters.bad_request, 400, request.error());
  const Crowd crowd = look_around(world, *grants);
  if (crowd.room_unknown) {
    return refuse(counters.unknown_room, 404, "requested room does not exist");
  }
  if (crowd.server_busy) {
    return refuse(counters.server_busy, 503,
                  "the server is too busy for more people: try again in a minute");
  }
  if (crowd.server_full) return refuse(counters.server_full, 503, "the server is full");
  if (crowd.room_full) return refuse(counters.room_full, 503, "the room is full");
  if (validate) return {200, "success", std::nullopt};
  if (!pace_.take(now.at)) return refuse(counters.join_flood, 503, "too many joins at this moment");
  if (!of_addresses_.take(now.at, target.remote)) {
    return refuse(counters.address_flood, 503, "too many joins from this address at this moment");
  }
  JoinParameters parameters{std::move(*grants), std::move(*request)};
  return {200, {}, AdmittedJoin{std::make_shared<const JoinParameters>(std::move(parameters))}};
}

}  // namespace diemcau::livekit
