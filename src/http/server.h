#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.h"
#include "base/bytes.h"
#include "base/id.h"
#include "base/result.h"
#include "base/shared_bytes.h"
#include "base/time.h"
#include "http/client.h"
#include "http/message.h"
#include "http/router.h"

namespace diemcau::http {

// A WebSocket connection. Never reused while the process lives; 0 is no one.
using ConnectionId = Id<struct ConnectionTag, uint64_t>;
using TimerId = Id<struct TimerTag, uint32_t>;

// A certificate with the chain that stands above it, and its private key, as PEM.
struct TlsIdentity {
  std::string certificate_chain_pem;
  std::string private_key_pem;
  bool operator==(const TlsIdentity&) const = default;
};

struct ListenAddress {
  SocketAddress address;
  // Left out without a word where the machine does not have it (::1 without IPv6).
  bool optional = false;
};

struct HttpLimits {
  size_t header_bytes = 128 * 1024;  // request line and headers: an offer travels in the target
  size_t body_bytes = 512 * 1024;
  // Paths whose requests may bring a file along.
  std::vector<std::string> large_paths = {};
  size_t large_body_bytes = 12 * 1024 * 1024;
  size_t bodies_in_flight_bytes = 64 * 1024 * 1024;  // of all requests being read together
  size_t connections = 10'000;
  size_t connections_per_address = 4'096;  // a whole site may stand behind one address
  size_t message_bytes = 1024 * 1024;      // one WebSocket message that comes in
  size_t queue_bytes = 4 * 1024 * 1024;    // waiting to go out on one WebSocket
  Duration request_timeout = 20s;          // from the first byte of a request to its last
  Duration answer_timeout = 30s;           // for a handler that answers later
  Duration keep_alive_timeout = 30s;       // between two requests
  Duration websocket_idle_timeout = 30s;   // half of it: a ping is sent
  Duration close_timeout = 3s;             // for a peer to agree to a close, and for stop()
};

struct HttpServerConfig {
  std::vector<ListenAddress> listen;  // with port 0 the first picks a port and the others share it
  HttpLimits limits;
  std::function<Instant()> now;  // the clock that timers and requests are measured on
};

// What happens on WebSockets, in the server's thread.
//
// Life of a connection: admit (answered with no response) → on_open → on_message* → on_closed.
// Every admitted connection gets exactly one on_closed, also if the handshake then fails; nothing
// is called for it afterwards. None of these are called from inside send() or close().
struct WebSocketHandler {
  // Nothing lets the connection in; a response refuses it. What is sent to it once this has
  // returned waits until it is open.
  std::function<std::optional<HttpResponse>(ConnectionId, const HttpRequest&)> admit;
  std::function<void(ConnectionId)> on_open;
  std::function<void(ConnectionId, Bytes)> on_message;  // one whole binary message
  // The peer reads too slowly: all that waited was thrown away. Once per connection. A last message
  // may be sent from inside; then the connection is closed.
  std::function<void(ConnectionId)> on_overflow;
  std::function<void(ConnectionId)> on_closed;
};

struct HttpCounters {
  uint64_t connections_open = 0;
  uint64_t websockets_open = 0;
  uint64_t accepted = 0;
  uint64_t refused_by_limit = 0;  // of connections, total or per address
  uint64_t requests = 0;          // that reached a handler
  uint64_t bad_requests = 0;      // malformed, truncated or over a limit
  uint64_t tls_failures = 0;
  uint64_t websocket_overflows = 0;
};

// HTTP, HTTPS, WS and WSS on the same port: the first byte tells TLS apart.
//
// Owner: the composition root. Everything runs on the one thread that is in run(), the *control
// thread*; only post() and stop() may be called from others. Before run() the owner's thread may
// call anything.
class HttpServer {
 public:
  HttpServer(HttpServerConfig config, Router router, WebSocketHandler websockets);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // The certificate for connections that come from now on; before the first call TLS is refused.
  Result<Unit, std::string> set_tls(const TlsIdentity& identity);

  // Binds and listens; the bound addresses, or one sentence for a person.
  Result<std::vector<SocketAddress>, std::string> listen();

  // Serves until stop(): then accepts nothing more, closes WebSockets with 1001 (going away) and
  // returns when all are gone or close_timeout has passed.
  void run();
  void stop();

  // Runs work on the control thread, in the order given by each caller.
  void post(std::function<void()> work);

  // Queues a binary message; nothing happens if the connection is gone. See on_overflow.
  void send(ConnectionId connection, std::vector<uint8_t> message);
  // The same bytes may go to many.
  void send(ConnectionId connection, SharedBytes message);
  // Sends what waits, then closes (RFC 6455, section 7.4 for the code; the reason is cut to 120
  // bytes).
  void close(ConnectionId connection, uint16_t code, std::string_view reason);

  // A timer that belongs to the server and is set as often as needed; schedule() replaces what was
  // set before, kNever unsets it.
  TimerId add_timer(std::function<void()> on_expiry);
  void schedule(TimerId timer, Instant when);

  // A request of our own, beside those of others; the answer comes on the control thread. Before
  // run(), or on the control thread. What the stop() finds under way ends without an answer.
  void send_request(OutgoingRequest request, OnAnswer on_answer);

  HttpCounters counters() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace diemcau::http
