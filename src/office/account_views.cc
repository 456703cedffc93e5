#include "office/account_views.h"

#include <array>
#include <charconv>

#include "office/conference_list.h"
#include "office/draft_views.h"
#include "office/names.h"
#include "office/standing.h"
#include "office/task_views.h"
#include "office/unit_views.h"
#include "organisation/may.h"

namespace diemcau::office {
namespace {

using journal::Json;
using journal::refuse;
using organisation::Purpose;

// A view's name with its number taken out: "conference/4/tasks" is "conference/#/tasks" and 4.
struct Name {
  std::string shape;
  uint32_t number = 0;
};

Name name_of(std::string_view view) {
  Name name;
  for (size_t at = 0; at < view.size();) {
    const size_t end = std::min(view.find('/', at), view.size());
    uint32_t number = 0;
    const auto [last, error] = std::from_chars(view.data() + at, view.data() + end, number);
    const bool whole = error == std::errc{} && last == view.data() + end && number != 0;
    if (whole && name.number == 0) name.number = number;
    name.shape += whole ? std::string_view("#") : view.substr(at, end - at);
    if (end < view.size()) name.shape += '/';
    at = end + 1;
  }
  return name;
}

enum class Kind : uint8_t {
  kUnits,
  kWords,
  kAccounts,
  kUnit,
  kPast,
  kTask,
  kBoard,
  kOutcome,
  kConclusion,
  kDrafts,
  kDraft,
};

struct Row {
  std::string_view shape;
  Kind kind;
  std::string_view
      streams;  // it rests on these, besides the organisation: conference task draft reviews
};
constexpr auto kRows = std::to_array<Row>({
    {"units", Kind::kUnits, ""},
    {"organisation/words", Kind::kWords, ""},
    {"accounts", Kind::kAccounts, ""},
    {"unit/#", Kind::kUnit, "ctdr"},
    {"unit/#/past", Kind::kPast, ""},
    {"task/#", Kind::kTask, "t"},
    {"tasks/unit/#", Kind::kBoard, "t"},
    {"conference/#/tasks", Kind::kOutcome, "ct"},
    {"conference/#/conclusion", Kind::kConclusion, "ct"},
    {"drafts", Kind::kDrafts, "d"},
    {"draft/#", Kind::kDraft, "d"},
});

const Row* row_of(std::string_view shape) {
  for (const Row& row : kRows) {
    if (row.shape == shape) return &row;
  }
  return nullptr;
}

struct Picture {
  std::string view;
  AccountId account;
};
Picture taken_apart(const std::string& picture) {
  const size_t at = picture.rfind('@');
  return {picture.substr(0, at), {static_cast<uint32_t>(std::stoul(picture.substr(at + 1)))}};
}

bool is_of_unit(const organisation::State& state, const Caller& caller, Purpose purpose,
                UnitId unit) {
  return organisation::find_unit(state, unit) != nullptr &&
         organisation::may(state, caller.account, purpose, unit);
}

bool is_seen(const Folds& folds, const Caller& caller, Kind kind, uint32_t number) {
  const auto& state = folds.organisation;
  switch (kind) {
    case Kind::kUnits:
    case Kind::kWords:
    case Kind::kDrafts:
      return true;
    case Kind::kAccounts:
      return !organisation::branches_for(state, caller.account, Purpose::kAccounts).empty();
    case Kind::kUnit:
    case Kind::kPast:
      return is_of_unit(state, caller, Purpose::kSeeUnits, {number});
    case Kind::kBoard:
      return is_of_unit(state, caller, Purpose::kTasks, {number});
    case Kind::kTask:
      return may_see_task(folds, caller, {number});
    case Kind::kOutcome: {
      const conference::State* found = find_conference(folds, {number});
      return found != nullptr && keeps_or_leads(*found, state, caller);
    }
    case Kind::kConclusion:
      return may_see_conclusion(folds, caller, {number});
    case Kind::kDraft: {
      const documents::State* draft = find_draft(folds, {number});
      return draft != nullptr && side_of(folds, caller, *draft).unit.value != 0;
    }
  }
  return false;
}

}  // namespace

bool AccountViews::has(std::string_view view) { return row_of(name_of(view).shape) != nullptr; }

Result<Unit, journal::Refusal> AccountViews::may_see(const Folds& folds, const Caller& caller,
                                                     const std::string& view) const {
  const Caller now = caller_of_account(folds, caller.account);
  if (now.account.value == 0) return refuse("not_signed_in");
  const Name name = name_of(view);
  const Row* row = row_of(name.shape);
  if (row == nullptr) return refuse("view.unknown", {{"view", view}});
  if (!is_seen(folds, now, row->kind, name.number))
    return refuse("view.forbidden", {{"view", view}});
  return Unit{};
}

std::string AccountViews::picture_of(const std::string& view, const Caller& caller) const {
  return view + "@" + std::to_string(caller.account.value);
}

Json AccountViews::draw(const Folds& folds, const std::string& picture) const {
  const Picture wanted = taken_apart(picture);
  const Caller caller = caller_of_account(folds, wanted.account);
  const Name name = name_of(wanted.view);
  const UnixTime now = now_();
  Json drawn;
  switch (row_of(name.shape)->kind) {
    case Kind::kUnits:
      drawn = units_view(folds, caller, now, collator_);
      break;
    case Kind::kWords:
      return words_view(folds);
    case Kind::kAccounts:
      drawn = accounts_view(folds, caller, now);
      break;
    case Kind::kUnit:
      drawn = unit_view(folds, caller, now, {name.number}, collator_);
      break;
    case Kind::kPast:
      drawn = past_view(folds, {name.number}, now);
      break;
    case Kind::kTask:
      drawn = task_view(folds, caller, now, {name.number});
      break;
    case Kind::kBoard:
      drawn = board_view(folds, caller, now, {name.number});
      break;
    case Kind::kOutcome:
      drawn = outcome_view(folds, caller, now, {name.number});
      break;
    case Kind::kConclusion:
      drawn = conclusion_view(folds, {name.number});
      break;
    case Kind::kDrafts:
      drawn = drafts_view(folds, caller);
      break;
    case Kind::kDraft:
      drawn = draft_view(folds, caller, now, {name.number});
      break;
  }
  if (!drawn.contains("units")) drawn["names"] = names_in(drawn, folds.organisation);
  return drawn;
}

bool AccountViews::depends_on(const std::string& picture, const std::string& stream) const {
  if (stream == organisation::kStream) return true;
  const Name name = name_of(taken_apart(picture).view);
  const Row& row = *row_of(name.shape);
  if (row.kind == Kind::kDraft) return stream == documents::stream_of({name.number});
  const auto rests_on = [&](char letter) { return row.streams.find(letter) != row.streams.npos; };
  if (stream == tasks::kStream) return rests_on('t');
  if (stream == reviews::kStream) return rests_on('r');
  if (draft_of(stream).value != 0) return rests_on('d');
  const ConferenceId conference = conference_of(stream);
  const bool of_one = row.kind == Kind::kOutcome || row.kind == Kind::kConclusion;
  if (of_one) return conference == ConferenceId{name.number};
  return conference.value != 0 && rests_on('c');
}

// Telephones and addresses; names and posts are the organisation's, not the person's.
std::set<PersonShown> AccountViews::people_in(const std::string&, const Json& drawn) const {
  std::set<PersonShown> people;
  if (!drawn.contains("organisation")) return people;
  for (const Json& post : drawn["organisation"]["posts"]) {
    if (post["telephone"] == "" && post["email"] == "") continue;
    people.insert({{post["person"].get<uint32_t>()}, Purpose::kSeePersonal});
  }
  return people;
}

}  // namespace diemcau::office
