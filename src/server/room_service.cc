#include "server/room_service.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "runtime/clock.h"
#include "server/paced_log.h"

namespace diemcau::server {
namespace {

// Whoever has no right to ask may ask as often as they like.
void log_refusal(PacedLog& refusals, const http::HttpRequest& request,
                 const livekit::CallAnswer& answer) {
  auto line = fmt::format("api: refused {} from {}: {}", request.path, request.remote.ip_string(),
                          answer.body);
  for (const std::string& one : refusals.take(runtime::monotonic_now(), std::move(line))) {
    spdlog::info("{}", one);
  }
}

}  // namespace

void add_room_service(http::Router& router, Signalling& signalling) {
  const auto refusals = std::make_shared<PacedLog>();
  router.add("POST", "/twirp/*", [&signalling, refusals](const http::HttpRequest& request) {
    auto answer = signalling.call({.path = request.path,
                                   .content_type = std::string(request.header("content-type")),
                                   .authorization = std::string(request.header("authorization")),
                                   .body = request.body});
    if (answer.status != 200) log_refusal(*refusals, request, answer);
    http::HttpResponse response{.status = answer.status, .body = std::move(answer.body)};
    return std::move(response)
        .with("Content-Type", std::move(answer.content_type))
        .with("Cache-Control", "no-store");
  });
}

}  // namespace diemcau::server
