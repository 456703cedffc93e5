#pragma once

#include <memory>
#include <string>
#include <vector>

#include "http/server.h"
#include "livekit/control.h"
#include "server/webhook_queue.h"

namespace diemcau::server {

// Tells the configured URLs what happens in rooms, signed as livekit-server-sdk's WebhookReceiver
// verifies it. Each URL has a queue and one request under way at most, so that everything comes in
// order; nothing here waits. What is still queued when the server stops is lost.
//
// Owner: the composition root; all on the control thread. attach() before the server runs.
class Webhooks {
 public:
  struct Config {
    std::vector<http::Url> urls;
    std::string api_key;  // whose secret signs
    std::string secret;
  };

  explicit Webhooks(Config config);
  void attach(http::HttpServer& server);
  void push(const livekit::RoomEvent& event);

  bool empty() const { return receivers_.empty(); }
  // Of all URLs together.
  WebhookQueue::Counters counters() const;
  size_t waiting() const;

 private:
  struct Receiver {
    http::Url url;
    WebhookQueue queue;
    http::TimerId timer;
    bool complained = false;  // the log has its line about the trouble that lasts
  };

  void send_next(Receiver& receiver);
  void handle_answer(Receiver& receiver, const http::OutgoingAnswer& answer);
  void report(Receiver& receiver, const http::OutgoingAnswer& answer, bool given_up);

  Config config_;
  std::vector<std::unique_ptr<Receiver>> receivers_;
  http::HttpServer* server_ = nullptr;
};

}  // namespace diemcau::server
