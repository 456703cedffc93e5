#pragma once

#include "livekit/signal_request.h"
#include "livekit/world.h"

// Offers and answers of the one peer connection that a client has.
namespace diemcau::livekit {

void handle(World& world, Now now, Session& session, const Offer& request);

// What the client is to receive and its publishers send already.
std::vector<negotiate::Subscription> subscriptions_of(World& world, const Session& session);

// Asks the clients whose subscriptions have changed for an offer, with as many more sections as
// they need; one request at a time for each.
void ask_for_offers(World& world, Now now);

// How long an offer that was asked for may take before the request counts as lost.
inline constexpr Duration kPatience = 10s;

}  // namespace diemcau::livekit
