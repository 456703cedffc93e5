#include "tasks/views.h"

#include <algorithm>

#include "base/check.h"

namespace diemcau::tasks {

namespace {

bool waits_for_giver(const Task& task) {
  const auto unanswered = [](const auto& one) { return !one.second.receipt; };
  const auto asked = [](const auto& one) { return one.second.state == ExtensionState::kAsked; };
  return is_open(task) && (std::any_of(task.reports.begin(), task.reports.end(), unanswered) ||
                           std::any_of(task.extensions.begin(), task.extensions.end(), asked));
}

std::vector<TaskLine> lines_over(const State& state, const Task& task, Day day) {
  std::vector<TaskLine> over;
  for (TaskId at = task.parent; find_task(state, at) != nullptr; at = over.back().parent) {
    over.push_back(line_of(state, at, day));
  }
  std::reverse(over.begin(), over.end());
  return over;
}

}  // namespace

TaskLine line_of(const State& state, TaskId id, Day day) {
  const Task* task = find_task(state, id);
  DIEMCAU_CHECK(task != nullptr);
  TaskLine line;
  line.task = id;
  line.parent = task->parent;
  line.title = task->spec.title;
  line.giver = task->spec.giver;
  line.lead = task->spec.lead;
  line.head = task->spec.head;
  line.head_post = task->spec.head_post;
  line.status = task->status;
  line.deadline = task->deadline;
  line.bucket = bucket_of(*task, day);
  line.below = count_of(state, id, day);
  line.figure = figure_of(state, id);
  line.target = task->spec.goal.target;
  line.measure = task->spec.goal.measure;
  line.waits_for_giver = waits_for_giver(*task);
  return line;
}

UnitTasks unit_tasks(const State& state, const Organisation& organisation, UnitId unit, Day day) {
  UnitTasks view;
  view.unit = unit;
  for (const TaskId id : open_tasks_of(state, unit)) view.open.push_back(line_of(state, id, day));
  for (const auto& [id, task] : state.tasks) {
    if (task.spec.giver != unit || !is_open(task)) continue;
    (waits_for_giver(task) ? view.to_answer : view.given_away).push_back(line_of(state, id, day));
  }
  const auto sums = roll_up(state, organisation, day);
  const auto found = sums.find(unit);
  if (found != sums.end()) view.branch = found->second;
  return view;
}

std::optional<TaskPage> task_page(const State& state, TaskId id, Day day) {
  const Task* task = find_task(state, id);
  if (task == nullptr) return {};
  TaskPage page{line_of(state, id, day), *task, lines_over(state, *task, day), {}};
  for (const TaskId part : task->parts) page.parts.push_back(line_of(state, part, day));
  return page;
}

std::vector<TaskLine> tasks_from(const State& state, ConferenceId conference, Day day) {
  std::vector<TaskLine> lines;
  for (const auto& [id, task] : state.tasks) {
    const bool whole = task.parent.value == 0;
    if (whole && task.spec.source.conference == conference) {
      lines.push_back(line_of(state, id, day));
    }
  }
  return lines;
}

}  // namespace diemcau::tasks
