#include "tasks/decided.h"

namespace diemcau::tasks {

Denial too_long(const std::string& text, size_t max, const char* field) {
  if (journal::letters_in(text) <= max) return {};
  return deny("text.too_long", {{"field", field}, {"max", max}});
}

Denial missing_or_too_long(const std::string& text, size_t max, const char* field) {
  if (journal::is_blank(text)) return deny("text.missing", {{"field", field}});
  return too_long(text, max, field);
}

Denial too_many(size_t count, size_t max, const char* field) {
  if (count <= max) return {};
  return deny("too_many", {{"field", field}, {"max", max}});
}

Denial out_of_range(int64_t value, const char* field) {
  if (value >= 0 && value <= kMaxFigure) return {};
  return deny("value.out_of_range", {{"field", field}, {"max", kMaxFigure}});
}

Denial may_not(const State& state, TaskId task, std::string_view command, const Context& context) {
  const Task* found = find_task(state, task);
  if (found == nullptr) return deny("task.unknown", {{"task", task}});
  if (!is_allowed(*found, command, context)) return deny("role.not_allowed", {{"task", task}});
  return {};
}

Denial not_open(const Task& task) {
  if (is_open(task)) return {};
  return deny("task.ended", {{"status", task.status}});
}

Denial not_accepted(const Task& task) {
  if (Denial no = not_open(task)) return no;
  if (task.status == Status::kAccepted) return {};
  return deny("task.not_accepted");
}

size_t open_parts(const State& state, const Task& task) {
  return static_cast<size_t>(std::count_if(task.parts.begin(), task.parts.end(), [&](TaskId part) {
    return is_open(task_at(state, part));
  }));
}

Denial parts_open(const State& state, const Task& task) {
  const size_t count = open_parts(state, task);
  if (count == 0) return {};
  return deny("parts.open", {{"count", count}});
}

namespace {

Denial bad_texts(const TaskSpec& spec) {
  return first_of(missing_or_too_long(spec.title, kTitleLetters, "title"),
                  too_long(spec.text, kTextLetters, "text"),
                  too_long(spec.goal.text, kTitleLetters, "goal"),
                  too_long(spec.goal.indicator, kTitleLetters, "indicator"),
                  too_long(spec.goal.measure, kMeasureLetters, "measure"),
                  too_long(spec.source.place, kTitleLetters, "place"),
                  out_of_range(spec.goal.target, "target"));
}

Denial not_active(UnitId unit, const Context& context) {
  if (context.organisation->is_active(unit)) return {};
  return deny("unit.unknown", {{"unit", unit}});
}

Denial bad_helpers(const TaskSpec& spec, const Context& context) {
  if (Denial no = too_many(spec.helpers.size(), kMaxHelpers, "helpers")) return no;
  std::vector<UnitId> seen = {spec.lead};
  for (const UnitId helper : spec.helpers) {
    if (Denial no = not_active(helper, context)) return no;
    if (std::find(seen.begin(), seen.end(), helper) != seen.end()) {
      return deny("helper.twice", {{"unit", helper}});
    }
    seen.push_back(helper);
  }
  return {};
}

// Along both lines upwards.
bool stands_under(UnitId unit, UnitId above, const Context& context) {
  std::vector<UnitId> way = {unit};
  for (size_t i = 0; i < way.size(); ++i) {
    if (way[i] == above) return true;
    for (const UnitId next : {context.organisation->superior_of(way[i]),
                              context.organisation->second_superior_of(way[i])}) {
      const bool known = std::find(way.begin(), way.end(), next) != way.end();
      if (next.value != 0 && !known) way.push_back(next);
    }
  }
  return false;
}

bool stands_directly_under(UnitId unit, UnitId above, const Context& context) {
  return context.organisation->superior_of(unit) == above ||
         context.organisation->second_superior_of(unit) == above;
}

// A task of one's own choice goes to any level below; what was passed down stays one level down.
Denial bad_lead(const TaskSpec& spec, TaskId parent, const Context& context) {
  if (parent.value != 0 && !stands_directly_under(spec.lead, spec.giver, context)) {
    return deny("part.not_below", {{"unit", spec.lead}});
  }
  if (stands_under(spec.lead, spec.giver, context)) return {};
  return deny("lead.not_below", {{"unit", spec.lead}});
}

}  // namespace

Denial bad_head(PersonId head, PostId post, UnitId unit, const Context& context) {
  if (head.value == 0 && post.value == 0) return {};
  if (head.value == 0) return deny("head.missing");
  if (context.organisation->holds_post(head, post, unit, today(context))) return {};
  return deny("head.not_in_unit", {{"person", head}, {"unit", unit}});
}

Denial bad_deadline(const State& state, Day deadline, TaskId parent) {
  if (parent.value == 0) return {};
  const Day whole = task_at(state, parent).deadline;
  if (!is_set(whole) || (is_set(deadline) && deadline <= whole)) return {};
  return deny("deadline.after_whole", {{"deadline", whole}});
}

Denial bad_spec(const State& state, const TaskSpec& spec, TaskId parent, const Context& context) {
  return first_of(bad_texts(spec), not_active(spec.giver, context), not_active(spec.lead, context),
                  bad_lead(spec, parent, context), bad_helpers(spec, context),
                  bad_head(spec.head, spec.head_post, spec.lead, context),
                  bad_deadline(state, spec.deadline, parent));
}

Task& task_at(State& state, TaskId task) {
  const auto found = state.tasks.find(task);
  DIEMCAU_CHECK(found != state.tasks.end());
  return found->second;
}

const Task& task_at(const State& state, TaskId task) {
  const Task* found = find_task(state, task);
  DIEMCAU_CHECK(found != nullptr);
  return *found;
}

}  // namespace diemcau::tasks
