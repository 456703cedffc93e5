#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace diemcau::http {

// The code points of well-formed UTF-8; nothing if it is not (overlong forms and surrogates
// included).
std::optional<std::u32string> decode_utf8(std::string_view text);

// Without the white space around it.
std::string_view trim(std::string_view text);

// A person's name as typed: 1–80 characters, at least one of them visible, no control characters
// and none that turn the direction of what surrounds the name.
inline constexpr size_t kMaxNameCharacters = 80;
bool is_person_name(std::string_view text);

// A room's name: as a person's, at most 64 characters, and nothing that would change its meaning in
// an address: / \ ? # %, "." and "..".
inline constexpr size_t kMaxRoomCharacters = 64;
bool is_room_name(std::string_view text);

}  // namespace diemcau::http
