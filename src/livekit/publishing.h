#pragma once

#include "livekit/signal_request.h"
#include "livekit/world.h"

// What a participant sends.
namespace diemcau::livekit {

void handle(World& world, Session& session, const AddTrack& request);
void handle(World& world, Session& session, const Mute& request);
void handle(World& world, Session& session, const UpdateAudioTrack& request);
void handle(World& world, Session& session, const UpdateVideoTrack& request);

// All tracks that the participant has announced, as an answer needs to know them.
// The publisher says so, or is told so.
void set_muted(World& world, const Session& session, const room::Track& track, bool muted);
// A track was taken from its publisher: the client is to stop sending it.
void send_unpublished(World& world, const Session& session, const std::string& track_sid);

std::vector<negotiate::Publication> publications_of(World& world, const Session& session);
// The sections that an answer found to carry them: new ones are published, those that the client
// has stopped are unpublished.
void publish(World& world, Session& session,
             const std::vector<negotiate::PublishedSection>& sections);

}  // namespace diemcau::livekit
