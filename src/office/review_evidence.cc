#include <algorithm>

#include "documents/facts.h"
#include "office/acting.h"
#include "office/reviews_desk.h"
#include "tasks/buckets.h"

namespace diemcau::office {
namespace {

using reviews::Figure;
using reviews::figure_of;
using reviews::FigureKind;
using reviews::Row;

struct Span {
  Day from;
  Day to;
  bool holds(Day day) const { return from <= day && day <= to; }
  template <class Stamp>
  bool holds(const Stamp& stamp) const {
    return stamp.seq.value != 0 && holds(day_in_vietnam(stamp.at));
  }
};

// ── Conferences ──────────────────────────────────────────────────────────────────────────────────

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

ConferenceRows conference_rows(const Folds& folds, UnitId unit, Span span) {
  ConferenceRows rows;
  for (const auto& [id, state] : folds.conferences) add_conference(rows, state, unit, span);
  return rows;
}

// ── Tasks ────────────────────────────────────────────────────────────────────────────────────────

// Of those that are done, only what was done in the time; of those that are open, all that were
// given by its end.
bool is_counted(const tasks::Task& task, tasks::Bucket bucket, Span span) {
  const bool open = bucket == tasks::Bucket::kOpenInTime || bucket == tasks::Bucket::kOpenOverdue;
  return open ? day_in_vietnam(task.given.at) <= span.to : span.holds(task.done);
}

// The leaves of the unit's branch, as its own page counts them.
Figure tasks_figure(const Folds& folds, FigureKind kind, tasks::Bucket bucket, UnitId unit,
                    Span span) {
  const OrganisationAnswers answers(folds.organisation);
  std::vector<Row> rows;
  for (const TaskId id : tasks::leaves_in(folds.tasks, answers, unit, bucket, span.to)) {
    const tasks::Task& task = *tasks::find_task(folds.tasks, id);
    if (!is_counted(task, bucket, span)) continue;
    const bool ended = task.status == tasks::Status::kDone;
    rows.push_back({.stream = tasks::kStream,
                    .id = id.value,
                    .seq = ended ? task.ended.seq : task.given.seq,
                    .text = task.spec.title,
                    .unit = task.spec.lead});
  }
  return figure_of(kind, std::move(rows));
}

// ── Drafts ───────────────────────────────────────────────────────────────────────────────────────

struct CommentRows {
  std::vector<Row> made;      // on drafts of others
  std::vector<Row> answered;  // on its own
};

void add_comments(CommentRows& rows, const documents::State& draft, UnitId unit, Span span) {
  const bool own = draft.spec.unit == unit;
  for (const auto& [id, comment] : draft.comments) {
    if (comment.withdrawn) continue;
    Row row{.stream = documents::stream_of(draft.id),
            .id = id.value,
            .seq = comment.made.seq,
            .text = draft.spec.title,
            .unit = comment.unit};
    if (!own && comment.unit == unit && span.holds(comment.made)) rows.made.push_back(row);
    if (!own || comment.answers.empty() || !span.holds(comment.answers.back().stamp)) continue;
    row.seq = comment.answers.back().stamp.seq;
    rows.answered.push_back(row);
  }
}

CommentRows comment_rows(const Folds& folds, UnitId unit, Span span) {
  CommentRows rows;
  for (const auto& [id, draft] : folds.drafts) add_comments(rows, draft, unit, span);
  return rows;
}

}  // namespace

std::vector<Figure> EvidenceOfReviews::of(UnitId unit, Day from, Day to, Day as_of) const {
  const Span span{from, std::min(to, as_of)};
  ConferenceRows conferences = conference_rows(folds_, unit, span);
  CommentRows comments = comment_rows(folds_, unit, span);
  const auto tasks = [&](FigureKind kind, tasks::Bucket bucket) {
    return tasks_figure(folds_, kind, bucket, unit, span);
  };
  return {tasks(FigureKind::kTasksDoneInTime, tasks::Bucket::kDoneInTime),
          tasks(FigureKind::kTasksDoneLate, tasks::Bucket::kDoneLate),
          tasks(FigureKind::kTasksOpenInTime, tasks::Bucket::kOpenInTime),
          tasks(FigureKind::kTasksOpenOverdue, tasks::Bucket::kOpenOverdue),
          figure_of(FigureKind::kConferencesConvened, std::move(conferences.convened)),
          figure_of(FigureKind::kConferencesAttended, std::move(conferences.attended)),
          figure_of(FigureKind::kPapersPresented, std::move(conferences.presented)),
          figure_of(FigureKind::kPapersFiled, std::move(conferences.filed)),
          figure_of(FigureKind::kCommentsMade, std::move(comments.made)),
          figure_of(FigureKind::kCommentsAnswered, std::move(comments.answered))};
}

}  // namespace diemcau::office
