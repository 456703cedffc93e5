#pragma once

#include "http/server.h"

namespace diemcau::api {
class Feed;
}

namespace diemcau::server {

// Two kinds of WebSockets at one server: the office's feed at its path, LiveKit's signalling at all
// others. The feed outlives the server.
http::WebSocketHandler with_feed(http::WebSocketHandler signalling, api::Feed& feed);

}  // namespace diemcau::server
