#include "http/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace diemcau::http {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_letter(char left, char right) { return lower(left) == lower(right); }

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (lower(digit) >= 'a' && lower(digit) <= 'f') return lower(digit) - 'a' + 10;
  return -1;
}

std::optional<std::string_view> find_value(const std::vector<NamedValue>& values,
                                           std::string_view name) {
  for (const auto& [key, value] : values) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string_view find_header(const std::vector<NamedValue>& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (equal_ignoring_case(key, name)) return value;
  }
  return {};
}

bool is_host_character(char letter) {
  const char small = lower(letter);
  return (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') || small == '.' ||
         small == '-' || small == ':' || small == '[' || small == ']';
}

bool add_parameter(std::string_view pair, std::vector<NamedValue>& query) {
  if (pair.empty()) return true;
  const size_t equals = pair.find('=');
  const auto name = percent_decode(pair.substr(0, equals), true);
  const auto value = equals == std::string_view::npos
                         ? std::optional<std::string>("")
                         : percent_decode(pair.substr(equals + 1), true);
  if (!name || !value) return false;
  query.emplace_back(*name, *value);
  return true;
}

bool parse_query(std::string_view text, std::vector<NamedValue>& query) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('&'), text.size());
    if (!add_parameter(text.substr(0, end), query)) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

}  // namespace

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), same_letter);
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded.push_back(static_cast<char>(high << 4 | low));
      i += 2;
    } else {
      decoded.push_back(text[i] == '+' && plus_is_space ? ' ' : text[i]);
    }
  }
  return decoded;
}

std::string percent_encode(std::string_view text) {
  std::string encoded;
  for (const char letter : text) {
    const bool plain = (lower(letter) >= 'a' && lower(letter) <= 'z') ||
                       (letter >= '0' && letter <= '9') ||
                       std::string_view("-._~").find(letter) != std::string_view::npos;
    if (plain) {
      encoded += letter;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<uint8_t>(letter));
    }
  }
  return encoded;
}

std::string_view HttpRequest::header(std::string_view name) const {
  return find_header(headers, name);
}

std::optional<std::string_view> HttpRequest::query_value(std::string_view name) const {
  return find_value(query, name);
}

std::string_view HttpRequest::route_value(std::string_view name) const {
  return find_value(route, name).value_or(std::string_view{});
}

std::string_view HttpRequest::host() const {
  constexpr size_t kLongestHost = 255 + 6;  // RFC 1035, section 2.3.4, and ":65535"
  const std::string_view name = header("host");
  const bool plain = std::all_of(name.begin(), name.end(), is_host_character);
  return plain && name.size() <= kLongestHost ? name : std::string_view{};
}

bool HttpRequest::parse_target() {
  // RFC 9112, section 3.2.1. The other forms are for proxies, CONNECT and OPTIONS *.
  if (target.empty() || target.front() != '/') return false;
  const size_t question = std::min(target.find('?'), target.size());
  path = target.substr(0, question);
  query.clear();
  if (question == target.size()) return true;
  return parse_query(std::string_view(target).substr(question + 1), query);
}

std::string_view HttpResponse::header(std::string_view name) const {
  return find_header(headers, name);
}

HttpResponse& HttpResponse::with(std::string name, std::string value) & {
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

HttpResponse&& HttpResponse::with(std::string name, std::string value) && {
  headers.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

HttpResponse HttpResponse::text(int status, std::string body) {
  HttpResponse response{.status = status, .body = std::move(body)};
  return std::move(response).with("Content-Type", "text/plain; charset=utf-8");
}

HttpResponse HttpResponse::json(int status, std::string body) {
  HttpResponse response{.status = status, .body = std::move(body)};
  return std::move(response)
      .with("Content-Type", "application/json")
      .with("Cache-Control", "no-store");
}

HttpResponse HttpResponse::error(int status, std::string_view code, std::string_view message_vi,
                                 std::string_view message_en) {
  const nlohmann::json body{{"code", code}, {"message_vi", message_vi}, {"message_en", message_en}};
  return json(status, body.dump());
}

}  // namespace diemcau::http
