#include "livekit/calling.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>

#include "livekit/decode.h"
#include "livekit/room_service.h"

namespace diemcau::livekit {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kProtobuf = "application/protobuf";

struct CodeText {
  std::string_view name;
  int status;
};
// In the order of CallErrorCode.
constexpr std::array<CodeText, 12> kCodes{{{"malformed", 400},
                                           {"bad_route", 404},
                                           {"unauthenticated", 401},
                                           {"permission_denied", 403},
                                           {"invalid_argument", 400},
                                           {"not_found", 404},
                                           {"resource_exhausted", 429},
                                           {"failed_precondition", 412},
                                           {"unimplemented", 501},
                                           {"internal", 500},
                                           {"canceled", 408},
                                           {"unavailable", 503}}};

bool write_message(const google::protobuf::Message& message, bool json, std::string& out) {
  if (!json) return message.SerializeToString(&out);
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;  // as Twirp servers write it
  return google::protobuf::util::MessageToJsonString(message, &out, options).ok();
}

// Services that clients know of and that are not offered here.
bool is_known_service(std::string_view name) {
  constexpr std::array<std::string_view, 6> kOthers{
      "Egress", "Ingress", "SIP", "AgentDispatchService", "Connector", "PhoneNumberService"};
  return std::find(kOthers.begin(), kOthers.end(), name) != kOthers.end();
}

struct Route {
  std::string_view service;
  std::string_view method;
};

std::optional<Route> route_of(std::string_view path) {
  constexpr std::string_view kPrefix = "/twirp/livekit.";
  if (!path.starts_with(kPrefix)) return std::nullopt;
  path.remove_prefix(kPrefix.size());
  const size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  return Route{path.substr(0, slash), path.substr(slash + 1)};
}

// "application/json;charset=UTF-8" is JSON.
std::string_view media_type(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find(';'));
  while (content_type.ends_with(' ')) content_type.remove_suffix(1);
  return content_type;
}

Result<const Method*, CallError> method_of(const Call& call) {
  const auto route = route_of(call.path);
  if (!route) return Err{CallError{CallErrorCode::kBadRoute, "no handler for path " + call.path}};
  if (is_known_service(route->service)) {
    return Err{CallError{CallErrorCode::kUnimplemented,
                         "this server does not offer " + std::string(route->service)}};
  }
  const std::span<const Method> methods = room_service();
  const auto known = std::find_if(methods.begin(), methods.end(),
                                  [&](const Method& one) { return one.name == route->method; });
  if (route->service != "RoomService" || known == methods.end()) {
    return Err{CallError{CallErrorCode::kBadRoute, "no handler for path " + call.path}};
  }
  return &*known;
}

Result<Grants, CallError> authenticate(const World& world, Now now, const Call& call) {
  // RFC 6750 section 2.1.
  constexpr std::string_view kBearer = "Bearer ";
  const std::string_view header = call.authorization;
  if (!header.starts_with(kBearer)) {
    return Err{CallError{CallErrorCode::kUnauthenticated, "no access token"}};
  }
  auto grants = verify_token(header.substr(kBearer.size()), world.config.keys, now.today);
  if (!grants) return Err{CallError{CallErrorCode::kUnauthenticated, to_string(grants.error())}};
  return std::move(*grants);
}

}  // namespace

bool Exchange::read(google::protobuf::Message& request) const {
  if (!is_json_) return parse_protobuf(request, as_bytes(body_));
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;  // those of newer clients
  return google::protobuf::util::JsonStringToMessage(body_, &request, options).ok();
}

bool Exchange::write(const google::protobuf::Message& response) {
  return write_message(response, is_json_, written_);
}

CallAnswer refuse_call(World& world, const CallError& error) {
  ++world.counters.refused_calls;
  const CodeText& code = kCodes[static_cast<size_t>(error.code)];
  const nlohmann::json body{{"code", code.name}, {"msg", error.message}};
  return {code.status, std::string(kJson),
          body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

CallAnswer accept_call(World& world, const google::protobuf::Message& response, bool json) {
  CallAnswer out{200, std::string(json ? kJson : kProtobuf)};
  if (!write_message(response, json, out.body)) {
    return refuse_call(world, {CallErrorCode::kInternal, "the answer cannot be encoded"});
  }
  ++world.counters.calls;
  return out;
}

std::optional<CallAnswer> answer_call(World& world, Now now, CallId id, const Call& call) {
  const auto method = method_of(call);
  if (!method) return refuse_call(world, method.error());
  const std::string_view type = media_type(call.content_type);
  if (type != kJson && type != kProtobuf) {
    return refuse_call(world,
                       {CallErrorCode::kBadRoute, "unexpected Content-Type: " + call.content_type});
  }
  const auto grants = authenticate(world, now, call);
  if (!grants) return refuse_call(world, grants.error());
  Exchange exchange(world, now, *grants, id, call.body, type == kJson);
  if (const Verdict verdict = (*method)->run(exchange)) return refuse_call(world, *verdict);
  if (exchange.deferred()) return std::nullopt;
  ++world.counters.calls;
  return CallAnswer{200, std::string(type), exchange.written()};
}

}  // namespace diemcau::livekit
