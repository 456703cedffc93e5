#include "server/websocket_doors.h"

#include "api/feed.h"

namespace diemcau::server {

using http::ConnectionId;

http::WebSocketHandler with_feed(http::WebSocketHandler signalling, api::Feed& feed) {
  http::WebSocketHandler both;
  both.admit = [signalling, &feed](ConnectionId id, const http::HttpRequest& request) {
    if (request.path == api::Feed::kPath) return feed.admit(id, request);
    return signalling.admit(id, request);
  };
  both.on_open = [signalling, &feed](ConnectionId id) {
    feed.has(id) ? feed.handle_open(id) : signalling.on_open(id);
  };
  both.on_message = [signalling, &feed](ConnectionId id, Bytes message) {
    feed.has(id) ? feed.handle_message(id, message) : signalling.on_message(id, message);
  };
  // A page that reads too slowly is closed; it comes back with what it has and gets the rest.
  both.on_overflow = [signalling, &feed](ConnectionId id) {
    if (!feed.has(id)) signalling.on_overflow(id);
  };
  both.on_closed = [signalling, &feed](ConnectionId id) {
    feed.has(id) ? feed.handle_closed(id) : signalling.on_closed(id);
  };
  return both;
}

}  // namespace diemcau::server
