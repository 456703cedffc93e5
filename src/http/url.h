#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace diemcau::http {

// An absolute http or https URL (RFC 3986), taken apart.
struct Url {
  bool secure = false;
  std::string host;  // a name, or an address without brackets
  uint16_t port = 80;
  std::string target;  // "/path?query"

  // The Host header: with brackets where there must be some, with the port where it is not the
  // usual one.
  std::string authority() const;
};

// Nothing for other schemes, for user names and passwords inside, for fragments.
std::optional<Url> parse_url(std::string_view text);

}  // namespace diemcau::http
