#include "base/result.h"

namespace diemcau {

const char* to_string(ParseError error) {
  switch (error) {
    case ParseError::kTruncated:
      return "truncated";
    case ParseError::kOversized:
      return "oversized";
    case ParseError::kBadMagic:
      return "bad_magic";
    case ParseError::kBadVersion:
      return "bad_version";
    case ParseError::kBadLength:
      return "bad_length";
    case ParseError::kBadValue:
      return "bad_value";
    case ParseError::kBadChecksum:
      return "bad_checksum";
    case ParseError::kUnsupported:
      return "unsupported";
  }
  return "unknown";
}

}  // namespace diemcau
