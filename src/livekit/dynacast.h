#pragma once

#include "livekit/world.h"

// Layers that nobody wants are not sent: publishers are told which are (SubscribedQualityUpdate).
namespace diemcau::livekit {

// `received` is wanted at most with this layer; nothing: not at all.
void count_wish(World& world, const Session& session, TrackId track, Received& received,
                std::optional<Layer> highest);

// Of one who leaves.
void forget_wishes(World& world, Session& session);

// Tells the publishers of tracks whose wishes have changed: at once when more is wanted, after
// Limits::dynacast_delay when less is. The lowest layer is always wanted, so that a picture is
// there for who comes.
void tell_wanted_layers(World& world, Now now);
// The delays of one publisher's tracks that have passed; when the next one will have.
Instant tell_wanted_layers(World& world, Now now, Session& publisher);

}  // namespace diemcau::livekit
