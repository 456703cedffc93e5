#include "api/news_routes.h"

#include <optional>

#include "api/door.h"
#include "api/news_pages.h"
#include "store/digest.h"

namespace diemcau::api {
namespace {

using http::Answer;
using http::HttpRequest;
using http::HttpResponse;

enum class Kind : uint8_t { kList, kUnitList, kCentral, kEdition };

// None: a number in the address is none.
std::optional<NewsAsked> asked_of(const HttpRequest& request, Kind kind) {
  NewsAsked asked;
  if (request.query_value("language") == "en") asked.language = Language::kEnglish;
  asked.page = number_of(request.query_value("page").value_or("")).value_or(0);
  if (kind == Kind::kCentral || kind == Kind::kEdition) {
    const auto conference = number_of(request.route_value("conference"));
    if (!conference) return {};
    asked.conference = {*conference};
  }
  if (kind == Kind::kUnitList || kind == Kind::kEdition) {
    const auto unit = number_of(request.route_value("unit"));
    if (!unit) return {};
    asked.unit = {*unit};
  }
  return asked;
}

// What is out may be taken back at any moment: whoever keeps a copy asks each time, and is answered
// in a few bytes while nothing has changed.
HttpResponse page(int status, std::string html, const std::string& known) {
  const std::string tag = "\"" + store::hex(store::sha256(as_bytes(html))).substr(0, 32) + "\"";
  HttpResponse response;
  response.status = status == 200 && known == tag ? 304 : status;
  if (response.status != 304) response.body = std::move(html);
  response.with("Content-Type", "text/html; charset=utf-8")
      .with("ETag", tag)
      .with("Cache-Control", "public, no-cache")
      .with("Content-Security-Policy",
            "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self' data:; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
      .with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "no-referrer");
  return response;
}

void news_route(const Line& line, Kind kind, const HttpRequest& request, const Answer& answer) {
  const auto language =
      request.query_value("language") == "en" ? Language::kEnglish : Language::kVietnamese;
  in_office(line, answer,
            [asked = asked_of(request, kind), language,
             known = std::string(request.header("if-none-match"))](Clerk& clerk) {
              auto html = asked ? news_html(clerk.folds(), *asked) : std::nullopt;
              if (html) return page(200, std::move(*html), known);
              return page(404, missing_news_html(clerk.folds(), language), known);
            });
}

}  // namespace

void add_news_routes(http::Router& router, const Line& line) {
  const auto add = [&](const char* path, Kind kind) {
    router.add_deferred("GET", path,
                        [line, kind](const HttpRequest& request, const Answer& answer) {
                          news_route(line, kind, request, answer);
                        });
  };
  add("/news", Kind::kList);
  add("/news/units/{unit}", Kind::kUnitList);
  add("/news/{conference}", Kind::kCentral);
  add("/news/{conference}/units/{unit}", Kind::kEdition);
}

}  // namespace diemcau::api
