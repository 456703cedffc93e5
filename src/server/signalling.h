#pragma once

#include <functional>
#include <unordered_map>

#include "base/random.h"
#include "http/server.h"
#include "livekit/control.h"
#include "server/paced_log.h"

namespace diemcau::server {

// Joins Control, which does no IO, to the HTTP server and the shards. Everything on the control
// thread, but for handle_shard_later().
//
// Owner: the composition root. Made before the HTTP server, since that takes websocket_handler()
// and the routes; attach() before it runs.
class Signalling {
 public:
  using ToShard = std::function<void(uint8_t shard, link::ToShard)>;
  using OnEvent = std::function<void(livekit::RoomEvent)>;

  Signalling(livekit::ControlConfig config, SecureRandom& random, ToShard to_shard);

  http::WebSocketHandler websocket_handler();
  void add_routes(http::Router& router);
  void attach(http::HttpServer& server);
  // Who hears of what happens in rooms; nobody until then. It must not call anything here.
  void set_on_event(OnEvent on_event) { on_event_ = std::move(on_event); }

  // The server's own side (livekit/operations.h), by its HTTP API and from within the process.
  // The answer comes at once or later.
  using OnAnswer = std::function<void(livekit::CallAnswer)>;
  void call(const livekit::Call& call, OnAnswer on_answer);
  livekit::OperationResult perform(const livekit::Operation& operation);

  // From any thread.
  void handle_shard_later(link::FromShard message);
  // Tells everyone to come back; what is queued then still goes out.
  void handle_shutdown();

  void set_door(livekit::Door door) { control_.set_door(door); }

  const livekit::Control& control() const { return control_; }
  // Messages that went to clients.
  struct Sent {
    uint64_t messages = 0;
    uint64_t bytes = 0;
  };
  const Sent& sent() const { return sent_; }

 private:
  std::optional<http::HttpResponse> admit(http::ConnectionId id, const http::HttpRequest& request);
  livekit::AdmitResult ask(const http::HttpRequest& request);
  http::HttpResponse validate(const http::HttpRequest& request);
  void handle_open(http::ConnectionId id);
  void handle_closed(http::ConnectionId id);
  void answer(livekit::CallAnswered answered);
  // Sends what Control has to say and sets the timer for when it wants to be asked again.
  void drain();
  void send(livekit::Output output);

  livekit::Control control_;
  PacedLog refusals_;
  Sent sent_;
  ToShard to_shard_;
  OnEvent on_event_;
  std::unordered_map<livekit::CallId, OnAnswer> calls_;  // that wait for a client
  uint64_t last_call_ = 0;
  http::HttpServer* server_ = nullptr;
  http::TimerId timer_;
  // Admitted, and the handshake still under way.
  std::unordered_map<http::ConnectionId, livekit::AdmittedJoin> admitted_;
};

}  // namespace diemcau::server
