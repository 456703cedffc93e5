#pragma once

#include "tasks/context.h"
#include "tasks/state.h"

// The four buckets of every task report, and their sums.
namespace diemcau::tasks {

enum class Bucket : uint8_t {
  kDoneInTime,   // hoàn thành đúng hạn
  kDoneLate,     // hoàn thành quá hạn
  kOpenInTime,   // chưa hoàn thành, trong hạn
  kOpenOverdue,  // chưa hoàn thành, quá hạn
};
DIEMCAU_WORDS(Bucket, "done_in_time", "done_late", "open_in_time", "open_overdue")

struct Buckets {
  uint32_t done_in_time = 0;
  uint32_t done_late = 0;
  uint32_t open_in_time = 0;
  uint32_t open_overdue = 0;
  DIEMCAU_PLAIN(Buckets, done_in_time, done_late, open_in_time, open_overdue)

  uint32_t total() const { return done_in_time + done_late + open_in_time + open_overdue; }
  Buckets& operator+=(const Buckets& other);
};

// Where a task stands on that day: done is what was done by then. A withdrawn task stands nowhere;
// the deadline is the one that holds now.
std::optional<Bucket> bucket_of(const Task& task, Day day);

// Only tasks that were not passed down are counted (leaves): a task that was is the sum of its
// parts. One whose parts were all withdrawn is a leaf again.
bool is_leaf(const State& state, const Task& task);
Buckets count_of(const State& state, TaskId task, Day day);

// Of each unit, over itself and all units below it by the line above: every leaf counts once in its
// lead unit and in each unit over that. `{}` (unit 0) is the whole.
std::map<UnitId, Buckets> roll_up(const State& state, const Organisation& organisation, Day day);

// The tasks behind a number of roll_up().
std::vector<TaskId> leaves_in(const State& state, const Organisation& organisation, UnitId branch,
                              Bucket bucket, Day day);

// What a unit has in hand: tasks that it leads or helps with, those that end first in front.
std::vector<TaskId> open_tasks_of(const State& state, UnitId unit);

// The last confirmed figure of a leaf; of a task that was passed down, the sum of its parts', none
// where the measure is "%": shares do not add up.
std::optional<int64_t> figure_of(const State& state, TaskId task);

}  // namespace diemcau::tasks
