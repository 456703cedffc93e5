#include "server/signalling.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <variant>

#include "runtime/clock.h"

namespace diemcau::server {
namespace {

using runtime::monotonic_now;
using runtime::unix_now;

livekit::ConnectionId to_livekit(http::ConnectionId id) { return {id.value}; }
http::ConnectionId to_http(livekit::ConnectionId id) { return {id.value}; }

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace

Signalling::Signalling(livekit::ControlConfig config, SecureRandom& random, ToShard to_shard)
    : control_(std::move(config), random), to_shard_(std::move(to_shard)) {}

http::WebSocketHandler Signalling::websocket_handler() {
  http::WebSocketHandler handler;
  handler.admit = [this](auto id, const auto& request) { return admit(id, request); };
  handler.on_open = [this](auto id) { handle_open(id); };
  handler.on_message = [this](auto id, Bytes message) {
    control_.handle_message(monotonic_now(), unix_now(), to_livekit(id), message);
    drain();
  };
  // Drained inside: only now may a last message be sent.
  handler.on_overflow = [this](auto id) {
    spdlog::info("signalling: connection {} reads too slowly, it is told to join anew", id.value);
    control_.handle_overflow(monotonic_now(), unix_now(), to_livekit(id));
    drain();
  };
  handler.on_closed = [this](auto id) { handle_closed(id); };
  return handler;
}

void Signalling::add_routes(http::Router& router) {
  router.allow_any_origin("/rtc");
  for (const char* path : {"/rtc/v1", "/rtc/v1/validate", "/rtc", "/rtc/validate"}) {
    router.add("GET", path, [this](const http::HttpRequest& request) { return validate(request); });
  }
}

void Signalling::attach(http::HttpServer& server) {
  server_ = &server;
  timer_ = server.add_timer([this] {
    control_.handle_timeout(monotonic_now(), unix_now());
    drain();
  });
  drain();
}

void Signalling::handle_shard_later(link::FromShard message) {
  server_->post([this, message = std::move(message)] {
    control_.handle_shard(monotonic_now(), unix_now(), message);
    drain();
  });
}

void Signalling::handle_shutdown() {
  control_.handle_shutdown(monotonic_now(), unix_now());
  drain();
}

void Signalling::call(const livekit::Call& call, OnAnswer on_answer) {
  const livekit::CallId id{++last_call_};
  auto answer = control_.handle_call(monotonic_now(), unix_now(), id, call);
  if (!answer) calls_.emplace(id, std::move(on_answer));
  drain();
  if (answer) on_answer(std::move(*answer));
}

void Signalling::answer(livekit::CallAnswered answered) {
  const auto waiting = calls_.extract(answered.call);
  if (!waiting.empty()) waiting.mapped()(std::move(answered.answer));
}

livekit::OperationResult Signalling::perform(const livekit::Operation& operation) {
  auto result = control_.perform(monotonic_now(), unix_now(), operation);
  drain();
  return result;
}

livekit::AdmitResult Signalling::ask(const http::HttpRequest& request) {
  auto result = control_.admit(monotonic_now(), unix_now(),
                               {.path = request.path,
                                .query = request.query,
                                .authorization = std::string(request.header("authorization")),
                                .remote = request.remote});
  if (result.join || result.status < 400) return result;
  auto line = fmt::format("signalling: refused {} from {}: {} {}", request.path,
                          request.remote.ip_string(), result.status, result.text);
  for (const std::string& one : refusals_.take(monotonic_now(), std::move(line))) {
    spdlog::info("{}", one);
  }
  return result;
}

std::optional<http::HttpResponse> Signalling::admit(http::ConnectionId id,
                                                    const http::HttpRequest& request) {
  auto result = ask(request);
  if (!result.join) return http::HttpResponse::text(result.status, result.text);
  admitted_.emplace(id, std::move(*result.join));
  return std::nullopt;
}

http::HttpResponse Signalling::validate(const http::HttpRequest& request) {
  const auto result = ask(request);
  if (!result.join) return http::HttpResponse::text(result.status, result.text);
  // RFC 9110, section 15.5.22.
  return http::HttpResponse::text(426, "This address is for WebSockets.\n")
      .with("Upgrade", "websocket");
}

void Signalling::handle_open(http::ConnectionId id) {
  const auto admitted = admitted_.extract(id);
  if (admitted.empty()) return;
  control_.handle_open(monotonic_now(), unix_now(), to_livekit(id), admitted.mapped());
  drain();
}

void Signalling::handle_closed(http::ConnectionId id) {
  // Never opened: Control has not heard of it.
  if (admitted_.erase(id) > 0) return;
  control_.handle_closed(monotonic_now(), unix_now(), to_livekit(id));
  drain();
}

void Signalling::drain() {
  livekit::Output output;
  while (control_.poll_output(output)) send(std::move(output));
  server_->schedule(timer_, control_.next_timeout());
}

void Signalling::send(livekit::Output output) {
  std::visit(Overloaded{
                 [this](livekit::SendFrame& frame) {
                   ++sent_.messages;
                   sent_.bytes += frame.bytes->size();
                   server_->send(to_http(frame.connection), std::move(frame.bytes));
                 },
                 [this](livekit::CloseConnection& close) {
                   server_->close(to_http(close.connection), close.code, close.reason);
                 },
                 [this](livekit::ShardMessage& message) {
                   to_shard_(message.shard, std::move(message.message));
                 },
                 [this](livekit::RoomEvent& event) {
                   if (on_event_) on_event_(std::move(event));
                 },
                 [this](livekit::CallAnswered& answered) { answer(std::move(answered)); },
             },
             output);
}

}  // namespace diemcau::server
