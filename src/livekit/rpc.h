#pragma once

#include "livekit/calling.h"
#include "livekit_models.pb.h"
#include "livekit_room.pb.h"

// Calls from a backend to a participant (RoomService's PerformRpc): asked over the participant's
// data channel, answered when its client has answered, or has not.
namespace diemcau::livekit {

// Nothing: asked, and the call is answered later (CallAnswered).
Verdict start_rpc(Exchange& exchange, const pb::PerformRpcRequest& request);
// Whether the packet is a client's word to a backend's call: such ones go to nobody else.
bool take_rpc_word(World& world, PeerId from, const pb::DataPacket& packet);
// Answers what has waited long enough.
void handle_rpc_timeouts(World& world, Now now);
// Of whoever has left nothing more comes.
void abandon_rpcs(World& world, PeerId peer);
// Answers everything: the server stops.
void abandon_rpcs(World& world);

}  // namespace diemcau::livekit
