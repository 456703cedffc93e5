#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// What text is, before anyone compares it. Everything here takes UTF-8; bytes that are none are
// read as U+FFFD, so that no input is an error.
namespace diemcau::text {

bool is_utf8(std::string_view text);

// Composed form (NFC): what is stored and shown.
std::string nfc(std::string_view text);
bool is_nfc(std::string_view text);

// Unicode code points.
size_t letters(std::string_view text);

// Without white space at both ends, and with one space for every run of white space inside; the
// no-break space and its kin that spreadsheets leave behind are white space too, invisible marks
// (zero width, byte order) go.
std::string tidy(std::string_view text);

// At most `max` letters, cut between letters.
std::string shortened(std::string_view text, size_t max);

}  // namespace diemcau::text
