#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace diemcau::http {

// Finds the handler of a request by method and path. Filled once before the server starts.
//
// A pattern is a path whose segments are words, `{name}` for any one segment, or a last `*` for
// whatever follows: "/api/rooms/{room}/join", "/twirp/*". The first pattern added that fits wins.
// GET handlers answer HEAD too. A path that only fits with another method is 405.
class Router {
 public:
  void add(std::string method, std::string_view pattern, Handler handler);
  void add_deferred(std::string method, std::string_view pattern, DeferredHandler handler);
  // Answers GET where no pattern fits; without it that is a 404.
  void set_fallback(Handler handler);
  // Pages of any origin may read what stands under this prefix, and their preflights are answered.
  // Only for what is guarded by a token in the request, never by a cookie or by the address.
  void allow_any_origin(std::string prefix);

  // Never throws: a handler that does is answered with 500 and logged.
  void dispatch(HttpRequest& request, Answer answer) const;
  // Adds the headers of allow_any_origin(), also to answers that did not come from here.
  void add_origin_headers(const HttpRequest& request, HttpResponse& response) const;

 private:
  struct Route {
    std::string method;
    std::vector<std::string> pattern;
    DeferredHandler handler;
  };
  void find_and_run(HttpRequest& request, const Answer& answer) const;
  // Nothing has that path and method.
  HttpResponse refuse(const HttpRequest& request, const std::set<std::string>& methods) const;
  bool open_to_any_origin(std::string_view path) const;

  std::vector<Route> routes_;
  Handler fallback_;
  std::vector<std::string> open_prefixes_;
};

}  // namespace diemcau::http
