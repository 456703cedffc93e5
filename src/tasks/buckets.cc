#include "tasks/buckets.h"

#include <algorithm>
#include <set>

namespace diemcau::tasks {

namespace {

uint32_t& count_at(Buckets& buckets, Bucket bucket) {
  switch (bucket) {
    case Bucket::kDoneInTime:
      return buckets.done_in_time;
    case Bucket::kDoneLate:
      return buckets.done_late;
    case Bucket::kOpenInTime:
      return buckets.open_in_time;
    case Bucket::kOpenOverdue:
      break;
  }
  return buckets.open_overdue;
}

Buckets one_in(std::optional<Bucket> bucket) {
  Buckets buckets;
  if (bucket) count_at(buckets, *bucket) = 1;
  return buckets;
}

bool is_withdrawn(const State& state, TaskId id) {
  const Task* task = find_task(state, id);
  return task == nullptr || task->status == Status::kWithdrawn;
}

// The unit and all over it, then 0 for the whole. A line that closes upon itself ends.
std::vector<UnitId> units_over(UnitId unit, const Organisation& organisation) {
  std::vector<UnitId> way;
  while (unit.value != 0 && std::find(way.begin(), way.end(), unit) == way.end()) {
    way.push_back(unit);
    unit = organisation.superior_of(unit);
  }
  way.push_back({});
  return way;
}

// Tasks without a deadline come last.
auto urgency_of(const Task& task) { return std::pair(!is_set(task.deadline), task.deadline); }

std::optional<int64_t> last_confirmed_figure(const Task& task) {
  std::optional<int64_t> figure;
  for (const auto& [id, report] : task.reports) {
    if (report.figure && report.receipt && !report.receipt->returned) figure = report.figure;
  }
  return figure;
}

}  // namespace

Buckets& Buckets::operator+=(const Buckets& other) {
  done_in_time += other.done_in_time;
  done_late += other.done_late;
  open_in_time += other.open_in_time;
  open_overdue += other.open_overdue;
  return *this;
}

std::optional<Bucket> bucket_of(const Task& task, Day day) {
  if (task.status == Status::kWithdrawn) return {};
  const bool done = task.status == Status::kDone && task.done <= day;
  const Day measured = done ? task.done : day;
  const bool in_time = !is_set(task.deadline) || measured <= task.deadline;
  if (done) return in_time ? Bucket::kDoneInTime : Bucket::kDoneLate;
  return in_time ? Bucket::kOpenInTime : Bucket::kOpenOverdue;
}

bool is_leaf(const State& state, const Task& task) {
  return std::all_of(task.parts.begin(), task.parts.end(),
                     [&](TaskId part) { return is_withdrawn(state, part); });
}

Buckets count_of(const State& state, TaskId id, Day day) {
  const Task* task = find_task(state, id);
  if (task == nullptr) return {};
  Buckets sum = is_leaf(state, *task) ? one_in(bucket_of(*task, day)) : Buckets{};
  for (const TaskId part : task->parts) sum += count_of(state, part, day);
  return sum;
}

std::map<UnitId, Buckets> roll_up(const State& state, const Organisation& organisation, Day day) {
  std::map<UnitId, Buckets> sums{{UnitId{}, {}}};
  for (const auto& [id, task] : state.tasks) {
    const auto bucket = bucket_of(task, day);
    if (!bucket || !is_leaf(state, task)) continue;
    for (const UnitId unit : units_over(task.spec.lead, organisation)) {
      ++count_at(sums[unit], *bucket);
    }
  }
  return sums;
}

std::vector<TaskId> leaves_in(const State& state, const Organisation& organisation, UnitId branch,
                              Bucket bucket, Day day) {
  std::vector<TaskId> leaves;
  for (const auto& [id, task] : state.tasks) {
    if (bucket_of(task, day) != bucket || !is_leaf(state, task)) continue;
    const auto over = units_over(task.spec.lead, organisation);
    if (std::find(over.begin(), over.end(), branch) != over.end()) leaves.push_back(id);
  }
  return leaves;
}

std::vector<TaskId> open_tasks_of(const State& state, UnitId unit) {
  std::vector<TaskId> tasks;
  for (const auto& [id, task] : state.tasks) {
    const auto& helpers = task.spec.helpers;
    const bool helps = std::find(helpers.begin(), helpers.end(), unit) != helpers.end();
    if (is_open(task) && (helps || task.spec.lead == unit)) tasks.push_back(id);
  }
  std::stable_sort(tasks.begin(), tasks.end(), [&](TaskId a, TaskId b) {
    return urgency_of(state.tasks.at(a)) < urgency_of(state.tasks.at(b));
  });
  return tasks;
}

std::optional<int64_t> figure_of(const State& state, TaskId id) {
  const Task* task = find_task(state, id);
  if (task == nullptr) return {};
  if (is_leaf(state, *task)) return last_confirmed_figure(*task);
  if (task->spec.goal.measure == "%") return {};
  std::optional<int64_t> sum;
  for (const TaskId part : task->parts) {
    const auto figure = is_withdrawn(state, part) ? std::nullopt : figure_of(state, part);
    if (figure) sum = sum.value_or(0) + *figure;
  }
  return sum;
}

}  // namespace diemcau::tasks
