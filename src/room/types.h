#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/media.h"
#include "base/time.h"

namespace diemcau::room {

enum class TrackSource : uint8_t {
  kUnknown,
  kCamera,
  kMicrophone,
  kScreenShare,
  kScreenShareAudio
};

// JOINING until the first answer to the client is sent, ACTIVE from when media can flow.
enum class ParticipantState : uint8_t { kJoining, kJoined, kActive, kDisconnected };

enum class ParticipantKind : uint8_t {
  kStandard,
  kIngress,
  kEgress,
  kSip,
  kAgent,
  kConnector,
  kBridge
};

enum class DepartureReason : uint8_t {
  kClientLeft,
  kDuplicateIdentity,
  kServerShutdown,
  kRemoved,
  kRoomDeleted,
  kStateMismatch,
  kJoinFailure,
  kSignalClosed,
  kMediaFailure,
};

using Attributes = std::map<std::string, std::string>;

struct Permissions {
  bool can_subscribe = true;
  bool can_publish = true;
  bool can_publish_data = true;
  bool can_update_metadata = false;
  bool hidden = false;
  bool recorder = false;
  bool agent = false;
  std::vector<TrackSource> sources{};  // may be published; empty is all of them
  bool may_publish(TrackSource source) const;
  bool operator==(const Permissions&) const = default;
};

// What a client says about itself that others need: which calls it understands.
struct ClientTraits {
  int32_t protocol = 0;
  int32_t client_protocol = 0;
  std::vector<int32_t> capabilities{};
};

// One quality of a simulcast track, or the only one.
struct TrackLayer {
  Layer layer = Layer::kHigh;
  uint32_t width = 0;
  uint32_t height = 0;
  uint32_t bitrate_bps = 0;
  std::string rid{};
  int32_t spatial_layer = 0;
};

enum class LayerMode : uint8_t {
  kUnspecified,
  kOneLayerPerStream,
  kManyLayersPerStream,
  kOneLayerNoReports
};

struct TrackCodec {
  std::string mime_type{};  // "video/VP8"
  std::string cid{};
  std::vector<TrackLayer> layers{};
  LayerMode mode = LayerMode::kUnspecified;
};

// What its publisher says about a track. Numbers without a meaning here are passed on as they are.
struct TrackDescription {
  std::string cid{};  // the publisher's own name for it
  std::string name{};
  MediaKind kind = MediaKind::kAudio;
  TrackSource source = TrackSource::kUnknown;
  std::string stream{};  // tracks of one stream are played in step
  uint32_t width = 0;
  uint32_t height = 0;
  bool muted = false;
  bool stereo = false;
  bool disable_dtx = false;
  bool disable_red = false;
  int32_t encryption = 0;
  int32_t backup_codec_policy = 0;
  std::vector<int32_t> audio_features{};
  std::vector<int32_t> packet_trailer_features{};
  std::vector<TrackLayer> layers{};
  std::vector<TrackCodec> codecs{};  // the first is the one that is sent
};

struct Track {
  TrackId id{};
  PeerId publisher{};
  std::string sid{};  // "TR_..."
  TrackDescription about{};
  std::string mid{};       // of the publisher's section, once it has one
  bool simulcast = false;  // as negotiated
  bool published = false;  // negotiated: visible to the others
  uint32_t version = 1;
};

// Who of the others may subscribe to a participant's tracks, as the participant says.
struct TrackPermission {
  std::string identity{};  // one of the two is empty
  std::string sid{};
  bool all_tracks = false;
  std::vector<std::string> track_sids{};
};
struct TrackPermissions {
  bool all_participants = true;
  std::vector<TrackPermission> exceptions{};
};

struct Participant {
  PeerId id{};
  std::string sid{};  // "PA_..."
  std::string identity{};
  std::string name{};
  std::string metadata{};
  Attributes attributes{};
  Permissions permissions{};
  ParticipantKind kind = ParticipantKind::kStandard;
  ClientTraits traits{};
  ParticipantState state = ParticipantState::kJoining;
  std::optional<DepartureReason> departure{};
  UnixTime joined_at{};
  uint32_t version = 0;
  TrackPermissions track_permissions{};
  std::vector<TrackId> tracks{};  // in the order of publishing
};

}  // namespace diemcau::room
