#include "picture/picture.h"

#include <algorithm>

#include "picture/formats.h"

namespace diemcau::picture {
namespace {

using namespace std::string_view_literals;

bool has(Bytes bytes, size_t offset, std::string_view mark) {
  if (bytes.size() < offset + mark.size()) return false;
  return as_text(bytes.subspan(offset, mark.size())) == mark;
}

std::optional<Format> format_of(Bytes bytes) {
  if (has(bytes, 0, "\xff\xd8\xff"sv)) return Format::kJpeg;
  if (has(bytes, 0, "\x89PNG\r\n\x1a\n"sv)) return Format::kPng;
  if (has(bytes, 0, "RIFF"sv) && has(bytes, 8, "WEBP"sv)) return Format::kWebp;
  return {};
}

std::optional<Cleaned> clean_as(Format format, Bytes bytes) {
  if (format == Format::kJpeg) return clean_jpeg(bytes);
  if (format == Format::kPng) return clean_png(bytes);
  return clean_webp(bytes);
}

}  // namespace

const char* media_type(Format format) {
  if (format == Format::kJpeg) return "image/jpeg";
  return format == Format::kPng ? "image/png" : "image/webp";
}

Result<Cleaned, Problem> clean(Bytes bytes, const Limits& limits) {
  const auto format = format_of(bytes);
  if (!format) return Err{Problem::kNotAPicture};
  if (*format == Format::kWebp && is_animated_webp(bytes)) return Err{Problem::kAnimated};
  auto cleaned = clean_as(*format, bytes);
  if (!cleaned) return Err{Problem::kDamaged};
  const auto [low, high] = std::minmax(cleaned->width, cleaned->height);
  const uint64_t pixels = uint64_t{low} * high;
  if (high > limits.max_side || pixels > limits.max_pixels) return Err{Problem::kTooLarge};
  if (low < limits.min_side) return Err{Problem::kTooSmall};
  return std::move(*cleaned);
}

}  // namespace diemcau::picture
