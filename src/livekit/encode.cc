#include "livekit/encode.h"

#include <array>

namespace diemcau::livekit {
namespace {

pb::TrackSource encode(room::TrackSource source) {
  switch (source) {
    case room::TrackSource::kCamera:
      return pb::CAMERA;
    case room::TrackSource::kMicrophone:
      return pb::MICROPHONE;
    case room::TrackSource::kScreenShare:
      return pb::SCREEN_SHARE;
    case room::TrackSource::kScreenShareAudio:
      return pb::SCREEN_SHARE_AUDIO;
    case room::TrackSource::kUnknown:
      break;
  }
  return pb::UNKNOWN;
}

pb::ParticipantInfo_Kind encode(room::ParticipantKind kind) {
  switch (kind) {
    case room::ParticipantKind::kStandard:
      return pb::ParticipantInfo_Kind_STANDARD;
    case room::ParticipantKind::kIngress:
      return pb::ParticipantInfo_Kind_INGRESS;
    case room::ParticipantKind::kEgress:
      return pb::ParticipantInfo_Kind_EGRESS;
    case room::ParticipantKind::kSip:
      return pb::ParticipantInfo_Kind_SIP;
    case room::ParticipantKind::kAgent:
      return pb::ParticipantInfo_Kind_AGENT;
    case room::ParticipantKind::kConnector:
      return pb::ParticipantInfo_Kind_CONNECTOR;
    case room::ParticipantKind::kBridge:
      return pb::ParticipantInfo_Kind_BRIDGE;
  }
  return pb::ParticipantInfo_Kind_STANDARD;
}

pb::VideoLayer_Mode encode(room::LayerMode mode) {
  switch (mode) {
    case room::LayerMode::kOneLayerPerStream:
      return pb::VideoLayer_Mode_ONE_SPATIAL_LAYER_PER_STREAM;
    case room::LayerMode::kManyLayersPerStream:
      return pb::VideoLayer_Mode_MULTIPLE_SPATIAL_LAYERS_PER_STREAM;
    case room::LayerMode::kOneLayerNoReports:
      return pb::VideoLayer_Mode_ONE_SPATIAL_LAYER_PER_STREAM_INCOMPLETE_RTCP_SR;
    case room::LayerMode::kUnspecified:
      break;
  }
  return pb::VideoLayer_Mode_MODE_UNUSED;
}

void encode(const room::TrackLayer& layer, pb::VideoLayer& out) {
  // LOW, MEDIUM and HIGH are 0, 1 and 2 on both sides.
  out.set_quality(static_cast<pb::VideoQuality>(layer.layer));
  out.set_width(layer.width);
  out.set_height(layer.height);
  out.set_bitrate(layer.bitrate_bps);
  out.set_rid(layer.rid);
  out.set_spatial_layer(layer.spatial_layer);
}

void encode(const room::TrackCodec& codec, const std::string& mid, pb::SimulcastCodecInfo& out) {
  out.set_mime_type(codec.mime_type);
  out.set_cid(codec.cid);
  out.set_mid(mid);
  out.set_video_layer_mode(encode(codec.mode));
  for (const auto& layer : codec.layers) encode(layer, *out.add_layers());
}

void encode(const room::Permissions& permissions, pb::ParticipantPermission& out) {
  out.set_can_subscribe(permissions.can_subscribe);
  out.set_can_publish(permissions.can_publish);
  out.set_can_publish_data(permissions.can_publish_data);
  out.set_can_update_metadata(permissions.can_update_metadata);
  out.set_hidden(permissions.hidden);
  for (const room::TrackSource source : permissions.sources) {
    out.add_can_publish_sources(encode(source));
  }
}

void encode_basics(const room::Participant& participant, pb::ParticipantInfo& out) {
  out.set_sid(participant.sid);
  out.set_identity(participant.identity);
  out.set_name(participant.name);
  out.set_metadata(participant.metadata);
  out.set_version(participant.version);
  out.set_kind(encode(participant.kind));
  out.set_joined_at(participant.joined_at.ms / 1000);
  out.set_joined_at_ms(participant.joined_at.ms);
  // JOINING, JOINED, ACTIVE and DISCONNECTED are 0 to 3 on both sides.
  out.set_state(static_cast<pb::ParticipantInfo_State>(participant.state));
  out.set_client_protocol(participant.traits.client_protocol);
  for (const int32_t one : participant.traits.capabilities) {
    out.add_capabilities(static_cast<pb::ClientInfo_Capability>(one));
  }
  for (const auto& [key, value] : participant.attributes) (*out.mutable_attributes())[key] = value;
  encode(participant.permissions, *out.mutable_permission());
}

}  // namespace

SharedBytes serialize_shared(const pb::SignalResponse& response) {
  std::vector<uint8_t> out(response.ByteSizeLong());
  response.SerializeWithCachedSizesToArray(out.data());
  return std::make_shared<const std::vector<uint8_t>>(std::move(out));
}

pb::DisconnectReason encode(room::DepartureReason reason) {
  switch (reason) {
    case room::DepartureReason::kClientLeft:
      return pb::CLIENT_INITIATED;
    case room::DepartureReason::kDuplicateIdentity:
      return pb::DUPLICATE_IDENTITY;
    case room::DepartureReason::kServerShutdown:
      return pb::SERVER_SHUTDOWN;
    case room::DepartureReason::kRemoved:
      return pb::PARTICIPANT_REMOVED;
    case room::DepartureReason::kRoomDeleted:
      return pb::ROOM_DELETED;
    case room::DepartureReason::kStateMismatch:
      return pb::STATE_MISMATCH;
    case room::DepartureReason::kJoinFailure:
      return pb::JOIN_FAILURE;
    case room::DepartureReason::kSignalClosed:
      return pb::SIGNAL_CLOSE;
    case room::DepartureReason::kMediaFailure:
      return pb::MEDIA_FAILURE;
  }
  return pb::UNKNOWN_REASON;
}

void encode(const room::Track& track, pb::TrackInfo& out) {
  const room::TrackDescription& about = track.about;
  out.set_sid(track.sid);
  out.set_type(about.kind == MediaKind::kVideo ? pb::VIDEO : pb::AUDIO);
  out.set_source(encode(about.source));
  out.set_name(about.name);
  out.set_muted(about.muted);
  out.set_width(about.width);
  out.set_height(about.height);
  out.set_simulcast(track.simulcast);
  out.set_stream(about.stream);
  out.set_mid(track.mid);
  out.set_stereo(about.stereo);
  out.set_disable_dtx(about.disable_dtx);
  out.set_disable_red(about.disable_red);
  out.set_encryption(static_cast<pb::Encryption_Type>(about.encryption));
  out.set_backup_codec_policy(static_cast<pb::BackupCodecPolicy>(about.backup_codec_policy));
  out.mutable_version()->set_unix_micro(track.version);  // only has to grow
  for (const int32_t one : about.audio_features) {
    out.add_audio_features(static_cast<pb::AudioTrackFeature>(one));
  }
  for (const int32_t one : about.packet_trailer_features) {
    out.add_packet_trailer_features(static_cast<pb::PacketTrailerFeature>(one));
  }
  for (const auto& layer : about.layers) encode(layer, *out.add_layers());
  for (const auto& codec : about.codecs) encode(codec, track.mid, *out.add_codecs());
  if (!about.codecs.empty()) out.set_mime_type(about.codecs.front().mime_type);
}

void encode(const room::Room& view, const room::Participant& participant, bool own,
            pb::ParticipantInfo& out) {
  encode_basics(participant, out);
  bool publishes = false;
  for (const TrackId id : participant.tracks) {
    const room::Track* track = view.find_track(id);
    if (!track || (!track->published && !own)) continue;
    publishes = publishes || track->published;
    encode(*track, *out.add_tracks());
  }
  out.set_is_publisher(publishes);
}

void encode_departed(const room::Participant& participant, pb::ParticipantInfo& out) {
  encode_basics(participant, out);
  if (participant.departure) out.set_disconnect_reason(encode(*participant.departure));
}

void encode(const room::Room& source, const RoomSettings& settings, pb::Room& out) {
  out.set_sid(source.sid());
  out.set_name(source.name());
  out.set_creation_time(source.created_at().ms / 1000);
  out.set_creation_time_ms(source.created_at().ms);
  out.set_num_participants(static_cast<uint32_t>(source.visible_count()));
  out.set_num_publishers(static_cast<uint32_t>(source.publisher_count()));
  out.set_metadata(settings.metadata);
  out.set_max_participants(settings.max_participants);
  out.set_empty_timeout(static_cast<uint32_t>(to_ms(settings.empty_timeout) / 1000));
  out.set_departure_timeout(static_cast<uint32_t>(to_ms(settings.departure_timeout) / 1000));
}

void encode_server(const ControlConfig& config, pb::ServerInfo& out) {
  // The newest protocol whose messages are described to the build.
  constexpr int kProtocol = 16;
  out.set_edition(pb::ServerInfo_Edition_Standard);
  out.set_version(config.server_version);
  out.set_protocol(kProtocol);
  out.set_node_id(config.node_id);
}

void encode_ice_servers(const ControlConfig& config,
                        google::protobuf::RepeatedPtrField<pb::ICEServer>& out) {
  for (const IceServer& server : config.ice_servers) {
    pb::ICEServer& one = *out.Add();
    for (const std::string& url : server.urls) one.add_urls(url);
    one.set_username(server.username);
    one.set_credential(server.credential);
  }
}

void encode_join_constants(const ControlConfig& config, pb::JoinResponse& out) {
  encode_server(config, *out.mutable_server_info());
  out.set_server_version(config.server_version);
  encode_ice_servers(config, *out.mutable_ice_servers());
  out.set_ping_interval(static_cast<int32_t>(to_ms(config.limits.ping_interval) / 1000));
  out.set_ping_timeout(static_cast<int32_t>(to_ms(config.limits.ping_timeout) / 1000));
  out.set_fast_publish(true);
  out.mutable_client_configuration()->set_resume_connection(pb::ENABLED);
  constexpr std::array kCodecs = {"audio/opus", "audio/red", "video/VP8",
                                  "video/H264", "video/VP9", "video/AV1"};
  for (const char* mime : kCodecs) out.add_enabled_publish_codecs()->set_mime(mime);
}

}  // namespace diemcau::livekit
