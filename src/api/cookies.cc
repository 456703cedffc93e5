#include "api/cookies.h"

#include <fmt/format.h>

#include <algorithm>

namespace diemcau::api {
namespace {

std::string_view trim_left(std::string_view text) {
  const size_t begin = text.find_first_not_of(' ');
  return begin == text.npos ? std::string_view{} : text.substr(begin);
}

}  // namespace

std::string_view cookie(const http::HttpRequest& request, std::string_view name) {
  std::string_view rest = request.header("cookie");
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view pair = trim_left(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const size_t equals = pair.find('=');
    if (equals != pair.npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

std::string set_cookie(bool secure, std::string_view name, std::string_view value,
                       int64_t max_age_s) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}", name, value,
                     max_age_s, secure ? "; Secure" : "");
}

}  // namespace diemcau::api
