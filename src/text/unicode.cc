#include "text/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/check.h"
#include "text/code_points.h"

namespace diemcau::text {

namespace {

const icu::Normalizer2& composer() {
  static const icu::Normalizer2* const kComposer = [] {
    UErrorCode failure = U_ZERO_ERROR;
    const icu::Normalizer2* made = icu::Normalizer2::getNFCInstance(failure);
    DIEMCAU_CHECK(U_SUCCESS(failure));
    return made;
  }();
  return *kComposer;
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if ((static_cast<uint8_t>(c) & 0x80) != 0) return false;
  }
  return true;
}

bool is_space(UChar32 point) { return u_isUWhiteSpace(point) || u_iscntrl(point); }

// Zero width space, joiners, direction marks, byte order mark: pasted in unseen, and they make two
// equal names differ.
bool is_invisible(UChar32 point) { return u_charType(point) == U_FORMAT_CHAR; }

}  // namespace

bool is_utf8(std::string_view text) {
  bool good = true;
  for_each_point(text, [&](int32_t, bool valid) { good = good && valid; });
  return good;
}

std::string nfc(std::string_view text) {
  std::string clean;
  const bool valid = is_ascii(text) || is_utf8(text);
  if (!valid) {
    for_each_point(text, [&](int32_t point, bool) { append_point(clean, point); });
    text = clean;
  }
  if (is_ascii(text) || is_nfc(text)) return std::string(text);
  UErrorCode failure = U_ZERO_ERROR;
  const auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  std::string out;
  composer().normalize(wide, failure).toUTF8String(out);
  DIEMCAU_CHECK(U_SUCCESS(failure));
  return out;
}

bool is_nfc(std::string_view text) {
  UErrorCode failure = U_ZERO_ERROR;
  const bool is =
      composer().isNormalizedUTF8({text.data(), static_cast<int32_t>(text.size())}, failure);
  return U_SUCCESS(failure) && is;
}

size_t letters(std::string_view text) {
  size_t count = 0;
  for_each_point(text, [&](int32_t, bool) { ++count; });
  return count;
}

std::string tidy(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for_each_point(text, [&](int32_t point, bool) {
    if (is_invisible(point)) return;
    if (is_space(point)) {
      space = true;
      return;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    append_point(out, point);
  });
  return out;
}

std::string shortened(std::string_view text, size_t max) {
  std::string out;
  size_t count = 0;
  for_each_point(text, [&](int32_t point, bool) {
    if (count++ < max) append_point(out, point);
  });
  return out;
}

}  // namespace diemcau::text
