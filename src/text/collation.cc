#include "text/collation.h"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include "base/check.h"
#include "text/unicode.h"

namespace diemcau::text {

namespace {

std::unique_ptr<icu::Collator> vietnamese(icu::Collator::ECollationStrength strength) {
  UErrorCode failure = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(
      icu::Collator::createInstance(icu::Locale("vi"), failure));
  DIEMCAU_CHECK(U_SUCCESS(failure));
  collator->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, failure);
  collator->setStrength(strength);
  return collator;
}

// Ends with a zero byte, and has none before: keys may be put one after the other.
std::string key_of(const icu::Collator& collator, std::string_view text) {
  const auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  std::string key(64, '\0');
  for (;;) {
    const int32_t size = collator.getSortKey(wide, reinterpret_cast<uint8_t*>(key.data()),
                                             static_cast<int32_t>(key.size()));
    const bool fits = size <= static_cast<int32_t>(key.size());
    key.resize(static_cast<size_t>(size));
    if (fits) return key;
  }
}

}  // namespace

struct Collator::Parts {
  std::unique_ptr<icu::Collator> whole = vietnamese(icu::Collator::TERTIARY);
  std::unique_ptr<icu::Collator> tones = vietnamese(icu::Collator::SECONDARY);
};

Collator::Collator() : parts_(std::make_unique<Parts>()) {}
Collator::~Collator() = default;

std::string Collator::key(std::string_view text) const { return key_of(*parts_->whole, text); }

std::string Collator::name_key(std::string_view name) const {
  const std::string tidied = tidy(name);
  const size_t space = tidied.rfind(' ');
  const bool one_word = space == std::string::npos;
  const std::string_view all = tidied;
  const auto given = one_word ? all : all.substr(space + 1);
  const auto rest = one_word ? std::string_view{} : all.substr(0, space);
  // Case must not part people of one given name, so it counts last.
  return key_of(*parts_->tones, given) + key_of(*parts_->tones, rest) + key(all);
}

}  // namespace diemcau::text
