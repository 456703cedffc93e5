#pragma once

#include <memory>

#include "api/line.h"
#include "api/name_limiter.h"
#include "http/rate_limit.h"
#include "http/router.h"
#include "store/passwords.h"

namespace diemcau::api {

using journal::Json;

struct RoutesConfig {
  Line line;
  std::function<std::string(const MediaTicket&)> create_token;  // from any thread
  // Where pages find the WebSocket of the media; and the address that a link is to have, as others
  // than this machine know it ("https://192.0.2.1:7880").
  std::function<std::string(const http::HttpRequest&)> media_url;
  std::function<std::string(const http::HttpRequest&)> page_address;
  // What who tries the demo is told of it besides; none: there is no demo.
  std::function<Json(const http::HttpRequest&, AccountId)> demo;
  store::PasswordCost password_cost = {};
  // A whole ministry may sign in behind one address at eight o'clock; a login name has its own.
  http::RateLimit logins{.burst = 60, .per_second = 1};
  http::RateLimit names{.burst = 10, .per_second = 1.0 / 30};  // wrong passwords of one login name
  http::RateLimit tries{.burst = 400, .per_second = 20};       // of links
};

// Where a file of units or people travels whole.
std::vector<std::string> large_paths();

// The office's own API: docs/api/office.md. Everything is answered later, by the office thread.
// `random` outlives the router.
void add_routes(http::Router& router, RoutesConfig config, SecureRandom& random);

}  // namespace diemcau::api
