#pragma once

#include <optional>

#include "http/message.h"
#include "http/text.h"
#include "journal/commands.h"

namespace diemcau::api {

// The JSON object of a request that says that it is JSON. (A browser asks first before it lets
// another site's page send that.)
std::optional<journal::Json> json_body(const http::HttpRequest& request);

// A plain struct with exactly its members; what is missing has its default.
template <class T>
std::optional<T> read_body(const http::HttpRequest& request) {
  const auto json = json_body(request);
  if (!json || !journal::detail::is_plain_body(*json)) return {};
  auto read = journal::detail::read_command_as<T, std::variant<T>>(*json);
  if (!read.ok()) return {};
  return std::get<T>(std::move(*read));
}

}  // namespace diemcau::api
