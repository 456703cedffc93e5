#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "http/rate_limit.h"
#include "http/router.h"

namespace diemcau::http {

// Someone who comes in by the page, without an account.
struct PageGuest {
  std::string room;
  std::string identity;
  std::string name;
  std::string language;  // "vi" or "en"
};

struct PageInfo {
  std::string version;
  std::string name;
  bool open_rooms = false;
  std::string demo_room;               // empty: there is none
  std::vector<std::string> addresses;  // "https://192.0.2.1:7880"
  std::string ca_fingerprint;          // empty: the organisation's own certificate
};

struct PageApiConfig {
  std::function<PageInfo()> info;
  std::function<std::string(const PageGuest&)> create_token;
  // Where the page finds the WebSocket; empty: at the host it came from.
  std::string public_url;
  // A whole site may come in behind one address at nine o'clock.
  RateLimit joins{.burst = 200, .per_second = 10};
};

// The routes of the page itself:
//   POST /api/rooms/{room}/join  {"name","language"} → {"token","identity","room","url"}
//   GET  /api/info               → PageInfo
//   GET  /healthz                → "ok"
// Lives as long as the router it was added to; `random` must outlive both.
void add_page_api(Router& router, PageApiConfig config, SecureRandom& random);

}  // namespace diemcau::http
