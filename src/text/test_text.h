#pragma once

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <string>

#include "base/check.h"

// Inside the tests only.
namespace diemcau::text {

// Decomposed, as files from a Mac have it.
inline std::string nfd(const std::string& text) {
  UErrorCode failure = U_ZERO_ERROR;
  const auto* decomposer = icu::Normalizer2::getNFDInstance(failure);
  std::string out;
  decomposer->normalize(icu::UnicodeString::fromUTF8(text), failure).toUTF8String(out);
  DIEMCAU_CHECK(U_SUCCESS(failure));
  return out;
}

inline std::string utf16(const std::string& text, bool big, bool mark = true) {
  std::string out;
  const auto put = [&](char16_t unit) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xff);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (mark) put(0xfeff);
  const auto wide = icu::UnicodeString::fromUTF8(text);
  for (int32_t i = 0; i < wide.length(); ++i) put(wide.charAt(i));
  return out;
}

}  // namespace diemcau::text
