#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <unicode/utf8.h>

// Inside the folder only: UTF-8 one code point at a time.
namespace diemcau::text {

// Calls `take(point, valid)`; a byte sequence that is no UTF-8 is one U+FFFD.
template <class Take>
void for_each_point(std::string_view text, Take take) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  size_t at = 0;
  while (at < text.size()) {
    UChar32 point = 0;
    U8_NEXT(bytes, at, text.size(), point);
    take(point < 0 ? int32_t{0xfffd} : int32_t{point}, point >= 0);
  }
}

inline void append_point(std::string& out, int32_t point) {
  char bytes[U8_MAX_LENGTH];
  size_t at = 0;
  U8_APPEND_UNSAFE(bytes, at, point);
  out.append(bytes, at);
}

}  // namespace diemcau::text
