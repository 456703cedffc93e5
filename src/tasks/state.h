#pragma once

#include "tasks/task.h"

namespace diemcau::tasks {

struct Counters {
  uint32_t task = 0;
  uint32_t report = 0;
  uint32_t receipt = 0;
  uint32_t extension = 0;
  DIEMCAU_PLAIN(Counters, task, report, receipt, extension)
};

// All tasks now: the fold of the stream "tasks". A value: equal events give equal states, and a
// snapshot is its JSON.
struct State {
  Seq seq;  // the last event that it has seen
  Counters last;
  std::map<TaskId, Task> tasks;
  DIEMCAU_PLAIN(State, seq, last, tasks)
};

inline constexpr const char* kStream = "tasks";

inline const Task* find_task(const State& state, TaskId task) {
  const auto found = state.tasks.find(task);
  return found == state.tasks.end() ? nullptr : &found->second;
}

}  // namespace diemcau::tasks
