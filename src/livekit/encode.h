#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/shared_bytes.h"
#include "link/messages.h"
#include "livekit/control.h"
#include "livekit/room_settings.h"
#include "livekit/signal_request.h"
#include "livekit_rtc.pb.h"
#include "room/room.h"

// Inside livekit/ only: plain values to protobuf messages.
namespace diemcau::livekit {

namespace pb = ::livekit;

SharedBytes serialize_shared(const pb::SignalResponse& response);

pb::DisconnectReason encode(room::DepartureReason reason);
void encode(const room::Track& track, pb::TrackInfo& out);
// `view` knows the tracks: published ones are listed, and all of them if `own`.
void encode(const room::Room& view, const room::Participant& participant, bool own,
            pb::ParticipantInfo& out);
// A departed one has no tracks any more.
void encode_departed(const room::Participant& participant, pb::ParticipantInfo& out);
void encode(const room::Room& source, const RoomSettings& settings, pb::Room& out);

void encode_server(const ControlConfig& config, pb::ServerInfo& out);
void encode_ice_servers(const ControlConfig& config,
                        google::protobuf::RepeatedPtrField<pb::ICEServer>& out);

// Everything of a JoinResponse that does not depend on who joins.
void encode_join_constants(const ControlConfig& config, pb::JoinResponse& out);

}  // namespace diemcau::livekit
