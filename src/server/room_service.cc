#include "server/room_service.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "runtime/clock.h"
#include "server/paced_log.h"

namespace diemcau::server {
namespace {

// What the log tells of a call.
struct Asked {
  std::string path;
  SocketAddress remote;
};

// Whoever has no right to ask may ask as often as they like.
void log_refusal(PacedLog& refusals, const Asked& asked, const livekit::CallAnswer& answer) {
  auto line =
      fmt::format("api: refused {} from {}: {}", asked.path, asked.remote.ip_string(), answer.body);
  for (const std::string& one : refusals.take(runtime::monotonic_now(), std::move(line))) {
    spdlog::info("{}", one);
  }
}

http::HttpResponse to_response(livekit::CallAnswer answer) {
  http::HttpResponse response{.status = answer.status, .body = std::move(answer.body)};
  return std::move(response)
      .with("Content-Type", std::move(answer.content_type))
      .with("Cache-Control", "no-store");
}

}  // namespace

void add_room_service(http::Router& router, Signalling& signalling) {
  const auto refusals = std::make_shared<PacedLog>();
  router.add_deferred(
      "POST", "/twirp/*",
      [&signalling, refusals](const http::HttpRequest& request, const http::Answer& respond) {
        const Asked asked{request.path, request.remote};
        signalling.call({.path = request.path,
                         .content_type = std::string(request.header("content-type")),
                         .authorization = std::string(request.header("authorization")),
                         .body = request.body},
                        [refusals, asked, respond](livekit::CallAnswer answer) {
                          if (answer.status != 200) log_refusal(*refusals, asked, answer);
                          respond(to_response(std::move(answer)));
                        });
      });
}

}  // namespace diemcau::server
