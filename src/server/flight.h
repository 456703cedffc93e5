#pragma once

#include <functional>
#include <string>

#include "http/router.h"
#include "livekit/token.h"
#include "room/room.h"
#include "runtime/shard_thread.h"

namespace diemcau::server {

// Where the answer comes from; all of it outlives the router.
struct FlightSources {
  livekit::Keys keys;
  std::function<UnixTime()> today;
  // Null: there is no such room.
  std::function<const room::Room*(std::string_view name)> find_room;
  // Calls back on any thread.
  std::function<void(PeerId, runtime::ShardThread::OnFlight)> ask;
  // Runs on the control thread, soon.
  std::function<void(std::function<void()>)> post;
};

// GET /debug/rooms/{room}/participants/{identity} (docs/operator.md): why a picture is small or
// missing, for whoever holds a token with roomAdmin of that room.
void add_flight(http::Router& router, FlightSources sources);

}  // namespace diemcau::server
