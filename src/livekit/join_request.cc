#include "livekit/join_request.h"

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

}  // namespace

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
