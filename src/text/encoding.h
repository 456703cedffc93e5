#pragma once

#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "text/problem.h"

namespace diemcau::text {

enum class Encoding : uint8_t {
  kUtf8,
  kUtf8Bom,
  kUtf16Le,
  kUtf16Be,
  kWindows1258,
  kTcvn3,   // legacy, recognised and not read
  kVni,     // legacy, recognised and not read
  kBinary,  // not text at all
  kUnknown,
};
const char* to_string(Encoding encoding);

// What a file is most likely in. Of the encodings with one byte a letter, the one in which the most
// words are possible Vietnamese syllables.
Encoding detect_encoding(Bytes file);

inline constexpr size_t kMaxFileBytes = 64u << 20;

// The file as UTF-8, without a byte order mark and without changing its composition. What cannot be
// read is refused with a sentence that says how to save it instead.
Result<std::string, Problem> decode(Bytes file);

}  // namespace diemcau::text
