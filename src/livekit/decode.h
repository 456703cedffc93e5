#pragma once

#include <string>
#include <vector>

#include "livekit/join_request.h"
#include "livekit/signal_request.h"
#include "livekit_rtc.pb.h"

// Inside livekit/ only: protobuf messages to plain values. Headers that others include must not
// include this one, the generated code is large.
namespace diemcau::livekit {

namespace pb = ::livekit;

bool parse_protobuf(google::protobuf::MessageLite& message, Bytes bytes);
AddTrack decode(const pb::AddTrackRequest& request);
Offer decode(const pb::SessionDescription& description);
UpdateSubscription decode(const pb::UpdateSubscription& request);
SyncState decode(const pb::SyncState& state);
room::Permissions decode(const pb::ParticipantPermission& permission);
room::Attributes decode(const google::protobuf::Map<std::string, std::string>& attributes);

// Whether what a client may make as long as it likes stays within bounds.
bool within(const AddTrack& request, const Limits& limits);
bool within(const room::Attributes& attributes, const Limits& limits);

}  // namespace diemcau::livekit
