#include "http/router.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <set>

namespace diemcau::http {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  path.remove_prefix(path.empty() ? 0 : 1);  // the leading '/'
  while (true) {
    const size_t end = std::min(path.find('/'), path.size());
    segments.emplace_back(path.substr(0, end));
    if (end == path.size()) return segments;
    path.remove_prefix(end + 1);
  }
}

bool is_placeholder(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// Fits one segment; a placeholder takes any that is not empty.
bool fit_segment(const std::string& pattern, const std::string& segment,
                 std::vector<NamedValue>& values) {
  if (!is_placeholder(pattern)) return pattern == segment;
  const auto decoded = percent_decode(segment);
  if (!decoded || decoded->empty()) return false;
  values.emplace_back(pattern.substr(1, pattern.size() - 2), *decoded);
  return true;
}

std::optional<std::vector<NamedValue>> fit(const std::vector<std::string>& pattern,
                                           const std::vector<std::string>& path) {
  const bool open_ended = pattern.back() == "*";
  const size_t fixed = pattern.size() - (open_ended ? 1 : 0);
  if (path.size() < fixed || (!open_ended && path.size() != fixed)) return std::nullopt;
  std::vector<NamedValue> values;
  for (size_t i = 0; i < fixed; ++i) {
    if (!fit_segment(pattern[i], path[i], values)) return std::nullopt;
  }
  return values;
}

bool method_fits(const std::string& route, const std::string& request) {
  return route == request || (route == "GET" && request == "HEAD");
}

std::string allow_header(const std::set<std::string>& methods) {
  std::string text;
  for (const std::string& method : methods) {
    if (!text.empty()) text += ", ";
    text += method == "GET" ? "GET, HEAD" : method;
  }
  return text;
}

void run(const DeferredHandler& handler, const HttpRequest& request, const Answer& answer) {
  try {
    handler(request, answer);
  } catch (const std::exception& error) {
    spdlog::error("http: {} {} failed: {}", request.method, request.path, error.what());
    answer(HttpResponse::error(500, "internal", "Máy chủ gặp lỗi. Xin thử lại.",
                               "The server made a mistake. Please try again."));
  }
}

DeferredHandler at_once(Handler handler) {
  return [handler = std::move(handler)](const HttpRequest& request, const Answer& answer) {
    answer(handler(request));
  };
}

}  // namespace

void Router::add(std::string method, std::string_view pattern, Handler handler) {
  add_deferred(std::move(method), pattern, at_once(std::move(handler)));
}

void Router::add_deferred(std::string method, std::string_view pattern, DeferredHandler handler) {
  routes_.push_back({std::move(method), split(pattern), std::move(handler)});
}

void Router::set_fallback(Handler handler) { fallback_ = std::move(handler); }

void Router::allow_any_origin(std::string prefix) { open_prefixes_.push_back(std::move(prefix)); }

bool Router::open_to_any_origin(std::string_view path) const {
  return std::any_of(open_prefixes_.begin(), open_prefixes_.end(), [path](const auto& prefix) {
    return path == prefix || path.starts_with(prefix + "/");
  });
}

void Router::add_origin_headers(const HttpRequest& request, HttpResponse& response) const {
  if (!open_to_any_origin(request.path)) return;
  response.with("Access-Control-Allow-Origin", "*");
  if (request.method != "OPTIONS") return;
  response.with("Access-Control-Allow-Methods", "GET, POST")
      .with("Access-Control-Allow-Headers", "Authorization, Content-Type")
      .with("Access-Control-Max-Age", "86400");
}

void Router::find_and_run(HttpRequest& request, const Answer& answer) const {
  const auto path = split(request.path);
  std::set<std::string> other_methods;
  for (const Route& route : routes_) {
    auto values = fit(route.pattern, path);
    if (!values) continue;
    if (method_fits(route.method, request.method)) {
      request.route = std::move(*values);
      run(route.handler, request, answer);
      return;
    }
    other_methods.insert(route.method);
  }
  const bool falls_back = other_methods.empty() && fallback_ && method_fits("GET", request.method);
  if (falls_back) {
    run(at_once(fallback_), request, answer);
  } else {
    answer(refuse(request, other_methods));
  }
}

HttpResponse Router::refuse(const HttpRequest& request,
                            const std::set<std::string>& methods) const {
  if (methods.empty()) {
    return HttpResponse::error(404, "not_found", "Không có gì ở địa chỉ này.",
                               "There is nothing at this address.");
  }
  return HttpResponse::text(405, "This address does not take " + request.method + ".\n")
      .with("Allow", allow_header(methods));
}

void Router::dispatch(HttpRequest& request, Answer answer) const {
  const bool open = open_to_any_origin(request.path);
  if (open) {
    // The request may be gone by the time of the answer.
    answer = [this, inner = std::move(answer), method = request.method,
              path = request.path](HttpResponse response) {
      add_origin_headers({.method = method, .path = path}, response);
      inner(std::move(response));
    };
  }
  if (open && request.method == "OPTIONS") {
    answer(HttpResponse{.status = 204});
  } else {
    find_and_run(request, answer);
  }
}

}  // namespace diemcau::http
