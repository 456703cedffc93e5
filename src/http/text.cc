#include "http/text.h"

#include <algorithm>
#include <cstdint>

namespace diemcau::http {
namespace {

struct Lead {
  size_t length = 0;  // of the whole sequence; 0: not a first byte
  char32_t bits = 0;
  char32_t least = 0;  // the least code point that needs this length
};

Lead read_lead(uint8_t byte) {
  if (byte < 0x80) return {1, byte, 0};
  if ((byte & 0xe0) == 0xc0) return {2, byte & 0x1fu, 0x80};
  if ((byte & 0xf0) == 0xe0) return {3, byte & 0x0fu, 0x800};
  if ((byte & 0xf8) == 0xf0) return {4, byte & 0x07u, 0x10000};
  return {};
}

bool is_scalar(char32_t point) { return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff); }

bool is_space(char32_t point) {
  return point == ' ' || point == 0xa0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200a) ||
         point == 0x202f || point == 0x205f || point == 0x3000;
}

// Takes room but shows nothing: joiners, marks, variation selectors, tags.
bool is_invisible(char32_t point) {
  return is_space(point) || point == 0xad || point == 0x34f || point == 0x115f || point == 0x1160 ||
         (point >= 0x200b && point <= 0x200f) || (point >= 0x2060 && point <= 0x2064) ||
         point == 0x2800 || point == 0x3164 || (point >= 0xfe00 && point <= 0xfe0f) ||
         point == 0xfeff || point == 0xffa0 || (point >= 0xe0000 && point <= 0xe0fff);
}

bool is_forbidden(char32_t point) {
  const bool control = point < 0x20 || (point >= 0x7f && point < 0xa0);
  const bool line_break = point == 0x2028 || point == 0x2029;
  const bool direction =
      (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  const bool not_a_character = (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
  return control || line_break || direction || not_a_character;
}

bool is_label(std::string_view text, size_t longest) {
  // No code point takes more than four bytes: spares decoding what is too long anyway.
  if (text.size() > longest * 4) return false;
  const auto points = decode_utf8(text);
  if (!points || points->size() > longest) return false;
  if (std::any_of(points->begin(), points->end(), is_forbidden)) return false;
  return !std::all_of(points->begin(), points->end(), is_invisible);
}

}  // namespace

std::optional<std::u32string> decode_utf8(std::string_view text) {
  std::u32string points;
  for (size_t at = 0; at < text.size();) {
    const Lead lead = read_lead(static_cast<uint8_t>(text[at]));
    if (lead.length == 0 || text.size() - at < lead.length) return std::nullopt;
    char32_t point = lead.bits;
    for (size_t i = 1; i < lead.length; ++i) {
      const auto byte = static_cast<uint8_t>(text[at + i]);
      if ((byte & 0xc0) != 0x80) return std::nullopt;
      point = point << 6 | (byte & 0x3f);
    }
    if (point < lead.least || !is_scalar(point)) return std::nullopt;
    points.push_back(point);
    at += lead.length;
  }
  return points;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t begin = std::min(text.find_first_not_of(kSpace), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

bool is_person_name(std::string_view text) { return is_label(text, kMaxNameCharacters); }

bool is_room_name(std::string_view text) {
  return is_label(text, kMaxRoomCharacters) && trim(text) == text && text != "." && text != ".." &&
         text.find_first_of("/\\?#%") == std::string_view::npos;
}

}  // namespace diemcau::http
