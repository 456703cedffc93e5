#include "office/task_views.h"

#include <algorithm>

#include "office/acting.h"
#include "office/standing.h"
#include "organisation/may.h"
#include "organisation/queries.h"
#include "tasks/rules.h"
#include "tasks/views.h"

namespace diemcau::office {
namespace {

using journal::Json;
using organisation::Purpose;
using tasks::Task;

constexpr auto kBuckets = {tasks::Bucket::kDoneInTime, tasks::Bucket::kDoneLate,
                           tasks::Bucket::kOpenInTime, tasks::Bucket::kOpenOverdue};

bool is_on(const Task& task, const organisation::UnitsFor& acting, const Caller& caller) {
  const auto& spec = task.spec;
  return acting.holds(spec.giver) || acting.holds(spec.lead) ||
         (caller.person.value != 0 && spec.head == caller.person) ||
         std::any_of(spec.helpers.begin(), spec.helpers.end(),
                     [&](UnitId unit) { return acting.holds(unit); });
}

std::vector<std::string_view> allowed(const Task& task, const tasks::Context& context) {
  std::vector<std::string_view> may;
  for (const tasks::Rule& rule : tasks::all_rules()) {
    if (rule.command == "task.give" || !tasks::is_allowed(task, rule.command, context)) continue;
    may.push_back(rule.command);
  }
  return may;
}

// To whom the lead passes it down, with who answers there.
Json direct_subordinates(const Folds& folds, UnitId lead, Day day) {
  Json below = Json::array();
  const auto& state = folds.organisation;
  const auto add = [&](const auto& index) {
    const auto found = index.find(lead);
    if (found == index.end()) return;
    for (const UnitId unit : found->second) {
      const PostId post = organisation::head_of(state, unit, day);
      const organisation::Post* head = organisation::find_post(state, post);
      below.push_back({{"unit", unit},
                       {"head", head == nullptr ? PersonId{} : head->spec.person},
                       {"head_post", post}});
    }
  };
  add(state.index.below);
  add(state.index.below_second);
  return below;
}

std::string title_of(const Folds& folds, ConferenceId id) {
  const conference::State* state = find_conference(folds, id);
  return state == nullptr ? std::string{} : state->life.call.title;
}

}  // namespace

bool may_see_task(const Folds& folds, const Caller& caller, TaskId id) {
  const auto acting = acting_for(folds.organisation, caller, Purpose::kTasks);
  for (const Task* task = tasks::find_task(folds.tasks, id); task != nullptr;
       task = tasks::find_task(folds.tasks, task->parent)) {
    if (is_on(*task, acting, caller)) return true;
  }
  return false;
}

Json task_view(const Folds& folds, const Caller& caller, UnixTime now, TaskId id) {
  const Day day = day_in_vietnam(now);
  const Task& task = *tasks::find_task(folds.tasks, id);
  const OrganisationAnswers answers(folds.organisation);
  const auto context = task_context(folds, caller, now, answers);
  const auto may = allowed(task, context);
  const bool passes = std::find(may.begin(), may.end(), "task.pass_down") != may.end();
  return {{"page", *tasks::task_page(folds.tasks, id, day)},
          {"below", passes ? direct_subordinates(folds, task.spec.lead, day) : Json::array()},
          {"may", may},
          {"conference_title", title_of(folds, task.spec.source.conference)}};
}

Json board_view(const Folds& folds, const Caller& caller, UnixTime now, UnitId unit) {
  const Day day = day_in_vietnam(now);
  const OrganisationAnswers answers(folds.organisation);
  const auto own = tasks::unit_tasks(folds.tasks, answers, unit, day);
  std::vector<tasks::TaskLine> all = own.open;
  all.insert(all.end(), own.to_answer.begin(), own.to_answer.end());
  all.insert(all.end(), own.given_away.begin(), own.given_away.end());
  std::vector<tasks::TaskLine> below;
  for (const tasks::Bucket bucket : kBuckets) {
    for (const TaskId task : tasks::leaves_in(folds.tasks, answers, unit, bucket, day)) {
      below.push_back(tasks::line_of(folds.tasks, task, day));
    }
  }
  const auto acting = acting_for(folds.organisation, caller, Purpose::kTasks);
  Json may = Json::array();
  if (acting.holds(unit)) may.push_back("task.give");
  return {{"unit", unit}, {"branch", own.branch}, {"own", all}, {"below", below}, {"may", may}};
}

Json outcome_view(const Folds& folds, const Caller& caller, UnixTime now, ConferenceId id) {
  const conference::State& state = *find_conference(folds, id);
  const auto acting = acting_for(folds.organisation, caller, Purpose::kTasks);
  return {{"tasks", tasks::tasks_from(folds.tasks, id, day_in_vietnam(now))},
          {"unit", state.life.call.unit},
          {"conclusion",
           {{"seq", state.conclusion.adopted_at.seq}, {"text", state.conclusion.adopted_text}}},
          {"may_give", acting.holds(state.life.call.unit)}};
}

bool may_see_conclusion(const Folds& folds, const Caller& caller, ConferenceId id) {
  const conference::State* state = find_conference(folds, id);
  if (state == nullptr) return false;
  if (keeps_or_leads(*state, folds.organisation, caller)) return true;
  const auto& all = folds.tasks.tasks;
  return std::any_of(all.begin(), all.end(), [&](const auto& one) {
    const bool came_out = one.second.spec.source.conference == id;
    return came_out && may_see_task(folds, caller, one.first);
  });
}

Json conclusion_view(const Folds& folds, ConferenceId id) {
  const conference::State& state = *find_conference(folds, id);
  const auto& conclusion = state.conclusion;
  return {{"conference", id},
          {"title", state.life.call.title},
          {"unit", state.life.call.unit},
          {"chair", state.life.chair},
          {"phase", state.life.phase},
          {"opened", state.life.opened.at},
          {"closed", state.life.closed.at},
          {"conclusion",
           {{"seq", conclusion.adopted_at.seq},
            {"at", conclusion.adopted_at.at},
            {"text", conclusion.adopted_text}}}};
}

}  // namespace diemcau::office
