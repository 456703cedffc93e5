#include "journal/commands.h"

#include <algorithm>

namespace diemcau::journal::detail {

bool is_plain_body(const Json& json, int depth) {
  if (depth > 8 || json.is_number_float() || json.is_binary()) return false;
  if (!json.is_structured()) return true;
  return std::all_of(json.begin(), json.end(),
                     [&](const Json& inner) { return is_plain_body(inner, depth + 1); });
}

bool came_through(const Json& given, const Json& read) {
  if (given.is_number() && read.is_number()) return given == read;
  if (given.type() != read.type()) return false;
  if (given.is_object()) {
    for (const auto& [key, value] : given.items()) {
      if (!read.contains(key) || !came_through(value, read[key])) return false;
    }
    return true;
  }
  if (given.is_array()) {
    return given.size() == read.size() &&
           std::equal(given.begin(), given.end(), read.begin(), came_through);
  }
  return given == read;
}

}  // namespace diemcau::journal::detail
