#pragma once

#include <optional>

#include "picture/picture.h"

// Inside the folder only: each format's own reader. None: damaged.
namespace diemcau::picture {

inline void append(std::vector<uint8_t>& out, Bytes bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

std::optional<Cleaned> clean_jpeg(Bytes bytes);
std::optional<Cleaned> clean_png(Bytes bytes);
// Also none where it moves.
std::optional<Cleaned> clean_webp(Bytes bytes);
bool is_animated_webp(Bytes bytes);

}  // namespace diemcau::picture
