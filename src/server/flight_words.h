#pragma once

#include <string>

#include "room/room.h"
#include "shard/flight.h"

namespace diemcau::server {

// The report as JSON that a person can read: how the line stands, for each picture received why it
// is as it is, and what was decided when. `room` names tracks and participants.
std::string flight_json(const shard::FlightReport& report, const room::Room& room);

// Why a picture is as it is, in one sentence.
std::string why(const shard::FlightReport& report, const shard::FlightSink& sink);

}  // namespace diemcau::server
