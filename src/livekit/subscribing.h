#pragma once

#include "livekit/signal_request.h"
#include "livekit/world.h"

// What a participant receives.
namespace diemcau::livekit {

// The room has decided that `subscriber` gets `track`, or no longer.
void start_receiving(World& world, PeerId subscriber, const room::Track& track);
void stop_receiving(World& world, PeerId subscriber, TrackId track);

// The sections that an answer gave to tracks.
void seat(World& world, Session& session, const std::vector<negotiate::SubscribedSection>& seats);
// No section of the client can carry the track.
void report_unsupported(World& world, Session& session, TrackId track);

// Stops the forwarding of a track and keeps its section.
void disable(World& world, Session& session, Received& received, const room::Track& track);

void handle(World& world, Session& session, const UpdateSubscription& request);
void handle(World& world, Session& session, const TrackSettings& request);
void handle(World& world, Session& session, const SetTrackPermissions& request);

// The lowest layer of `track` that fills what the receiver shows.
Layer layer_for(const Wish& wish, const room::Track& track);

}  // namespace diemcau::livekit
