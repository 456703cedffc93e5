#include "server/webhooks.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "livekit/webhook.h"
#include "runtime/clock.h"

namespace diemcau::server {

Webhooks::Webhooks(Config config) : config_(std::move(config)) {
  for (const http::Url& url : config_.urls) {
    auto receiver = std::make_unique<Receiver>();
    receiver->url = url;
    receivers_.push_back(std::move(receiver));
  }
}

void Webhooks::attach(http::HttpServer& server) {
  server_ = &server;
  for (const auto& receiver : receivers_) {
    receiver->timer = server.add_timer([this, one = receiver.get()] { send_next(*one); });
  }
}

void Webhooks::push(const livekit::RoomEvent& event) {
  if (event.webhook.empty()) return;
  for (const auto& receiver : receivers_) {
    receiver->queue.push(event.webhook);
    send_next(*receiver);
  }
}

void Webhooks::send_next(Receiver& receiver) {
  const Instant now = runtime::monotonic_now();
  if (const std::string* body = receiver.queue.take(now)) {
    http::OutgoingRequest request{.url = receiver.url, .headers = {}, .body = *body};
    request.headers.emplace_back("Content-Type", livekit::kWebhookContentType);
    // The token as it is, without "Bearer": so receivers of LiveKit's webhooks expect it.
    request.headers.emplace_back(
        "Authorization",
        livekit::webhook_token(*body, config_.api_key, config_.secret, runtime::unix_now()));
    server_->send_request(std::move(request), [this, one = &receiver](const auto& answer) {
      handle_answer(*one, answer);
    });
  }
  server_->schedule(receiver.timer, receiver.queue.next_timeout());
}

void Webhooks::handle_answer(Receiver& receiver, const http::OutgoingAnswer& answer) {
  const bool kept = receiver.queue.handle_answer(runtime::monotonic_now(), answer.status);
  report(receiver, answer, !kept);
  send_next(receiver);
}

// One line when trouble begins, one when it is over, one for each that is given up.
void Webhooks::report(Receiver& receiver, const http::OutgoingAnswer& answer, bool given_up) {
  const bool well = answer.status >= 200 && answer.status < 300;
  const std::string place = receiver.url.authority();
  if (well) {
    if (receiver.complained) spdlog::info("webhooks: {} takes them again", place);
  } else if (given_up || !receiver.complained) {
    spdlog::warn("webhooks: {} {}: {}; {} wait", place,
                 given_up ? "did not take one, which is given up" : "does not take one yet",
                 answer.status == 0 ? answer.problem : fmt::format("status {}", answer.status),
                 receiver.queue.size());
  }
  receiver.complained = !well;
}

WebhookQueue::Counters Webhooks::counters() const {
  WebhookQueue::Counters sum;
  for (const auto& receiver : receivers_) {
    const WebhookQueue::Counters& one = receiver->queue.counters();
    sum.delivered += one.delivered;
    sum.retried += one.retried;
    sum.refused += one.refused;
    sum.exhausted += one.exhausted;
    sum.dropped += one.dropped;
  }
  return sum;
}

size_t Webhooks::waiting() const {
  size_t sum = 0;
  for (const auto& receiver : receivers_) sum += receiver->queue.size();
  return sum;
}

}  // namespace diemcau::server
