#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "journal/codec.h"

// What the decisions of a domain are written with.
namespace diemcau::journal {

namespace detail {
template <class F, class Variant>
inline constexpr bool kIsOneOf = false;
template <class F, class... Facts>
inline constexpr bool kIsOneOf<F, std::variant<Facts...>> = (std::is_same_v<F, Facts> || ...);
}  // namespace detail

// Facts in the order in which they come to hold, or a refusal. One fact is written as it is:
// `return UnitMoved{unit, superior};`
template <class Fact>
struct DecidedOf : Result<std::vector<Fact>, Refusal> {
  using Base = Result<std::vector<Fact>, Refusal>;
  DecidedOf(Err<Refusal> why) : Base(std::move(why)) {}           // NOLINT
  DecidedOf(std::vector<Fact> facts) : Base(std::move(facts)) {}  // NOLINT
  template <class F>
  requires detail::kIsOneOf<F, Fact> DecidedOf(F fact)  // NOLINT
      : Base(std::vector<Fact>{}) {
    this->value().emplace_back(std::in_place_type<F>, std::move(fact));
  }
};

using Denial = std::optional<Err<Refusal>>;

// The first of several checks that fails.
template <class... Denials>
Denial first_of(Denials... denials) {
  Denial found;
  (void)((found = std::move(denials), found.has_value()) || ...);
  return found;
}

template <class Fact>
std::vector<Draft> drafts_of(const std::string& stream, const std::vector<Fact>& facts) {
  std::vector<Draft> drafts;
  drafts.reserve(facts.size());
  for (const Fact& fact : facts) drafts.push_back(to_draft(stream, fact));
  return drafts;
}

// Unicode code points of UTF-8 text.
inline size_t letters_in(const std::string& text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<uint8_t>(c) & 0xc0) != 0x80; }));
}
inline bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace diemcau::journal
