#pragma once

#include "http/router.h"
#include "server/signalling.h"

namespace diemcau::server {

// POST /twirp/…: joins the server's API of livekit::Control to HTTP. `signalling` outlives the
// router.
void add_room_service(http::Router& router, Signalling& signalling);

}  // namespace diemcau::server
