#include "conference/decided.h"

namespace diemcau::conference {

namespace {

size_t letters(const std::string& text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<uint8_t>(c) & 0xc0) != 0x80; }));
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

Denial too_long(const std::string& text, size_t max, const char* field) {
  if (letters(text) <= max) return {};
  return deny("text.too_long", {{"field", field}, {"max", max}});
}

Denial missing_or_too_long(const std::string& text, size_t max, const char* field) {
  if (is_blank(text)) return deny("text.missing", {{"field", field}});
  return too_long(text, max, field);
}

Denial out_of_range(uint64_t value, uint64_t max, const char* field) {
  if (value <= max) return {};
  return deny("value.out_of_range", {{"field", field}, {"max", max}});
}

Denial too_many(size_t count, size_t max, const char* field) {
  if (count <= max) return {};
  return deny("too_many", {{"field", field}, {"max", max}});
}

Denial bad_speaker(const Speaker& speaker) {
  return too_long(speaker.text, kNameLetters, "speaker");
}

}  // namespace diemcau::conference
