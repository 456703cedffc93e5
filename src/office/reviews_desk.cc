#include "office/reviews_desk.h"

#include <algorithm>

#include "office/desks.h"
#include "office/office.h"
#include "organisation/may.h"
#include "organisation/queries.h"
#include "reviews/commands.h"

namespace diemcau::office {
namespace {

using organisation::Purpose;

bool may(const Folds& folds, const Caller& caller, Purpose purpose, UnitId unit) {
  return caller.system || organisation::may(folds.organisation, caller.account, purpose, unit);
}

std::optional<reviews::HeldPost> held_post(const organisation::State& state, PostId id, Day day) {
  const organisation::Post* post = organisation::find_post(state, id);
  if (post == nullptr || !organisation::is_held(*post, day)) return {};
  return reviews::HeldPost{id, post->spec.person, post->spec.unit, post->spec.title};
}

}  // namespace

bool OrganisationOfReviews::is_active(UnitId unit) const {
  const organisation::Unit* found = organisation::find_unit(state_, unit);
  return found != nullptr && !is_set(found->spec.to);
}

UnitId OrganisationOfReviews::superior_of(UnitId unit) const {
  const organisation::Unit* found = organisation::find_unit(state_, unit);
  return found == nullptr ? UnitId{} : found->spec.superior;
}

PersonId OrganisationOfReviews::head_of(UnitId unit, Day day) const {
  const auto post = held_post(state_, organisation::head_of(state_, unit, day), day);
  return post ? post->person : PersonId{};
}

bool OrganisationOfReviews::holds_post(PersonId person, UnitId unit, Day day) const {
  const auto units = units_of(person, day);
  return std::find(units.begin(), units.end(), unit) != units.end();
}

std::vector<UnitId> OrganisationOfReviews::units_of(PersonId person, Day day) const {
  return organisation::units_held_by(state_, person, day);
}

std::vector<reviews::HeldPost> OrganisationOfReviews::posts_of(UnitId unit, Day day) const {
  std::vector<reviews::HeldPost> posts;
  const auto found = state_.index.posts_of_unit.find(unit);
  if (found == state_.index.posts_of_unit.end()) return posts;
  for (const PostId id : found->second) {
    if (const auto post = held_post(state_, id, day)) posts.push_back(*post);
  }
  return posts;
}

std::vector<reviews::HeldPost> OrganisationOfReviews::posts_in(UnitId branch, Day day) const {
  std::vector<UnitId> units = organisation::branch_of(state_, branch);
  std::sort(units.begin(), units.end());
  std::vector<reviews::HeldPost> posts;
  for (const UnitId unit : units) {
    for (auto& post : posts_of(unit, day)) posts.push_back(std::move(post));
  }
  return posts;
}

bool RightsOfReviews::may_review(UnitId unit) const {
  return may(folds_, caller_, Purpose::kReviews, unit);
}

bool RightsOfReviews::may_train(UnitId unit) const {
  return may(folds_, caller_, Purpose::kTraining, unit);
}

DeskAnswer decide_reviews(const DeskContext& desk, const Request& request) {
  if (!request.caller.system && request.caller.account.value == 0) {
    return no(journal::Refusal{"caller.unknown"});
  }
  const auto command = reviews::read_command(request.command, request.body);
  if (!command.ok()) return no(unreadable_command(command.error(), request.command));
  const ReviewsAsked asked(desk.folds, request.caller, desk.now);
  auto decision = reviews::decide(desk.folds.reviews, *command, asked.context());
  if (!decision.ok()) return no(decision.error());
  return Decided{reviews::kStream, std::move(*decision)};
}

}  // namespace diemcau::office
