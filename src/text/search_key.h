#pragma once

#include <string>
#include <string_view>

namespace diemcau::text {

// What text is found by: lower case, without diacritics, đ as d, one space for whatever is neither
// letter nor digit, the same for composed and decomposed text. "Đắk Lắk" and "dak lak" have one
// key.
std::string search_key(std::string_view text);

// How well `key` answers `wanted` (both search keys): 0 not at all, then better and better:
// inside a word, from the start of a word, from the start, the whole.
enum class Match : uint8_t { kNone, kInside, kWord, kStart, kWhole };
Match match(std::string_view key, std::string_view wanted);

}  // namespace diemcau::text
