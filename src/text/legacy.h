#pragma once

#include <string>

#include "base/bytes.h"

// Inside the folder only: encodings of one byte a letter (or of a letter and a mark), and how
// Vietnamese a text reads.
namespace diemcau::text {

std::string from_windows1258(Bytes file);
std::string from_tcvn3(Bytes file);
std::string from_vni(Bytes file);

struct SyllableCount {
  size_t possible = 0;  // words with a diacritic that can be Vietnamese syllables
  size_t impossible = 0;
};
SyllableCount count_syllables(std::string_view utf8);

}  // namespace diemcau::text
