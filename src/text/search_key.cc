#include "text/search_key.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "base/check.h"
#include "text/code_points.h"

namespace diemcau::text {

namespace {

const icu::Normalizer2& decomposer() {
  static const icu::Normalizer2* const kDecomposer = [] {
    UErrorCode failure = U_ZERO_ERROR;
    const icu::Normalizer2* made = icu::Normalizer2::getNFDInstance(failure);
    DIEMCAU_CHECK(U_SUCCESS(failure));
    return made;
  }();
  return *kDecomposer;
}

// Builds a key letter by letter; spaces come only between words.
class KeyWriter {
 public:
  void add_letter(int32_t point) {
    if (space_ && !out_.empty()) out_ += ' ';
    space_ = false;
    append_point(out_, point);
  }
  void add_gap() { space_ = true; }
  std::string take() { return std::move(out_); }
  void reserve(size_t size) { out_.reserve(size); }

 private:
  std::string out_;
  bool space_ = false;
};

bool is_mark(int32_t point) { return (U_GET_GC_MASK(point) & U_GC_M_MASK) != 0; }

// One code point that is decomposed as far as it goes.
void add_simple(KeyWriter& key, int32_t point) {
  if (is_mark(point) || u_charType(point) == U_FORMAT_CHAR) return;
  if (point == 0x110 || point == 0x111) point = 'd';  // đ is a letter of its own to Unicode
  if (!u_isalnum(point)) return key.add_gap();
  key.add_letter(u_foldCase(point, U_FOLD_CASE_DEFAULT));
}

void add_point(KeyWriter& key, int32_t point) {
  if (point < 0x80) {
    if (point >= 'A' && point <= 'Z') return key.add_letter(point - 'A' + 'a');
    const bool plain = (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
    return plain ? key.add_letter(point) : key.add_gap();
  }
  icu::UnicodeString parts;
  if (!decomposer().getDecomposition(point, parts)) return add_simple(key, point);
  for (int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
    add_simple(key, parts.char32At(at));
  }
}

}  // namespace

std::string search_key(std::string_view text) {
  KeyWriter key;
  key.reserve(text.size());
  for_each_point(text, [&](int32_t point, bool) { add_point(key, point); });
  return key.take();
}

Match match(std::string_view key, std::string_view wanted) {
  if (wanted.empty()) return Match::kNone;
  size_t at = key.find(wanted);
  if (at == std::string_view::npos) return Match::kNone;
  if (at == 0) return key.size() == wanted.size() ? Match::kWhole : Match::kStart;
  for (; at != std::string_view::npos; at = key.find(wanted, at + 1)) {
    if (key[at - 1] == ' ') return Match::kWord;
  }
  return Match::kInside;
}

}  // namespace diemcau::text
