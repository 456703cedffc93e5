#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conference/facts.h"
#include "conference/refusals.h"

// Inside the folder only: what the decisions of the themes are written with.
namespace diemcau::conference {

namespace detail {
template <class F, class Variant>
inline constexpr bool kIsOneOf = false;
template <class F, class... Facts>
inline constexpr bool kIsOneOf<F, std::variant<Facts...>> = (std::is_same_v<F, Facts> || ...);
}  // namespace detail

template <class F>
concept OneFact = detail::kIsOneOf<F, Fact>;

// Facts in the order in which they come to hold, or a refusal. One fact is written as it is:
// `return FloorEnded{turn};`
struct Decided : Result<std::vector<Fact>, journal::Refusal> {
  using Base = Result<std::vector<Fact>, journal::Refusal>;
  Decided(Err<journal::Refusal> why) : Base(std::move(why)) {}  // NOLINT
  Decided(std::vector<Fact> facts) : Base(std::move(facts)) {}  // NOLINT
  template <OneFact F>
  Decided(F fact) : Base(std::vector<Fact>{}) {  // NOLINT
    value().emplace_back(std::in_place_type<F>, std::move(fact));
  }
};

// What was wanted holds already.
inline Decided nothing() { return std::vector<Fact>{}; }

using Denial = std::optional<Err<journal::Refusal>>;

// Bounds on everything that a conference keeps.
inline constexpr size_t kTitleLetters = 300;
inline constexpr size_t kNameLetters = 200;
inline constexpr size_t kTextLetters = 4'000;
inline constexpr size_t kConclusionLetters = 200'000;
inline constexpr size_t kKeyLetters = 200;
inline constexpr size_t kMaxSites = 5'000;
inline constexpr size_t kMaxItems = 500;
inline constexpr size_t kMaxOfficials = 50;
inline constexpr size_t kMaxSittings = 60;
inline constexpr size_t kMaxDelegates = 5'000;  // of one site
inline constexpr size_t kMaxDevices = 2'000;    // of one site
inline constexpr size_t kMaxLinks = 200;        // of one site
inline constexpr size_t kMaxRequests = 2'000;
inline constexpr size_t kMaxThemes = 100;
inline constexpr size_t kMaxNotes = 20'000;
inline constexpr size_t kMaxLabels = 8;
inline constexpr uint32_t kMaxHeads = 100'000;
inline constexpr uint32_t kMaxMinutes = 24 * 60;
inline constexpr uint32_t kMaxAllottedSeconds = 24 * 3600;

// Letters are Unicode code points. `field` is the name of the member, for the sentence.
Denial too_long(const std::string& text, size_t max, const char* field);
Denial missing_or_too_long(const std::string& text, size_t max, const char* field);
Denial out_of_range(uint64_t value, uint64_t max, const char* field);
Denial too_many(size_t count, size_t max, const char* field);
Denial bad_speaker(const Speaker& speaker);

// The first of several checks that fails.
template <class... Denials>
Denial first_of(Denials... denials) {
  Denial found;
  (void)((found = std::move(denials), found.has_value()) || ...);
  return found;
}

}  // namespace diemcau::conference
