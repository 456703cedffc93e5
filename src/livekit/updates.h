#pragma once

#include "livekit/world.h"

// Tells everyone what has changed.
namespace diemcau::livekit {

// Draws the consequences of what happened in rooms since the last time, in the order in which they
// must be told. Every handle_*() ends with it, and an answer that may name a new track begins
// with it: clients drop media of participants they have not heard of.
void settle(World& world, Now now);

// What is due in this hall: gathered news, counts, its end.
void handle_hall_timeout(World& world, Now now, Hall& hall);

// Who was not in the others' lists comes into them: what they get of it would have no sender.
void introduce(World& world, Now now, Hall& hall, PeerId peer);

void handle_speakers(World& world, Now now, const link::SpeakersChanged& message);
// Who speaks now, for one who may have missed it.
void send_speakers(World& world, const Session& session);

// The quality of a publisher's line, to all in a room where that is gathered.
void note_quality(World& world, Now now, Hall& hall, PeerId peer);

// The first frame of `session`.
void send_join(World& world, Session& session);

// RoomUpdate for everyone.
void tell_room(World& world, const Hall& hall);
void send_room(World& world, const Session& session);
// Everyone `session` may know of, itself included, and those it may not know to have left.
void send_everyone(World& world, Session& session, Instant since);

}  // namespace diemcau::livekit
