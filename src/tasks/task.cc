#include "tasks/task.h"

#include "tasks/decided.h"

// Given, changed, accepted, passed down, withdrawn.
namespace diemcau::tasks {

namespace {

Denial deadline_past(Day deadline, const Context& context) {
  if (!is_set(deadline) || deadline >= today(context)) return {};
  return deny("deadline.past");
}

Denial changes_what_is_fixed(const Task& task, const TaskSpec& spec, const Context& context) {
  if (spec.giver != task.spec.giver) return deny("giver.fixed");
  if (spec.deadline != task.spec.deadline) {
    if (task.status == Status::kAccepted) return deny("deadline.by_extension");
    if (Denial no = deadline_past(spec.deadline, context)) return no;
  }
  if (task.status != Status::kAccepted) return {};
  if (spec.lead != task.spec.lead) return deny("lead.fixed");
  if (spec.head.value == 0) return deny("head.missing");
  return {};
}

// ── Passing down ─────────────────────────────────────────────────────────────────────────────────

TaskSpec spec_of(const Task& whole, const Part& part) {
  TaskSpec spec;
  spec.title = part.title.empty() ? whole.spec.title : part.title;
  spec.text = part.text.empty() ? whole.spec.text : part.text;
  spec.giver = whole.spec.lead;
  spec.lead = part.lead;
  spec.head = part.head;
  spec.head_post = part.head_post;
  spec.goal = whole.spec.goal;
  if (part.target != 0) spec.goal.target = part.target;
  spec.deadline = is_set(part.deadline) ? part.deadline : whole.deadline;
  spec.source = whole.spec.source;
  return spec;
}

// Units that have a part already.
std::vector<UnitId> units_with_parts(const State& state, const Task& whole) {
  std::vector<UnitId> units;
  for (const TaskId id : whole.parts) {
    const Task& part = task_at(state, id);
    if (part.status != Status::kWithdrawn) units.push_back(part.spec.lead);
  }
  return units;
}

Denial part_twice(const State& state, const Task& whole, const std::vector<Part>& parts) {
  std::vector<UnitId> units = units_with_parts(state, whole);
  for (const Part& part : parts) units.push_back(part.lead);
  std::sort(units.begin(), units.end());
  const auto twice = std::adjacent_find(units.begin(), units.end());
  if (twice == units.end()) return {};
  return deny("part.twice", {{"unit", *twice}});
}

Denial bad_parts(const State& state, const Task& whole, const std::vector<Part>& parts) {
  if (parts.empty()) return deny("parts.missing");
  return first_of(too_many(whole.parts.size() + parts.size(), kMaxParts, "parts"),
                  too_many(state.tasks.size() + parts.size(), kMaxTasks, "tasks"),
                  part_twice(state, whole, parts));
}

// What was passed down first, so that nothing open ever hangs under something withdrawn.
void withdraw_with_parts(const State& state, TaskId id, const std::string& why,
                         std::vector<Fact>& facts) {
  const Task& task = task_at(state, id);
  for (const TaskId part : task.parts) withdraw_with_parts(state, part, why, facts);
  if (is_open(task)) facts.emplace_back(TaskWithdrawn{id, why});
}

}  // namespace

Decided decide_one(const State& state, const TaskGive& command, const Context& context) {
  Task task;
  task.spec = command.spec;
  if (!is_allowed(task, TaskGive::kName, context)) return deny("role.not_allowed");
  Denial no = first_of(bad_spec(state, command.spec, {}, context),
                       deadline_past(command.spec.deadline, context),
                       too_many(state.tasks.size() + 1, kMaxTasks, "tasks"));
  if (no) return *no;
  return TaskGiven{{state.last.task + 1}, {}, command.spec};
}

Decided decide_one(const State& state, const TaskChange& command, const Context& context) {
  if (Denial no = may_not(state, command.task, TaskChange::kName, context)) return *no;
  const Task& task = task_at(state, command.task);
  Denial no = first_of(not_open(task), changes_what_is_fixed(task, command.spec, context));
  if (!no) no = bad_spec(state, command.spec, task.parent, context);
  if (no) return *no;
  return TaskChanged{command.task, command.spec};
}

Decided decide_one(const State& state, const TaskAccept& command, const Context& context) {
  if (Denial no = may_not(state, command.task, TaskAccept::kName, context)) return *no;
  const Task& task = task_at(state, command.task);
  if (Denial no = not_open(task)) return *no;
  if (task.status == Status::kAccepted) return deny("task.accepted");
  const bool as_given = command.head.value == 0;
  const PersonId head = as_given ? task.spec.head : command.head;
  const PostId post = as_given ? task.spec.head_post : command.head_post;
  if (head.value == 0) return deny("head.missing");
  if (Denial no = bad_head(head, post, task.spec.lead, context)) return *no;
  return TaskAccepted{command.task, head, post};
}

Decided decide_one(const State& state, const TaskPassDown& command, const Context& context) {
  if (Denial no = may_not(state, command.task, TaskPassDown::kName, context)) return *no;
  const Task& task = task_at(state, command.task);
  if (Denial no = first_of(not_accepted(task), bad_parts(state, task, command.parts))) return *no;
  std::vector<Fact> facts;
  uint32_t last = state.last.task;
  for (const Part& part : command.parts) {
    TaskSpec spec = spec_of(task, part);
    if (Denial no = bad_spec(state, spec, command.task, context)) return *no;
    facts.emplace_back(TaskGiven{{++last}, command.task, std::move(spec)});
  }
  return facts;
}

Decided decide_one(const State& state, const TaskWithdraw& command, const Context& context) {
  if (Denial no = may_not(state, command.task, TaskWithdraw::kName, context)) return *no;
  Denial no = first_of(not_open(task_at(state, command.task)),
                       missing_or_too_long(command.why, kTextLetters, "why"));
  if (no) return *no;
  std::vector<Fact> facts;
  withdraw_with_parts(state, command.task, command.why, facts);
  return facts;
}

void apply_one(State& state, const TaskGiven& fact, const Stamp& stamp) {
  state.last.task = std::max(state.last.task, fact.task.value);
  Task& task = state.tasks[fact.task];
  task.spec = fact.spec;
  task.parent = fact.parent;
  task.deadline = fact.spec.deadline;
  task.given = stamp;
  if (fact.parent.value != 0) task_at(state, fact.parent).parts.push_back(fact.task);
}

void apply_one(State& state, const TaskChanged& fact, const Stamp&) {
  Task& task = task_at(state, fact.task);
  task.spec = fact.spec;
  if (task.status == Status::kGiven) task.deadline = fact.spec.deadline;
}

void apply_one(State& state, const TaskAccepted& fact, const Stamp& stamp) {
  Task& task = task_at(state, fact.task);
  task.status = Status::kAccepted;
  task.accepted = stamp;
  task.spec.head = fact.head;
  task.spec.head_post = fact.head_post;
}

void apply_one(State& state, const TaskWithdrawn& fact, const Stamp& stamp) {
  Task& task = task_at(state, fact.task);
  task.status = Status::kWithdrawn;
  task.withdrawn_why = fact.why;
  task.ended = stamp;
}

}  // namespace diemcau::tasks
