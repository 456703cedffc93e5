#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/address.h"
#include "base/time.h"

namespace diemcau::http {

using NamedValue = std::pair<std::string, std::string>;

// One request as a handler sees it. Read whole before the handler runs, within the server's limits.
struct HttpRequest {
  std::string method;  // "GET"
  std::string target;  // as it came: "/api/rooms/a%20b/join?x=1"
  std::vector<NamedValue> headers;
  std::string body;
  SocketAddress remote;
  bool secure = false;  // came over TLS
  Instant received_at{};

  // Filled by parse_target() and the router.
  std::string path;               // what stands before '?', still percent-encoded
  std::vector<NamedValue> query;  // decoded
  std::vector<NamedValue> route;  // decoded: {room} of the route's pattern

  // The first header of that name, letters of any case; empty if there is none.
  std::string_view header(std::string_view name) const;
  std::optional<std::string_view> query_value(std::string_view name) const;
  // A {name} of the matched pattern; empty if the pattern has none.
  std::string_view route_value(std::string_view name) const;
  // What the client calls us ("192.0.2.1:7880"), if it is a host and port and nothing else; else
  // empty. Safe to put into an address or a header.
  std::string_view host() const;

  // Fills path and query from target. False: not an origin-form target that can be decoded.
  bool parse_target();
};

struct HttpResponse {
  int status = 200;
  std::vector<NamedValue> headers = {};
  std::string body = {};
  // Used in place of `body` where many answers share the same bytes.
  std::shared_ptr<const std::string> shared_body = {};

  std::string_view content() const { return shared_body ? *shared_body : body; }
  std::string_view header(std::string_view name) const;
  HttpResponse& with(std::string name, std::string value) &;
  HttpResponse&& with(std::string name, std::string value) &&;

  static HttpResponse text(int status, std::string body);
  static HttpResponse json(int status, std::string body);
  // What went wrong, for a program and for a person in both languages:
  // {"code","message_vi","message_en"}. The messages are whole sentences.
  static HttpResponse error(int status, std::string_view code, std::string_view message_vi,
                            std::string_view message_en);
};

// Runs on the server's thread and must not block.
using Handler = std::function<HttpResponse(const HttpRequest&)>;

// Takes the answer to one request: called once, on the server's thread, at once or later. Whoever
// waits longer than the request's timeout has been told 503 meanwhile, and the answer is lost.
using Answer = std::function<void(HttpResponse)>;
// For work that another thread does. The request lives only as long as the call.
using DeferredHandler = std::function<void(const HttpRequest&, Answer)>;

// "%41" to "A"; nothing if a '%' is not followed by two hexadecimal digits. With plus_is_space as
// in a query.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

// Everything but letters, digits and - . _ ~ as %XX (RFC 3986, section 2.3).
std::string percent_encode(std::string_view text);

bool equal_ignoring_case(std::string_view left, std::string_view right);

}  // namespace diemcau::http
