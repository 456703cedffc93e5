#include "livekit/signal_request.h"

#include "livekit/decode.h"

namespace diemcau::livekit {
namespace {

using diemcau::livekit::decode;

Layer highest_of(pb::VideoQuality quality) {
  return quality == pb::LOW ? Layer::kLow : quality == pb::MEDIUM ? Layer::kMedium : Layer::kHigh;
}

TrackSettings decode(const pb::UpdateTrackSettings& settings) {
  return {.track_sids = {settings.track_sids().begin(), settings.track_sids().end()},
          .disabled = settings.disabled() || settings.quality() == pb::OFF,
          .quality = highest_of(settings.quality()),
          .width = settings.width(),
          .height = settings.height()};
}

SetTrackPermissions decode(const pb::SubscriptionPermission& request) {
  SetTrackPermissions out;
  out.permissions.all_participants = request.all_participants();
  for (const pb::TrackPermission& one : request.track_permissions()) {
    out.permissions.exceptions.push_back(
        {.identity = one.participant_identity(),
         .sid = one.participant_sid(),
         .all_tracks = one.all_tracks(),
         .track_sids = {one.track_sids().begin(), one.track_sids().end()}});
  }
  return out;
}

SignalRequest decode(const pb::SimulateScenario& simulate) {
  using Case = pb::SimulateScenario;
  switch (simulate.scenario_case()) {
    case Case::kSpeakerUpdate:
      return Simulate{Scenario::kSpeakerUpdate, simulate.speaker_update()};
    case Case::kNodeFailure:
      return Simulate{Scenario::kNodeFailure};
    case Case::kMigration:
      return Simulate{Scenario::kMigration};
    case Case::kServerLeave:
      return Simulate{Scenario::kServerLeave};
    case Case::kSwitchCandidateProtocol:
      return Simulate{Scenario::kSwitchCandidateProtocol, simulate.switch_candidate_protocol()};
    case Case::kSubscriberBandwidth:
      return Simulate{Scenario::kSubscriberBandwidth, simulate.subscriber_bandwidth()};
    case Case::kDisconnectSignalOnResume:
      return Simulate{Scenario::kDisconnectOnResume};
    case Case::kDisconnectSignalOnResumeNoMessages:
      return Simulate{Scenario::kDisconnectOnResumeWithoutMessages};
    case Case::kLeaveRequestFullReconnect:
      return Simulate{Scenario::kLeaveFullReconnect};
    case Case::SCENARIO_NOT_SET:
      break;
  }
  return Ignored{};
}

UpdateMetadata decode(const pb::UpdateParticipantMetadata& update) {
  return {.request_id = update.request_id(),
          .name = update.name(),
          .metadata = update.metadata(),
          .attributes = decode(update.attributes())};
}

UpdateAudioTrack decode(const pb::UpdateLocalAudioTrack& update) {
  return {.track_sid = update.track_sid(),
          .features = {update.features().begin(), update.features().end()}};
}

SignalRequest decode(const pb::SignalRequest& request) {
  using Case = pb::SignalRequest;
  switch (request.message_case()) {
    case Case::kOffer:
      return decode(request.offer());
    case Case::kAnswer:
      return Answer{request.answer().id(), request.answer().sdp()};
    case Case::kAddTrack:
      return decode(request.add_track());
    case Case::kMute:
      return Mute{request.mute().sid(), request.mute().muted()};
    case Case::kSubscription:
      return decode(request.subscription());
    case Case::kTrackSetting:
      return decode(request.track_setting());
    case Case::kLeave:
      return ClientLeave{};
    case Case::kSubscriptionPermission:
      return decode(request.subscription_permission());
    case Case::kSyncState:
      return decode(request.sync_state());
    case Case::kSimulate:
      return decode(request.simulate());
    case Case::kPing:
      return LegacyPing{request.ping()};
    case Case::kPingReq:
      return Ping{request.ping_req().timestamp()};
    case Case::kUpdateMetadata:
      return decode(request.update_metadata());
    case Case::kUpdateAudioTrack:
      return decode(request.update_audio_track());
    case Case::kUpdateVideoTrack:
      return UpdateVideoTrack{request.update_video_track().track_sid(),
                              request.update_video_track().width(),
                              request.update_video_track().height()};
    case Case::kPublishDataTrackRequest:
    case Case::kUnpublishDataTrackRequest:
    case Case::kUpdateDataSubscription:
    case Case::kStoreDataBlobRequest:
    case Case::kGetDataBlobRequest:
      return Unsupported{request.message_case()};
    case Case::kTrickle:
    case Case::kUpdateLayers:
    case Case::MESSAGE_NOT_SET:
      break;
  }
  return Ignored{};
}

// What needs no look into its texts is bounded by the size of the frame alone.
struct WithinLimits {
  const Limits& limits;

  bool operator()(const AddTrack& request) const { return within(request, limits); }
  bool operator()(const UpdateSubscription& request) const { return few(request.track_sids); }
  bool operator()(const TrackSettings& settings) const { return few(settings.track_sids); }
  bool operator()(const SetTrackPermissions& request) const {
    size_t sids = 0;
    for (const auto& one : request.permissions.exceptions) sids += 1 + one.track_sids.size();
    return sids <= limits.items_per_message;
  }
  bool operator()(const SyncState& state) const {
    return few(state.published_sids) && few(state.disabled_sids) && few(state.data_heard) &&
           (!state.subscription || few(state.subscription->track_sids));
  }
  bool operator()(const UpdateAudioTrack& update) const { return few(update.features); }
  template <class Other>
  bool operator()(const Other&) const {
    return true;
  }
  bool few(const auto& items) const { return items.size() <= limits.items_per_message; }
};

}  // namespace

Result<SignalRequest> parse_signal_request(Bytes frame, const Limits& limits) {
  if (frame.size() > limits.message_bytes) return Err{ParseError::kOversized};
  pb::SignalRequest message;
  if (!parse_protobuf(message, frame)) return Err{ParseError::kBadValue};
  SignalRequest request = decode(message);
  if (!std::visit(WithinLimits{limits}, request)) return Err{ParseError::kOversized};
  return request;
}

}  // namespace diemcau::livekit
