#include "server/flight.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/flight_words.h"

namespace diemcau::server {
namespace {

http::HttpResponse json_response(int status, std::string body) {
  http::HttpResponse response{.status = status, .body = std::move(body)};
  return std::move(response)
      .with("Content-Type", "application/json")
      .with("Cache-Control", "no-store");
}

// In the form of RoomService's errors.
http::HttpResponse refuse(int status, const char* code, const std::string& sentence) {
  const nlohmann::json body{{"code", code}, {"msg", sentence}};
  return json_response(status,
                       body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

// The same right as RoomService's: administrator of this one room.
std::optional<http::HttpResponse> refusal_of(const FlightSources& sources,
                                             const http::HttpRequest& request,
                                             const std::string& room) {
  // RFC 6750 section 2.1.
  constexpr std::string_view kBearer = "Bearer ";
  const std::string_view header = request.header("authorization");
  if (!header.starts_with(kBearer)) return refuse(401, "unauthenticated", "no access token");
  const auto grants =
      livekit::verify_token(header.substr(kBearer.size()), sources.keys, sources.today());
  if (!grants) return refuse(401, "unauthenticated", livekit::to_string(grants.error()));
  if (grants->room_admin && grants->room == room) return std::nullopt;
  return refuse(403, "permission_denied", "the token lacks roomAdmin of this room");
}

http::HttpResponse answer_of(const FlightSources& sources, const std::string& room,
                             const std::optional<shard::FlightReport>& report) {
  const room::Room* found = sources.find_room(room);
  if (!found) return refuse(404, "not_found", "there is no such room");
  if (!report) return refuse(404, "not_found", "the participant has no media connection yet");
  return json_response(200, flight_json(*report, *found));
}

}  // namespace

void add_flight(http::Router& router, FlightSources given) {
  const auto sources = std::make_shared<const FlightSources>(std::move(given));
  router.add_deferred(
      "GET", "/debug/rooms/{room}/participants/{identity}",
      [sources](const http::HttpRequest& request, const http::Answer& respond) {
        const std::string room(request.route_value("room"));
        if (auto refused = refusal_of(*sources, request, room)) return respond(std::move(*refused));
        const room::Room* found = sources->find_room(room);
        if (!found) return respond(refuse(404, "not_found", "there is no such room"));
        const auto* one = found->find_identity(request.route_value("identity"));
        if (!one)
          return respond(refuse(404, "not_found", "nobody of that identity is in the room"));
        sources->ask(one->id, [sources, room, respond](std::optional<shard::FlightReport> report) {
          sources->post([sources, room, respond, report = std::move(report)] {
            respond(answer_of(*sources, room, report));
          });
        });
      });
}

}  // namespace diemcau::server
