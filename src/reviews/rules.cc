#include "reviews/rules.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace diemcau::reviews {

namespace {

// Who may: S for the superior, H the unit's head, A the appraiser, D the decider. What is said by
// H, A and D is said by that person alone: no right over a branch stands in for it.
// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    {"review.open",     "S..."},
    {"review.rate",     ".H.."},
    {"review.appraise", "..A."},
    {"review.answer",   ".H.."},
    {"review.decide",   "...D"},
    {"review.appeal",   ".H.."},
    {"review.publish",  "S..D"},
    {"review.withdraw", "S..."},
});
// clang-format on

constexpr auto kSides = {Side::kSuperior, Side::kHead, Side::kAppraiser, Side::kDecider};

bool is_person(const Context& context, PersonId person) {
  return person.value != 0 && context.person == person;
}

bool may_appeal(const Review& review, const Form& form, Day day) {
  if (review.decisions.empty()) return false;
  const Day decided = day_in_vietnam(review.decisions.back().stamp.at);
  return day.number <= decided.number + static_cast<int32_t>(form.rules.appeal_days);
}

bool may_decide(const Review& review, const Form& form, Day day) {
  if (review.status == Status::kAnswered || review.status == Status::kAppealed) return true;
  if (review.status != Status::kAppraised) return false;
  const Day appraised = day_in_vietnam(review.appraisal.stamp.at);
  return day.number > appraised.number + static_cast<int32_t>(form.rules.answer_days);
}

}  // namespace

std::span<const Rule> all_rules() { return kRules; }

bool stands_on(const Review& review, Side side, const Context& context) {
  switch (side) {
    case Side::kSuperior:
      return review.superior.value != 0 && context.rights->may_review(review.superior);
    case Side::kHead:
      return is_person(context, context.organisation->head_of(review.spec.unit, today(context)));
    case Side::kAppraiser:
      return is_person(context, review.spec.appraiser);
    case Side::kDecider:
      return is_person(context, review.spec.decider);
  }
  return false;
}

bool is_allowed(const Review& review, std::string_view command, const Context& context) {
  const auto rule = std::find_if(kRules.begin(), kRules.end(),
                                 [&](const Rule& one) { return one.command == command; });
  DIEMCAU_CHECK(rule != kRules.end());
  return std::any_of(kSides.begin(), kSides.end(), [&](Side side) {
    return rule->sides[static_cast<size_t>(side)] != '.' && stands_on(review, side, context);
  });
}

bool is_next(const Review& review, const Form& form, std::string_view command, Day day) {
  const Status status = review.status;
  if (command == ReviewRate::kName) return status == Status::kOpened;
  if (command == ReviewAppraise::kName) return status == Status::kRated;
  if (command == ReviewAnswer::kName) return status == Status::kAppraised;
  if (command == ReviewDecide::kName) return may_decide(review, form, day);
  if (command == ReviewPublish::kName) return status == Status::kDecided;
  if (command == ReviewWithdraw::kName) return status < Status::kDecided;
  const bool decided = status == Status::kDecided || status == Status::kPublished;
  return command == ReviewAppeal::kName && decided && may_appeal(review, form, day);
}

}  // namespace diemcau::reviews
