#pragma once

#include <vector>

#include "link/messages.h"
#include "livekit/operations.h"
#include "livekit/signal_request.h"
#include "livekit/world.h"

// Data messages between the people of a room: who may send, who gets what, and what someone who
// comes back has missed. What is inside texts, streams and calls is theirs alone.
namespace diemcau::livekit {

void handle_data(World& world, Now now, const link::DataReceived& message);
// After a client has come back: what it was sent meanwhile and says that it lacks.
void replay_data(World& world, const Session& session, const std::vector<DataHeard>& heard);
// A packet of the server's own, reliably, to one.
void send_to(World& world, Now now, Hall& hall, PeerId receiver, pb::DataPacket packet);
// From the server's own side.
OperationResult perform(World& world, Now now, const SendData& wanted);

}  // namespace diemcau::livekit
