#pragma once

#include "livekit/signal_request.h"
#include "livekit/world.h"

// Older clients (v0) have two peer connections: they offer the one in which they publish, and the
// server offers the one in which they listen. Each is a peer of its own for the shard.
namespace diemcau::livekit {

void begin_listening(World& world, Session& session, const ShardEndpoint& endpoint);
// Offers what the client is subscribed to now, unless an offer of ours is under way.
void offer_to(World& world, Now now, Session& session);
void handle(World& world, Now now, Session& session, const Answer& answer);
// After the client has come back: the next offer restarts ICE.
void restart_listening(World& world, Session& session);
void end_listening(World& world, Session& session);

// The peer of the shard that brings media and data down to the client.
PeerId downlink_of(const Session& session);
// Whether the client has done its part for the connection without which nothing works.
bool came_through(const Session& session);

}  // namespace diemcau::livekit
