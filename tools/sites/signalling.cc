#include "signalling.h"

#include <livekit_rtc.pb.h>

#include <string_view>

#include <nlohmann/json.hpp>

#include "livekit/base64.h"

namespace diemcau::sites {
namespace {

namespace pb = ::livekit;

constexpr int kProtocol = 17;

Frame serialize(const pb::SignalRequest& request) {
  Frame out(request.ByteSizeLong());
  request.SerializeToArray(out.data(), static_cast<int>(out.size()));
  return out;
}

void describe_client(pb::ClientInfo& info) {
  info.set_sdk(pb::ClientInfo::CPP);
  info.set_version("0.1.0");
  info.set_protocol(kProtocol);
  info.set_os("linux");
}

void add_track(const OfferedTrack& track, pb::AddTrackRequest& request) {
  request.set_cid(track.cid);
  request.set_name(track.is_video ? "camera" : "microphone");
  request.set_type(track.is_video ? pb::VIDEO : pb::AUDIO);
  request.set_source(track.is_video ? pb::CAMERA : pb::MICROPHONE);
  request.set_disable_red(true);
  if (!track.is_video) return;
  request.set_width(track.width);
  request.set_height(track.height);
  pb::VideoLayer& layer = *request.add_layers();
  layer.set_quality(pb::HIGH);
  layer.set_width(track.width);
  layer.set_height(track.height);
}

pb::SessionDescription description(const std::string& sdp, uint32_t id) {
  pb::SessionDescription out;
  out.set_type("offer");
  out.set_sdp(sdp);
  out.set_id(id);
  return out;
}

int64_t to_wire_ms(Instant at) { return to_ms(at.time_since_epoch()); }

Joined read(const pb::JoinResponse& join) {
  return {join.participant().sid(), seconds(join.ping_interval()), seconds(join.ping_timeout())};
}

Answered read(const pb::SessionDescription& answer) {
  Answered out{.sdp = answer.sdp(), .id = answer.id()};
  for (const auto& [mid, track] : answer.mid_to_track_id()) out.mid_to_track[mid] = track;
  return out;
}

Trickled read(const pb::TrickleRequest& trickle) {
  const auto json = nlohmann::json::parse(trickle.candidateinit(), nullptr, false);
  if (!json.is_object()) return {};
  const auto text = json.find("candidate");
  return {text != json.end() && text->is_string() ? text->get<std::string>() : std::string()};
}

ToldToLeave read(const pb::LeaveRequest& leave) {
  return {leave.action() != pb::LeaveRequest::DISCONNECT || leave.can_reconnect(),
          static_cast<int>(leave.reason())};
}

ServerMessage read(const pb::SignalResponse& response) {
  switch (response.message_case()) {
    case pb::SignalResponse::kJoin:
      return read(response.join());
    case pb::SignalResponse::kAnswer:
      return read(response.answer());
    case pb::SignalResponse::kTrickle:
      return read(response.trickle());
    case pb::SignalResponse::kLeave:
      return read(response.leave());
    case pb::SignalResponse::kMediaSectionsRequirement:
      return SectionsWanted{response.media_sections_requirement().num_audios(),
                            response.media_sections_requirement().num_videos()};
    case pb::SignalResponse::kPongResp:
      return Ponged{Instant(milliseconds(response.pong_resp().last_ping_timestamp()))};
    case pb::SignalResponse::kRequestResponse:
      return RequestRefused{static_cast<int>(response.request_response().reason()),
                            response.request_response().message()};
    case pb::SignalResponse::kTrackPublished:
      return TrackPublished{response.track_published().cid(),
                            response.track_published().track().sid()};
    default:
      return OtherMessage{};
  }
}

}  // namespace

std::string make_join_target(const JoinOptions& options) {
  pb::JoinRequest join;
  describe_client(*join.mutable_client_info());
  join.mutable_connection_settings()->set_auto_subscribe(options.subscribe);
  for (const OfferedTrack& track : options.tracks) add_track(track, *join.add_add_track_requests());
  *join.mutable_publisher_offer() = description(options.offer, options.offer_id);
  pb::WrappedJoinRequest wrapped;
  wrapped.set_compression(pb::WrappedJoinRequest::NONE);
  wrapped.set_join_request(join.SerializeAsString());
  std::string text = livekit::to_base64url(as_bytes(wrapped.SerializeAsString()));
  // Other servers want the padding.
  while (text.size() % 4 != 0) text += '=';
  return "/rtc/v1?join_request=" + text;
}

Frame make_offer(const std::string& sdp, uint32_t id) {
  pb::SignalRequest request;
  *request.mutable_offer() = description(sdp, id);
  return serialize(request);
}

Frame make_ping(Instant now, Duration rtt) {
  pb::SignalRequest request;
  request.mutable_ping_req()->set_timestamp(to_wire_ms(now));
  request.mutable_ping_req()->set_rtt(to_ms(rtt));
  return serialize(request);
}

Frame make_leave() {
  pb::SignalRequest request;
  request.mutable_leave()->set_reason(pb::CLIENT_INITIATED);
  request.mutable_leave()->set_action(pb::LeaveRequest::DISCONNECT);
  return serialize(request);
}

std::optional<ServerMessage> parse_server_message(Bytes frame) {
  pb::SignalResponse response;
  if (!response.ParseFromArray(frame.data(), static_cast<int>(frame.size()))) return std::nullopt;
  return read(response);
}

}  // namespace diemcau::sites
