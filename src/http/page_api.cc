#include "http/page_api.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "http/text.h"

namespace diemcau::http {
namespace {

using nlohmann::json;

HttpResponse rooms_closed() {
  return HttpResponse::error(403, "rooms_closed",
                             "Máy chủ này chỉ nhận người có lời mời. Xin liên hệ ban tổ chức.",
                             "This server lets in only people who were invited. Please ask the "
                             "organisers for an invitation.");
}

HttpResponse bad_room() {
  return HttpResponse::error(400, "bad_room",
                             "Tên phòng phải có từ 1 đến 64 ký tự và không chứa / \\ ? # %.",
                             "A room's name has 1 to 64 characters, and none of / \\ ? # %.");
}

HttpResponse bad_name() {
  return HttpResponse::error(400, "bad_name", "Xin nhập tên của bạn, từ 1 đến 80 ký tự.",
                             "Please enter your name, 1 to 80 characters.");
}

HttpResponse bad_body() {
  return HttpResponse::error(400, "bad_request", "Yêu cầu không đúng dạng. Xin tải lại trang.",
                             "The request is not what it should be. Please reload the page.");
}

HttpResponse too_many_joins() {
  return HttpResponse::error(429, "too_many_joins",
                             "Có quá nhiều người vào cùng lúc từ mạng của bạn. Xin thử lại sau vài "
                             "giây.",
                             "Too many people are joining from your network at once. Please try "
                             "again in a few seconds.")
      .with("Retry-After", "5");
}

// Asking for this type makes a browser ask first (a preflight, which is not answered here) before
// another site's page may send it.
bool is_json(const HttpRequest& request) {
  const std::string_view type = request.header("content-type");
  return equal_ignoring_case(trim(type.substr(0, type.find(';'))), "application/json");
}

std::optional<std::string> text_member(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return "";
  if (!found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

struct JoinBody {
  std::string name;
  std::string language;
};

std::optional<JoinBody> parse_join(const HttpRequest& request) {
  if (!is_json(request)) return std::nullopt;
  const json body = json::parse(request.body, nullptr, false);
  if (!body.is_object()) return std::nullopt;
  const auto name = text_member(body, "name");
  const auto language = text_member(body, "language");
  if (!name || !language) return std::nullopt;
  return JoinBody{std::string(trim(*name)), *language == "en" ? "en" : "vi"};
}

std::string make_identity(SecureRandom& random) {
  constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyz23456789";
  static_assert(kLetters.size() == 32);
  std::array<uint8_t, 16> raw;
  random.fill(raw);
  std::string identity = "guest-";
  for (const uint8_t byte : raw) identity += kLetters[byte % kLetters.size()];
  return identity;
}

class PageApi {
 public:
  PageApi(PageApiConfig config, SecureRandom& random)
      : config_(std::move(config)), random_(random), joins_(config_.joins) {}

  HttpResponse join(const HttpRequest& request) {
    if (!joins_.allow(request.remote, request.received_at)) return too_many_joins();
    const PageInfo info = config_.info();
    const std::string_view room = request.route_value("room");
    if (!info.open_rooms && (info.demo_room.empty() || room != info.demo_room)) {
      return rooms_closed();
    }
    if (!is_room_name(room)) return bad_room();
    const auto body = parse_join(request);
    if (!body) return bad_body();
    if (!is_person_name(body->name)) return bad_name();
    return let_in({std::string(room), make_identity(random_), body->name, body->language}, request);
  }

  HttpResponse info() const {
    const PageInfo info = config_.info();
    const json answer{{"version", info.version},       {"name", info.name},
                      {"open_rooms", info.open_rooms}, {"demo_room", info.demo_room},
                      {"addresses", info.addresses},   {"ca_fingerprint", info.ca_fingerprint}};
    return HttpResponse::json(200, answer.dump());
  }

 private:
  HttpResponse let_in(const PageGuest& guest, const HttpRequest& request) const {
    const json answer{{"token", config_.create_token(guest)},
                      {"identity", guest.identity},
                      {"room", guest.room},
                      {"url", socket_url(request)}};
    return HttpResponse::json(200, answer.dump());
  }

  std::string socket_url(const HttpRequest& request) const {
    if (!config_.public_url.empty()) return config_.public_url;
    return fmt::format("{}://{}", request.secure ? "wss" : "ws", request.host());
  }

  PageApiConfig config_;
  SecureRandom& random_;
  RateLimiter joins_;
};

}  // namespace

void add_page_api(Router& router, PageApiConfig config, SecureRandom& random) {
  const auto api = std::make_shared<PageApi>(std::move(config), random);
  router.add("POST", "/api/rooms/{room}/join",
             [api](const HttpRequest& request) { return api->join(request); });
  router.add("GET", "/api/info", [api](const HttpRequest&) { return api->info(); });
  router.add("GET", "/healthz", [](const HttpRequest&) { return HttpResponse::text(200, "ok\n"); });
}

}  // namespace diemcau::http
