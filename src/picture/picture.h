#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

// A picture from outside: what it is by its own bytes, and those bytes without all that says more
// than the picture does (where, when, by which device, a smaller copy of what was cut away).
namespace diemcau::picture {

enum class Format : uint8_t { kJpeg, kPng, kWebp };
const char* media_type(Format format);

struct Limits {
  uint32_t min_side = 16;
  uint32_t max_side = 8'192;
  uint64_t max_pixels = 40'000'000;
};

struct Cleaned {
  Format format = Format::kJpeg;
  uint32_t width = 0;  // as it is shown
  uint32_t height = 0;
  std::vector<uint8_t> bytes;
  bool operator==(const Cleaned&) const = default;
};

enum class Problem : uint8_t {
  kNotAPicture,  // none of the three
  kDamaged,      // it ends before its end, or a part of it is not what the format says
  kAnimated,
  kTooLarge,  // in pixels
  kTooSmall,
};

// Cleaning what was cleaned changes nothing. The pixels themselves are not decoded.
Result<Cleaned, Problem> clean(Bytes bytes, const Limits& limits = {});

}  // namespace diemcau::picture
