#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace diemcau::store {

// base64 without padding (RFC 4648, section 4); the url form has - and _ (section 5).
std::string to_base64(Bytes bytes);
std::string to_base64_url(Bytes bytes);
std::optional<std::vector<uint8_t>> from_base64(std::string_view text);
std::optional<std::vector<uint8_t>> from_base64_url(std::string_view text);

}  // namespace diemcau::store
