#include "livekit/join_request.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "livekit/base64.h"
#include "livekit/decode.h"
#include "livekit/inflate.h"

namespace diemcau::livekit {
namespace {

Result<std::vector<uint8_t>> unwrap(std::string_view text, const Limits& limits) {
  const auto bytes = from_base64url(text);
  if (!bytes) return Err{bytes.error()};
  pb::WrappedJoinRequest wrapped;
  if (!parse_protobuf(wrapped, *bytes)) return Err{ParseError::kBadValue};
  const Bytes inner = as_bytes(wrapped.join_request());
  switch (wrapped.compression()) {
    case pb::WrappedJoinRequest_Compression_NONE:
      if (inner.size() > limits.join_request_bytes) return Err{ParseError::kOversized};
      return std::vector<uint8_t>(inner.begin(), inner.end());
    case pb::WrappedJoinRequest_Compression_GZIP:
      return gunzip(inner, limits.join_request_bytes);
    default:
      return Err{ParseError::kUnsupported};
  }
}

void decode_client(const pb::ClientInfo& info, JoinRequest& out) {
  out.traits.protocol = info.protocol();
  out.traits.client_protocol = info.client_protocol();
  constexpr int kMaxCapabilities = 64;
  for (int i = 0; i < std::min(info.capabilities_size(), kMaxCapabilities); ++i) {
    out.traits.capabilities.push_back(info.capabilities(i));
  }
  out.sdk = pb::ClientInfo_SDK_Name(info.sdk()) + " " + info.version();
  if (!info.browser().empty()) out.sdk += " " + info.browser() + " " + info.browser_version();
  constexpr size_t kMaxSdkBytes = 80;
  if (out.sdk.size() > kMaxSdkBytes) out.sdk.resize(kMaxSdkBytes);
}

bool within(const JoinRequest& request, const Limits& limits) {
  if (request.metadata.size() > limits.metadata_bytes) return false;
  if (!livekit::within(request.attributes, limits)) return false;
  if (request.tracks.size() > limits.tracks) return false;
  return std::all_of(request.tracks.begin(), request.tracks.end(),
                     [&](const AddTrack& track) { return livekit::within(track, limits); });
}

JoinRequest decode(const pb::JoinRequest& message) {
  JoinRequest out;
  decode_client(message.client_info(), out);
  // Settings left out are those of a client that says nothing: everything is subscribed to.
  if (message.has_connection_settings()) {
    out.auto_subscribe = message.connection_settings().auto_subscribe();
    out.adaptive_stream = message.connection_settings().adaptive_stream();
  }
  out.metadata = message.metadata();
  out.attributes = livekit::decode(message.participant_attributes());
  for (const pb::AddTrackRequest& track : message.add_track_requests()) {
    out.tracks.push_back(livekit::decode(track));
  }
  if (message.has_publisher_offer()) out.offer = livekit::decode(message.publisher_offer());
  out.reconnect = message.reconnect();
  out.participant_sid = message.participant_sid();
  if (message.has_sync_state()) out.sync = livekit::decode(message.sync_state());
  return out;
}

// --- v0 -----------------------------------------------------------------------------------------

std::string_view find(const QueryParameters& query, std::string_view name) {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return {};
}

bool flag(const QueryParameters& query, std::string_view name, bool otherwise) {
  const std::string_view value = find(query, name);
  if (value.empty()) return otherwise;
  return value == "1" || value == "true";
}

int32_t number(const QueryParameters& query, std::string_view name) {
  const std::string_view text = find(query, name);
  int32_t out = 0;
  const auto end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, out);
  return result.ec == std::errc{} && result.ptr == end ? out : 0;
}

pb::ClientInfo client_of(const QueryParameters& query) {
  pb::ClientInfo out;
  pb::ClientInfo_SDK sdk = pb::ClientInfo_SDK_UNKNOWN;
  std::string name(find(query, "sdk"));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (pb::ClientInfo_SDK_Parse(name, &sdk)) out.set_sdk(sdk);
  out.set_version(std::string(find(query, "version")));
  out.set_protocol(number(query, "protocol"));
  out.set_client_protocol(number(query, "client_protocol"));
  out.set_browser(std::string(find(query, "browser")));
  out.set_browser_version(std::string(find(query, "browser_version")));
  std::string_view names = find(query, "capabilities");
  while (!names.empty()) {
    const size_t comma = std::min(names.find(','), names.size());
    pb::ClientInfo_Capability one = pb::ClientInfo_Capability_CAP_UNUSED;
    if (pb::ClientInfo_Capability_Parse(std::string(names.substr(0, comma)), &one)) {
      out.add_capabilities(one);
    }
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
  return out;
}

// base64url of a JSON object of texts.
Result<room::Attributes> attributes_of(std::string_view text) {
  room::Attributes out;
  if (text.empty()) return out;
  const auto bytes = from_base64url(text);
  if (!bytes) return Err{bytes.error()};
  const auto json = nlohmann::json::parse(bytes->begin(), bytes->end(), nullptr, false);
  if (!json.is_object()) return Err{ParseError::kBadValue};
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) return Err{ParseError::kBadValue};
    out[key] = value.get<std::string>();
  }
  return out;
}

}  // namespace

Result<JoinRequest> parse_join_query(const QueryParameters& query, const Limits& limits) {
  JoinRequest out;
  decode_client(client_of(query), out);
  out.two_connections = true;
  out.auto_subscribe = flag(query, "auto_subscribe", true);
  out.adaptive_stream = flag(query, "adaptive_stream", false);
  out.reconnect = flag(query, "reconnect", false);
  out.participant_sid = find(query, "sid");
  auto attributes = attributes_of(find(query, "attributes"));
  if (!attributes) return Err{attributes.error()};
  out.attributes = std::move(*attributes);
  if (!within(out, limits)) return Err{ParseError::kOversized};
  return out;
}

Result<JoinRequest> parse_join_request(std::string_view text, const Limits& limits) {
  const auto bytes = unwrap(text, limits);
  if (!bytes) return Err{bytes.error()};
  pb::JoinRequest message;
  if (!parse_protobuf(message, *bytes)) return Err{ParseError::kBadValue};
  JoinRequest request = decode(message);
  if (!within(request, limits)) return Err{ParseError::kOversized};
  return request;
}

}  // namespace diemcau::livekit
