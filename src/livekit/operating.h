#pragma once

#include "livekit/operations.h"
#include "livekit/world.h"

// Carries out what the server's own side wants. What is to be told to clients is told by settle().
namespace diemcau::livekit {

OperationResult perform(World& world, Now now, const CreateRoom& wanted);
OperationResult perform(World& world, Now now, const DeleteRoom& wanted);
OperationResult perform(World& world, Now now, const SetRoomMetadata& wanted);
OperationResult perform(World& world, Now now, const SetGate& wanted);

OperationResult perform(World& world, Now now, const RemoveParticipant& wanted);
OperationResult perform(World& world, Now now, const UpdateParticipant& wanted);
OperationResult perform(World& world, Now now, const MuteTrack& wanted);
OperationResult perform(World& world, Now now, const ChangeSubscriptions& wanted);

Err<Refusal> no_such_room();

}  // namespace diemcau::livekit
