#include "demo/office_work.h"

#include "demo/texts.h"
#include "demo/tree.h"
#include "documents/commands.h"
#include "office/office.h"
#include "reviews/commands.h"
#include "reviews/facts.h"
#include "tasks/commands.h"
#include "tasks/facts.h"

namespace diemcau::demo {
namespace {

class Desk {
 public:
  Desk(OfficeUser& user, const Cast& cast, UnixTime now) : user_(user), cast_(cast), now_(now) {}

  template <class Command>
  void does(AccountId account, const Command& command) {
    user_.as_account(account, std::string(tasks::kStream), command);
  }
  // Of the centre, from the conclusion, to be done so many days from today.
  TaskId give(UnitId lead, const GivenTask& words, const tasks::Source& source) {
    tasks::TaskSpec spec{.title = words.title, .text = words.text, .giver = cast_.centre};
    const auto head = head_of(user_, lead);
    spec.lead = lead;
    spec.head = head.person;
    spec.head_post = head.post;
    spec.deadline = day(words.due_in);
    spec.source = source;
    spec.source.place = words.place;
    if (words.target != 0) {
      spec.goal = {{}, words.indicator, words.measure, int64_t{words.target} * 1'000};
    }
    return give(cast_.chair, spec);
  }
  TaskId give(AccountId giver, const tasks::TaskSpec& spec) {
    does(giver, tasks::TaskGive{spec});
    return {user_.folds().tasks.last.task};
  }
  void accept(AccountId account, TaskId task) { does(account, tasks::TaskAccept{task, {}, {}}); }
  void report(AccountId account, TaskId task, const char* text, bool done, uint32_t figure = 0) {
    tasks::TaskReport report{.task = task, .text = text, .done = done};
    report.has_figure = figure != 0;
    report.figure = int64_t{figure} * 1'000;
    does(account, report);
  }
  void confirm(AccountId account, TaskId task) {
    does(account, tasks::ReportConfirm{task, {user_.folds().tasks.last.report}, {}});
  }
  Day day(int32_t from_today) const { return {day_in_vietnam(now_).number + from_today}; }
  void at(uint32_t days_ago) { user_.days_before(days_ago, now_); }
  OfficeUser& user() { return user_; }
  const Cast& cast() const { return cast_; }

 private:
  OfficeUser& user_;
  const Cast& cast_;
  UnixTime now_;
};

// The province has passed its task down: one commune has done its part, one has reported and
// waits, the first has not taken it yet.
void pass_down(Desk& desk, TaskId whole) {
  const Cast& cast = desk.cast();
  tasks::TaskPassDown down{.task = whole};
  for (uint32_t i = 0; i < 3; ++i) {
    const auto head = head_of(desk.user(), cast.communes.at(i));
    tasks::Part part{.lead = head.unit, .head = head.person, .head_post = head.post};
    part.target = 10'000;
    part.deadline = desk.day(10);
    down.parts.push_back(part);
  }
  desk.does(cast.province, down);
  const TaskId last{desk.user().folds().tasks.last.task};
  desk.at(9);
  for (const uint32_t back : {0U, 1U}) {
    const TaskId part{last.value - back};
    desk.accept(cast.province, part);
    desk.report(cast.province, part, kPartReport, true, 10);
    if (back == 0) desk.confirm(cast.province, part);
  }
}

// What the province wants of its commune besides, by hand; it is late.
void ask_commune(Desk& desk) {
  const Cast& cast = desk.cast();
  const auto head = head_of(desk.user(), cast.communes.at(0));
  tasks::TaskSpec spec{.title = kCommuneTask, .giver = cast.provinces.at(0), .lead = head.unit};
  spec.head = head.person;
  spec.head_post = head.post;
  spec.deadline = desk.day(-2);
  desk.at(16);
  desk.accept(cast.commune, desk.give(cast.province, spec));
}

void add_tasks(Desk& desk, const tasks::Source& source) {
  const Cast& cast = desk.cast();
  desk.at(kHeld - 1);
  const TaskId structure = desk.give(cast.provinces.at(0), kStructureTask, source);
  const TaskId training = desk.give(cast.departments.at(0), kTrainingTask, source);
  const TaskId lines = desk.give(cast.departments.at(1), kLinesTask, source);
  const TaskId list = desk.give(cast.provinces.at(1), kListTask, source);
  const TaskId summary = desk.give(cast.provinces.at(2), kSummaryTask, source);
  desk.at(18);
  desk.accept(cast.province, structure);
  for (const TaskId task : {training, lines, list, summary}) desk.accept(cast.chair, task);
  ask_commune(desk);
  desk.at(12);
  desk.report(cast.chair, lines, kLinesReport, true);
  desk.confirm(cast.chair, lines);
  pass_down(desk, structure);
  desk.at(6);
  desk.report(cast.chair, list, kListReport, true);
  desk.confirm(cast.chair, list);
  desk.at(2);
  desk.report(cast.chair, training, kTrainingReport, false, 80);
  desk.confirm(cast.chair, training);
  desk.does(cast.chair, tasks::ExtensionAsk{training, desk.day(20), kExtensionWhy});
}

// ── The draft ────────────────────────────────────────────────────────────────────────────────────

documents::CommentMake comment_of(UnitId unit, uint32_t clause, const char* text) {
  return {documents::ClauseId{clause}, unit, text, {}};
}

void add_draft(Desk& desk) {
  const Cast& cast = desk.cast();
  OfficeUser& user = desk.user();
  desk.at(15);
  documents::DraftSpec spec{.title = kDraftTitle, .kind = "Nghị quyết", .unit = cast.centre};
  user.as_account(cast.chair, "draft/new", documents::DraftBegin{spec});
  const std::string stream = user.stream();
  documents::DraftWrite text;
  for (const auto& clause : kClauses) {
    text.clauses.push_back({{}, clause.kind, clause.heading, clause.text});
  }
  user.as_account(cast.chair, stream, text);
  documents::DraftCirculate out{.deadline = desk.day(7), .note = kDraftNote, .seen = 1};
  for (uint32_t i = 0; i < 4; ++i) out.units.push_back(cast.provinces.at(i));
  out.units.push_back(cast.departments.at(0));
  desk.at(14);
  user.as_account(cast.chair, stream, out);
  desk.at(8);
  const auto& provinces = cast.provinces;
  user.as_account(cast.province, stream, comment_of(provinces.at(0), 3, kOpinions[0]));
  user.as_account(cast.chair, stream, comment_of(provinces.at(1), 4, kOpinions[1]));
  user.as_account(cast.chair, stream, comment_of(provinces.at(2), 6, kOpinions[2]));
  desk.at(5);
  user.as_account(cast.chair, stream, documents::CommentAbsorb{{1}, kAbsorbed, 0});
  user.as_account(cast.chair, stream, documents::CommentExplain{{2}, kExplained, 0});
}

// ── The review ───────────────────────────────────────────────────────────────────────────────────

reviews::Period last_half_year(Day today) {
  return {reviews::PeriodKind::kTerm, {today.number - 181}, {today.number - 1}};
}

// Of the first province: its head has rated, the chair is to appraise, a deputy to decide.
void add_review(Desk& desk) {
  const Cast& cast = desk.cast();
  OfficeUser& user = desk.user();
  const auto deputy = holder_of(user, cast.centre, "Phó Chủ tịch");
  desk.at(4);
  reviews::ReviewSpec spec{.unit = cast.provinces.at(0), .period = last_half_year(desk.day(0))};
  spec.appraiser = cast.head.person;
  spec.decider = deputy.person;
  const std::string stream(reviews::kStream);
  user.as_account(cast.chair, stream, reviews::ReviewOpen{spec});
  desk.at(1);
  reviews::ReviewRate rate{.review = {user.folds().reviews.last.review}};
  for (const auto& [code, text] : kReviewSections) rate.sections[code] = text;
  rate.level = reviews::Level::kGood;
  rate.reasons = kReviewReasons;
  user.as_account(cast.province, stream, rate);
}

}  // namespace

void add_office_work(OfficeUser& user, const Cast& cast, const tasks::Source& source,
                     UnixTime now) {
  Desk desk(user, cast, now);
  if (!user.failed()) add_tasks(desk, source);
  if (!user.failed()) add_draft(desk);
  if (!user.failed()) add_review(desk);
}

}  // namespace diemcau::demo
