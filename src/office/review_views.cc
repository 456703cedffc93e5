#include "office/review_views.h"

#include <charconv>

#include "base/check.h"
#include "office/conference_list.h"
#include "office/names.h"
#include "office/reviews_desk.h"
#include "organisation/may.h"
#include "reviews/views.h"

namespace diemcau::office {
namespace {

using journal::Json;
using journal::refuse;
using organisation::Purpose;

// "reviews/unit/5", and "reviews/unit/5/12" as account 12 sees it.
struct ReviewsName {
  UnitId unit;
  AccountId account;
};

std::optional<uint32_t> take_number(std::string_view& text) {
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number == 0) return {};
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  return number;
}

std::optional<ReviewsName> parse(std::string_view name) {
  if (!name.starts_with(kReviewsPrefix)) return {};
  name.remove_prefix(kReviewsPrefix.size());
  const auto unit = take_number(name);
  if (!unit) return {};
  if (name.empty()) return ReviewsName{{*unit}, {}};
  if (!name.starts_with('/')) return {};
  name.remove_prefix(1);
  const auto account = take_number(name);
  if (!account || !name.empty()) return {};
  return ReviewsName{{*unit}, {*account}};
}

bool is_of_unit(const Folds& folds, const Caller& caller, UnitId unit) {
  return OrganisationOfReviews(folds).holds_post(caller.person, unit, day_in_vietnam(folds.at));
}

bool sees_people(const Folds& folds, const Caller& caller, UnitId unit) {
  if (organisation::may(folds.organisation, caller.account, Purpose::kTraining, unit)) return true;
  return caller.person.value != 0 &&
         OrganisationOfReviews(folds).head_of(unit, day_in_vietnam(folds.at)) == caller.person;
}

}  // namespace

Result<Unit, journal::Refusal> ReviewViews::may_see(const Folds& folds, const Caller& caller,
                                                    const std::string& view) const {
  if (caller.account.value == 0) return refuse("not_signed_in");
  const auto name = parse(view);
  const bool mine = name && (name->account.value == 0 || name->account == caller.account);
  if (!mine || organisation::find_unit(folds.organisation, name->unit) == nullptr) {
    return refuse("view.unknown", {{"view", view}});
  }
  const bool sees =
      organisation::may(folds.organisation, caller.account, Purpose::kReviews, name->unit) ||
      organisation::may(folds.organisation, caller.account, Purpose::kTraining, name->unit) ||
      is_of_unit(folds, caller, name->unit);
  if (!sees) return refuse("view.forbidden", {{"view", view}});
  return Unit{};
}

std::string ReviewViews::picture_of(const std::string& view, const Caller& caller) const {
  const auto name = parse(view);
  if (!name || name->account.value != 0) return view;
  return view + "/" + std::to_string(caller.account.value);
}

Json ReviewViews::draw(const Folds& folds, const std::string& picture) const {
  const auto name = parse(picture);
  DIEMCAU_CHECK(name.has_value());
  const Caller caller = caller_of_account(folds, name->account);
  const ReviewsAsked asked(folds, caller, folds.at);
  Json drawn = reviews::unit_reviews(folds.reviews, name->unit, asked.context(),
                                     sees_people(folds, caller, name->unit));
  drawn["names"] = names_in(drawn, folds.organisation);
  return drawn;
}

// Figures come out of every fold.
bool ReviewViews::depends_on(const std::string&, const std::string&) const { return true; }

// Whose training records stand there, and who lacks a course.
std::set<PersonShown> ReviewViews::people_in(const std::string&, const Json& drawn) const {
  std::set<PersonShown> people;
  const auto add = [&](const Json& person) {
    if (person != 0) people.insert({{person.get<uint32_t>()}, Purpose::kTraining});
  };
  for (const Json& line : drawn["training"]["records"]) add(line["record"]["person"]);
  for (const Json& gap : drawn["training"]["gaps"]) add(gap["person"]);
  return people;
}

}  // namespace diemcau::office
