#pragma once

#include "tasks/buckets.h"

// What pages show of tasks: plain structs with JSON, functions of the state and the day.
namespace diemcau::tasks {

struct TaskLine {
  TaskId task;
  TaskId parent;
  std::string title;
  UnitId giver;
  UnitId lead;
  PersonId head;
  PostId head_post;
  Status status = Status::kGiven;
  Day deadline;
  std::optional<Bucket> bucket;   // none: withdrawn
  Buckets below;                  // of the leaves in it
  std::optional<int64_t> figure;  // confirmed so far, in thousandths
  int64_t target = 0;
  std::string measure;
  bool waits_for_giver = false;  // a report or an extension has no answer yet
  DIEMCAU_PLAIN(TaskLine, task, parent, title, giver, lead, head, head_post, status, deadline,
                bucket, below, figure, target, measure, waits_for_giver)
};
TaskLine line_of(const State& state, TaskId task, Day day);

// A unit's tasks on its own page.
struct UnitTasks {
  UnitId unit;
  std::vector<TaskLine> open;        // leads or helps with; those that end first in front
  std::vector<TaskLine> to_answer;   // that it gave and that wait for its answer
  std::vector<TaskLine> given_away;  // other open ones that it gave
  Buckets branch;                    // over itself and all units below
  DIEMCAU_PLAIN(UnitTasks, unit, open, to_answer, given_away, branch)
};
UnitTasks unit_tasks(const State& state, const Organisation& organisation, UnitId unit, Day day);

// One task with its way down.
struct TaskPage {
  TaskLine line;
  Task task;
  std::vector<TaskLine> over;   // from the first to the one that this is a part of
  std::vector<TaskLine> parts;  // those that were withdrawn too
  DIEMCAU_PLAIN(TaskPage, line, task, over, parts)
};
std::optional<TaskPage> task_page(const State& state, TaskId task, Day day);

// Tasks that came out of a conference's conclusion, in the order in which they were given.
std::vector<TaskLine> tasks_from(const State& state, ConferenceId conference, Day day);

}  // namespace diemcau::tasks
