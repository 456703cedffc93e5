#include "livekit/decode.h"

#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <cctype>

namespace diemcau::livekit {
namespace {

room::TrackSource decode(pb::TrackSource source) {
  switch (source) {
    case pb::CAMERA:
      return room::TrackSource::kCamera;
    case pb::MICROPHONE:
      return room::TrackSource::kMicrophone;
    case pb::SCREEN_SHARE:
      return room::TrackSource::kScreenShare;
    case pb::SCREEN_SHARE_AUDIO:
      return room::TrackSource::kScreenShareAudio;
    default:
      return room::TrackSource::kUnknown;
  }
}

Layer decode(pb::VideoQuality quality) {
  switch (quality) {
    case pb::LOW:
      return Layer::kLow;
    case pb::MEDIUM:
      return Layer::kMedium;
    default:
      return Layer::kHigh;
  }
}

room::LayerMode decode(pb::VideoLayer_Mode mode) {
  switch (mode) {
    case pb::VideoLayer_Mode_ONE_SPATIAL_LAYER_PER_STREAM:
      return room::LayerMode::kOneLayerPerStream;
    case pb::VideoLayer_Mode_MULTIPLE_SPATIAL_LAYERS_PER_STREAM:
      return room::LayerMode::kManyLayersPerStream;
    case pb::VideoLayer_Mode_ONE_SPATIAL_LAYER_PER_STREAM_INCOMPLETE_RTCP_SR:
      return room::LayerMode::kOneLayerNoReports;
    default:
      return room::LayerMode::kUnspecified;
  }
}

using Layers = google::protobuf::RepeatedPtrField<pb::VideoLayer>;

std::vector<room::TrackLayer> decode(const Layers& layers) {
  std::vector<room::TrackLayer> out;
  for (const pb::VideoLayer& layer : layers) {
    if (layer.quality() == pb::OFF || out.size() == kMaxLayers) continue;
    out.push_back({.layer = decode(layer.quality()),
                   .width = layer.width(),
                   .height = layer.height(),
                   .bitrate_bps = layer.bitrate(),
                   .rid = layer.rid(),
                   .spatial_layer = layer.spatial_layer()});
  }
  return out;
}

// "vp8", "VP8" or "video/vp8" to the name the clients compare with.
std::string mime_type(MediaKind kind, std::string_view codec) {
  if (const size_t slash = codec.find('/'); slash != std::string_view::npos) {
    codec.remove_prefix(slash + 1);
  }
  std::string name(codec);
  const bool video = kind == MediaKind::kVideo;
  std::transform(name.begin(), name.end(), name.begin(), [&](unsigned char c) {
    return static_cast<char>(video ? std::toupper(c) : std::tolower(c));
  });
  return (video ? "video/" : "audio/") + name;
}

std::vector<room::TrackCodec> decode_codecs(const pb::AddTrackRequest& request, MediaKind kind) {
  constexpr size_t kMaxCodecs = 4;
  std::vector<room::TrackCodec> out;
  for (const pb::SimulcastCodec& codec : request.simulcast_codecs()) {
    if (codec.codec().empty() || out.size() == kMaxCodecs) continue;
    out.push_back({.mime_type = mime_type(kind, codec.codec()),
                   .cid = codec.cid(),
                   .layers = decode(codec.layers()),
                   .mode = decode(codec.video_layer_mode())});
  }
  return out;
}

}  // namespace

bool parse_protobuf(google::protobuf::MessageLite& message, Bytes bytes) {
  // It would write a line about each text that is not UTF-8: anyone could fill the log.
  [[maybe_unused]] static const auto kBefore = google::protobuf::SetLogHandler(nullptr);
  return bytes.size() <= size_t{64} * 1024 * 1024 &&
         message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

AddTrack decode(const pb::AddTrackRequest& request) {
  AddTrack out;
  room::TrackDescription& about = out.about;
  about.kind = request.type() == pb::VIDEO ? MediaKind::kVideo : MediaKind::kAudio;
  about.cid = request.cid();
  about.name = request.name();
  about.source = decode(request.source());
  about.stream = request.stream();
  about.width = request.width();
  about.height = request.height();
  about.muted = request.muted();
  about.disable_dtx = request.disable_dtx();
  about.disable_red = request.disable_red();
  about.encryption = request.encryption();
  about.backup_codec_policy = request.backup_codec_policy();
  about.audio_features.assign(request.audio_features().begin(), request.audio_features().end());
  about.packet_trailer_features.assign(request.packet_trailer_features().begin(),
                                       request.packet_trailer_features().end());
  const auto has = [&](pb::AudioTrackFeature feature) {
    return std::find(about.audio_features.begin(), about.audio_features.end(), feature) !=
           about.audio_features.end();
  };
  // The flag is the older form of the feature.
  about.stereo = request.stereo() || has(pb::TF_STEREO);
  about.disable_dtx = about.disable_dtx || has(pb::TF_NO_DTX);
  about.layers = decode(request.layers());
  about.codecs = decode_codecs(request, about.kind);
  out.existing_sid = request.sid();
  return out;
}

Offer decode(const pb::SessionDescription& description) {
  return {.number = description.id(), .sdp = description.sdp()};
}

UpdateSubscription decode(const pb::UpdateSubscription& request) {
  UpdateSubscription out;
  out.subscribe = request.subscribe();
  out.track_sids.assign(request.track_sids().begin(), request.track_sids().end());
  for (const pb::ParticipantTracks& one : request.participant_tracks()) {
    out.track_sids.insert(out.track_sids.end(), one.track_sids().begin(), one.track_sids().end());
  }
  return out;
}

SyncState decode(const pb::SyncState& state) {
  SyncState out;
  for (const pb::TrackPublishedResponse& one : state.publish_tracks()) {
    out.published_sids.push_back(one.track().sid());
  }
  if (state.has_subscription()) out.subscription = decode(state.subscription());
  out.disabled_sids.assign(state.track_sids_disabled().begin(), state.track_sids_disabled().end());
  for (const pb::DataChannelReceiveState& one : state.datachannel_receive_states()) {
    out.data_heard.push_back({one.publisher_sid(), one.last_seq()});
  }
  return out;
}

room::Permissions decode(const pb::ParticipantPermission& permission) {
  room::Permissions out{.can_subscribe = permission.can_subscribe(),
                        .can_publish = permission.can_publish(),
                        .can_publish_data = permission.can_publish_data(),
                        .can_update_metadata = permission.can_update_metadata()};
  for (const int source : permission.can_publish_sources()) {
    out.sources.push_back(decode(static_cast<pb::TrackSource>(source)));
  }
  return out;
}

room::Attributes decode(const google::protobuf::Map<std::string, std::string>& attributes) {
  return {attributes.begin(), attributes.end()};
}

bool within(const AddTrack& request, const Limits& limits) {
  const room::TrackDescription& about = request.about;
  const auto short_enough = [&](const auto& items) {
    return items.size() <= limits.items_per_message;
  };
  return about.cid.size() <= limits.cid_bytes && about.name.size() <= limits.track_name_bytes &&
         about.stream.size() <= limits.track_name_bytes && short_enough(about.audio_features) &&
         short_enough(about.packet_trailer_features) &&
         std::all_of(about.codecs.begin(), about.codecs.end(), [&](const room::TrackCodec& codec) {
           return codec.mime_type.size() <= limits.cid_bytes &&
                  codec.cid.size() <= limits.cid_bytes;
         });
}

bool within(const room::Attributes& attributes, const Limits& limits) {
  size_t bytes = 0;
  for (const auto& [key, value] : attributes) bytes += key.size() + value.size();
  return bytes <= limits.attributes_bytes && attributes.size() <= limits.items_per_message;
}

}  // namespace diemcau::livekit
