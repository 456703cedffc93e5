#pragma once

#include "base/check.h"
#include "journal/decided.h"
#include "tasks/context.h"
#include "tasks/facts.h"
#include "tasks/refusals.h"
#include "tasks/rules.h"

// Inside the folder only: what the decisions are written with.
namespace diemcau::tasks {

struct Decided : journal::DecidedOf<Fact> {
  using DecidedOf::DecidedOf;
};

using journal::Denial;
using journal::first_of;

// Bounds on everything that tasks keep.
inline constexpr size_t kTitleLetters = 500;
inline constexpr size_t kTextLetters = 10'000;
inline constexpr size_t kMeasureLetters = 200;
inline constexpr size_t kMaxTasks = 500'000;
inline constexpr size_t kMaxHelpers = 200;
inline constexpr size_t kMaxParts = 5'000;
inline constexpr size_t kMaxReports = 1'000;  // of one task
inline constexpr size_t kMaxExtensions = 100;
inline constexpr size_t kMaxEvidence = 50;
// In thousandths. The sum over all tasks still fits.
inline constexpr int64_t kMaxFigure = 1'000'000'000'000;

Denial too_long(const std::string& text, size_t max, const char* field);
Denial missing_or_too_long(const std::string& text, size_t max, const char* field);
Denial too_many(size_t count, size_t max, const char* field);
Denial out_of_range(int64_t value, const char* field);

// There is such a task, and whoever acts may do that with it.
Denial may_not(const State& state, TaskId task, std::string_view command, const Context& context);
Denial not_open(const Task& task);
Denial not_accepted(const Task& task);

// Parts that are neither done nor withdrawn.
size_t open_parts(const State& state, const Task& task);
Denial parts_open(const State& state, const Task& task);

// What a task that is given, or changed, must fulfil; `parent` 0: it was not passed down.
Denial bad_spec(const State& state, const TaskSpec& spec, TaskId parent, const Context& context);
Denial bad_head(PersonId head, PostId post, UnitId unit, const Context& context);
Denial bad_deadline(const State& state, Day deadline, TaskId parent);

Task& task_at(State& state, TaskId task);
const Task& task_at(const State& state, TaskId task);

}  // namespace diemcau::tasks
