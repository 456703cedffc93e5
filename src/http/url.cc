#include "http/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/address.h"
#include "http/machine_names.h"
#include "http/message.h"

namespace diemcau::http {
namespace {

constexpr uint16_t kHttpPort = 80;
constexpr uint16_t kHttpsPort = 443;

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!equal_ignoring_case(text.substr(0, prefix.size()), prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// Printable ASCII without the space: all else must be percent-encoded.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

std::optional<uint16_t> parse_port(std::string_view text) {
  uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

// "[2001:db8::1]" or "name", cut off from what follows it.
std::optional<std::string> take_host(std::string_view& text) {
  if (!text.starts_with('[')) {
    const size_t end = std::min(text.find(':'), text.size());
    std::string host(text.substr(0, end));
    text.remove_prefix(end);
    if (!is_dns_name(host) && !SocketAddress::parse(host, 0).ok()) return std::nullopt;
    return host;
  }
  const size_t end = text.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  std::string host(text.substr(1, end - 1));
  text.remove_prefix(end + 1);
  if (host.find(':') == std::string::npos || !SocketAddress::parse(host, 0).ok()) {
    return std::nullopt;
  }
  return host;
}

}  // namespace

std::string Url::authority() const {
  const bool bracketed = host.find(':') != std::string::npos;
  const std::string name = bracketed ? fmt::format("[{}]", host) : host;
  return port == (secure ? kHttpsPort : kHttpPort) ? name : fmt::format("{}:{}", name, port);
}

std::optional<Url> parse_url(std::string_view text) {
  if (!is_plain(text) || text.find('#') != std::string_view::npos) return std::nullopt;
  Url url;
  url.secure = take_prefix(text, "https://");
  if (!url.secure && !take_prefix(text, "http://")) return std::nullopt;
  url.port = url.secure ? kHttpsPort : kHttpPort;
  const size_t end = std::min(text.find_first_of("/?"), text.size());
  std::string_view authority = text.substr(0, end);
  url.target = text.substr(end);
  if (!url.target.starts_with('/')) url.target.insert(0, "/");
  // RFC 3986 section 3.2.1: credentials in a URL are deprecated, and would end up in logs.
  if (authority.find('@') != std::string_view::npos) return std::nullopt;
  const auto host = take_host(authority);
  if (!host) return std::nullopt;
  url.host = *host;
  if (authority.empty()) return url;
  const auto port = authority.front() == ':' ? parse_port(authority.substr(1)) : std::nullopt;
  if (!port) return std::nullopt;
  url.port = *port;
  return url;
}

}  // namespace diemcau::http
