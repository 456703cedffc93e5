#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "livekit/limits.h"
#include "room/types.h"

// What a client says, as plain values: the only place that reads the protocol's SignalRequest.
namespace diemcau::livekit {

// The client's offer. Number 0 means unnumbered.
struct Offer {
  uint32_t number = 0;
  std::string sdp{};
};
// The client's answer to an offer of the server's (v0).
struct Answer {
  uint32_t number = 0;
  std::string sdp{};
};
struct AddTrack {
  room::TrackDescription about{};
  std::string existing_sid{};  // set: a further codec for that track
};
struct Mute {
  std::string track_sid{};
  bool muted = false;
};
struct UpdateSubscription {
  std::vector<std::string> track_sids{};
  bool subscribe = false;
};
// How a receiver shows a track. Without a size the quality counts; without both, the best.
struct TrackSettings {
  std::vector<std::string> track_sids{};
  bool disabled = false;
  Layer quality = Layer::kHigh;
  uint32_t width = 0;
  uint32_t height = 0;
};
struct ClientLeave {};
struct SetTrackPermissions {
  room::TrackPermissions permissions{};
};
// The last reliable data message that a client has of somebody.
struct DataHeard {
  std::string sender_sid{};
  uint32_t sequence = 0;
};
// What a client that resumes believes.
struct SyncState {
  std::vector<std::string> published_sids{};
  std::optional<UpdateSubscription> subscription{};
  std::vector<std::string> disabled_sids{};
  std::vector<DataHeard> data_heard{};
};
enum class Scenario : uint8_t {
  kSpeakerUpdate,
  kNodeFailure,
  kMigration,
  kServerLeave,
  kSwitchCandidateProtocol,
  kSubscriberBandwidth,
  kDisconnectOnResume,
  kDisconnectOnResumeWithoutMessages,
  kLeaveFullReconnect,
};
struct Simulate {
  Scenario scenario = Scenario::kSpeakerUpdate;
  int64_t value = 0;
};
// `ping`: the client's clock in ms, answered by ours.
struct LegacyPing {
  int64_t timestamp = 0;
};
struct Ping {
  int64_t timestamp = 0;
};
struct UpdateMetadata {
  uint32_t request_id = 0;
  std::string name{};  // empty: as it is
  std::string metadata{};
  room::Attributes attributes{};
};
struct UpdateAudioTrack {
  std::string track_sid{};
  std::vector<int32_t> features{};
};
struct UpdateVideoTrack {
  std::string track_sid{};
  uint32_t width = 0;
  uint32_t height = 0;
};
// Nothing to do for an ICE-lite server: trickled candidates, layers the publisher dropped.
struct Ignored {};
// Understood, but not offered here; `request` is the message's field number in SignalRequest.
struct Unsupported {
  int request = 0;
};

using SignalRequest =
    std::variant<Offer, Answer, AddTrack, Mute, UpdateSubscription, TrackSettings, ClientLeave,
                 SetTrackPermissions, SyncState, Simulate, LegacyPing, Ping, UpdateMetadata,
                 UpdateAudioTrack, UpdateVideoTrack, Ignored, Unsupported>;

// One binary frame. kBadValue: not the protocol; kOversized: more items or longer texts than Limits
// allow. A message of a kind that is newer than this server is Ignored.
Result<SignalRequest> parse_signal_request(Bytes frame, const Limits& limits);

}  // namespace diemcau::livekit
