#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace diemcau::api {

// The value of a cookie in a request; empty if it is not there (RFC 6265, section 4.2).
std::string_view cookie(const http::HttpRequest& request, std::string_view name);

// Sent back to this server only, by its own pages only, and read by no script.
std::string set_cookie(bool secure, std::string_view name, std::string_view value,
                       int64_t max_age_s);

}  // namespace diemcau::api
