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
using reviews::Figure;
using reviews::FigureKind;
using reviews::Row;

bool may(const Folds& folds, const Caller& caller, Purpose purpose, UnitId unit) {
  return caller.system || organisation::may(folds.organisation, caller.account, purpose, unit);
}

std::optional<reviews::HeldPost> held_post(const organisation::State& state, PostId id, Day day) {
  const organisation::Post* post = organisation::find_post(state, id);
  if (post == nullptr || !organisation::is_held(*post, day)) return {};
  return reviews::HeldPost{id, post->spec.person, post->spec.unit, post->spec.title};
}

struct Span {
  Day from;
  Day to;
  bool holds(const conference::Stamp& stamp) const {
    const Day day = day_in_vietnam(stamp.at);
    return stamp.seq.value != 0 && from <= day && day <= to;
  }
};

struct ConferenceRows {
  std::vector<Row> convened;
  std::vector<Row> attended;
  std::vector<Row> presented;
  std::vector<Row> filed;
};

Row row_of(const conference::State& state, UnitId unit, journal::Seq seq) {
  return {.stream = conference::stream_of(state.id),
          .seq = seq,
          .text = state.life.call.title,
          .unit = unit};
}

void add_papers(ConferenceRows& rows, const conference::State& state, UnitId unit, Span span) {
  using conference::ItemStatus;
  for (const auto& [id, item] : state.programme.items) {
    const bool paper = item.spec.kind == conference::ItemKind::kContribution &&
                       item.spec.speaker.unit == unit && span.holds(item.ended);
    if (!paper) continue;
    Row row = row_of(state, unit, item.ended.seq);
    row.id = id.value;
    row.text = item.spec.title;
    if (item.status == ItemStatus::kDone) rows.presented.push_back(row);
    if (item.status == ItemStatus::kFiled) rows.filed.push_back(row);
  }
}

void add_conference(ConferenceRows& rows, const conference::State& state, UnitId unit, Span span) {
  add_papers(rows, state, unit, span);
  if (!span.holds(state.life.opened)) return;
  if (state.life.call.unit == unit) {
    rows.convened.push_back(row_of(state, unit, state.life.opened.seq));
  }
  const auto there = std::find_if(state.sites.begin(), state.sites.end(), [&](const auto& site) {
    return site.second.spec.unit == unit && site.second.checked_in_at.seq.value != 0;
  });
  if (there == state.sites.end()) return;
  rows.attended.push_back(row_of(state, unit, there->second.checked_in_at.seq));
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

std::vector<Figure> EvidenceOfReviews::of(UnitId unit, Day from, Day to, Day as_of) const {
  ConferenceRows rows;
  for (const auto& [id, state] : folds_.conferences) {
    add_conference(rows, state, unit, {from, std::min(to, as_of)});
  }
  using reviews::figure_of;
  return {figure_of(FigureKind::kConferencesConvened, std::move(rows.convened)),
          figure_of(FigureKind::kConferencesAttended, std::move(rows.attended)),
          figure_of(FigureKind::kPapersPresented, std::move(rows.presented)),
          figure_of(FigureKind::kPapersFiled, std::move(rows.filed))};
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
