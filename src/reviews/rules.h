#pragma once

#include <span>
#include <string_view>

#include "reviews/context.h"
#include "reviews/state.h"

// Who may do what with a review.
namespace diemcau::reviews {

// Somebody who may review for the superior, the head of the unit itself, the person named to
// appraise, the person named to decide.
enum class Side : uint8_t { kSuperior, kHead, kAppraiser, kDecider };

struct Rule {
  std::string_view command;
  std::string_view sides;  // one place a Side, see rules.cc
};
std::span<const Rule> all_rules();

bool stands_on(const Review& review, Side side, const Context& context);
bool is_allowed(const Review& review, std::string_view command, const Context& context);

// Whether the review stands where this is done next, whoever does it.
bool is_next(const Review& review, const Form& form, std::string_view command, Day day);

}  // namespace diemcau::reviews
