#include "office/unit_views.h"

#include <algorithm>
#include <array>

#include "office/acting.h"
#include "office/conference_list.h"
#include "office/draft_views.h"
#include "office/reviews_desk.h"
#include "office/standing.h"
#include "organisation/may.h"
#include "organisation/queries.h"
#include "reviews/views.h"
#include "tasks/views.h"

namespace diemcau::office {
namespace {

using journal::Json;
using organisation::Purpose;

Json papers_of(const Folds& folds, UnitId unit) {
  Json papers = Json::array();
  for (const auto& [id, state] : folds.conferences) {
    for (const conference::ItemId place : state.programme.order) {
      const conference::Item& item = state.programme.items.at(place);
      if (item.spec.kind != conference::ItemKind::kContribution) continue;
      if (item.spec.speaker.unit != unit) continue;
      papers.push_back({{"conference", id},
                        {"item", place},
                        {"title", item.spec.title},
                        {"topic", item.spec.topic},
                        {"paper", item.spec.paper},
                        {"status", item.status}});
    }
  }
  return papers;
}

Json drafts_of(const Folds& folds, UnitId unit) {
  Json cards = Json::array();
  for (const auto& [id, draft] : folds.drafts) {
    const bool drafter = draft.spec.unit == unit;
    if (!drafter && !documents::draft_page_for(draft, unit)) continue;
    cards.push_back(card_of(draft, {drafter, unit}));
  }
  return cards;
}

Json last_review(const Folds& folds, const Caller& caller, UnixTime now, UnitId unit) {
  const ReviewsAsked asked(folds, caller, now);
  const auto lines = reviews::reviews_of(folds.reviews, unit, asked.context());
  return lines.empty() ? Json() : Json(lines.front());
}

struct Permission {
  Purpose purpose;
  const char* command;
};
constexpr auto kPermissions = std::to_array<Permission>({
    {Purpose::kUnits, "unit.add"},
    {Purpose::kUnits, "unit.rename"},
    {Purpose::kUnits, "unit.move"},
    {Purpose::kUnits, "units.merge"},
    {Purpose::kUnits, "unit.close"},
    {Purpose::kPeople, "person.add"},
    {Purpose::kPeople, "post.add"},
    {Purpose::kPeople, "post.end"},
    {Purpose::kTasks, "task.give"},
    {Purpose::kDocuments, "draft.begin"},
    {Purpose::kConvene, "conference.draft"},
});

Json allowed(const Folds& folds, const Caller& caller, UnitId unit) {
  Json may = Json::array();
  for (const Permission& one : kPermissions) {
    if (organisation::may(folds.organisation, caller.account, one.purpose, unit)) {
      may.push_back(one.command);
    }
  }
  return may;
}

bool is_mine(const organisation::State& state, PersonId person, UnitId unit, Day day) {
  return person.value != 0 && OrganisationAnswers(state).holds_post(person, {}, unit, day);
}

// What is left of a list without those that may not be seen.
void add_below(const Folds& folds, const Caller& caller, Day day, UnitId unit,  // NOLINT
               const text::Collator& collator, Json& units) {
  const auto& state = folds.organisation;
  if (organisation::may(state, caller.account, Purpose::kSeeUnits, unit)) {
    const auto& spec = state.units.at(unit).spec;
    const bool over = organisation::may(state, caller.account, Purpose::kSeeUnits, spec.superior);
    units.push_back({{"unit", unit},
                     {"code", spec.code},
                     {"name", spec.name},
                     {"level", spec.level},
                     {"parent", over ? spec.superior : UnitId{}},
                     {"second_superior", spec.second_superior},
                     {"mine", is_mine(state, caller.person, unit, day)}});
  }
  for (const UnitId below : organisation::children_of(state, unit, collator)) {
    add_below(folds, caller, day, below, collator, units);
  }
}

// A desk's account belongs to the whole organisation, a person's to the person's unit.
bool administers(const organisation::State& state, AccountId caller,
                 const organisation::Account& account, Day day) {
  if (account.person.value == 0) {
    return organisation::may(state, caller, Purpose::kAccounts, UnitId{});
  }
  return organisation::may(state, caller, Purpose::kAccounts, account.person, day);
}

}  // namespace

Json units_view(const Folds& folds, const Caller& caller, UnixTime now,
                const text::Collator& collator) {
  Json units = Json::array();
  for (const UnitId root : organisation::roots_of(folds.organisation, collator)) {
    add_below(folds, caller, day_in_vietnam(now), root, collator, units);
  }
  return {{"units", std::move(units)}};
}

Json words_view(const Folds& folds) {
  const auto& words = folds.organisation.words;
  Json view = words;
  view["roles"] = organisation::words_of(organisation::Role{});
  return view;
}

Json unit_view(const Folds& folds, const Caller& caller, UnixTime now, UnitId unit,
               const text::Collator& collator) {
  const Day day = day_in_vietnam(now);
  const OrganisationAnswers answers(folds.organisation);
  const auto for_purpose = [&](Purpose purpose, auto list) {
    return organisation::may(folds.organisation, caller.account, purpose, unit) ? list() : Json();
  };
  return {{"organisation",
           *organisation::unit_page(folds.organisation, unit, caller.account, day, collator)},
          {"tasks", for_purpose(Purpose::kTasks,
                                [&]() -> Json {
                                  return tasks::unit_tasks(folds.tasks, answers, unit, day);
                                })},
          {"drafts", for_purpose(Purpose::kDocuments, [&] { return drafts_of(folds, unit); })},
          {"conferences", conferences_with(folds, caller.account, unit)},
          {"papers", papers_of(folds, unit)},
          {"training",
           reviews::training_summary(folds.reviews, OrganisationOfReviews(folds), unit, day)},
          {"review", last_review(folds, caller, now, unit)},
          {"may", allowed(folds, caller, unit)}};
}

Json past_view(const Folds& folds, UnitId unit, UnixTime now) {
  return {{"posts", organisation::past_posts_in(folds.organisation, unit, day_in_vietnam(now))}};
}

Json accounts_view(const Folds& folds, const Caller& caller, UnixTime now) {
  const auto& state = folds.organisation;
  Json accounts = Json::array();
  for (const auto& [id, account] : state.accounts) {
    if (!administers(state, caller.account, account, day_in_vietnam(now))) continue;
    Json grants = Json::array();
    for (const auto& [grant, one] : state.grants) {
      if (one.account != id || one.withdrawn) continue;
      grants.push_back({{"grant", grant},
                        {"role", one.role},
                        {"branch", one.branch},
                        {"conference", one.conference}});
    }
    accounts.push_back({{"account", id},
                        {"person", account.person},
                        {"label", account.label},
                        {"disabled", account.disabled},
                        {"disabled_why", account.disabled_why},
                        {"claimed", account.claimed},
                        {"waiting", account.invitation && now < account.invitation->expires},
                        {"grants", std::move(grants)}});
  }
  return {{"accounts", std::move(accounts)}};
}

}  // namespace diemcau::office
