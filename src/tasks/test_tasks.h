#pragma once

#include <string>
#include <vector>

#include "base/check.h"
#include "tasks/commands.h"
#include "tasks/facts.h"
#include "tasks/refusals.h"
#include "tasks/rules.h"

// For tests only: tasks in memory with a clock and a small tree of units.
namespace diemcau::tasks {

// Centre 1; provinces 2 and 3 below it; communes 20 and 21 below 2, 30 below 3; hamlet 200 below
// 20. Commune 30 also stands under department 4 by its second line. Unit 9 has ended. Person 10·N
// holds post 100·N in unit N.
class TestTree final : public Organisation {
 public:
  bool is_active(UnitId unit) const override {
    return unit.value == 1 || superior_of(unit).value != 0;
  }
  UnitId superior_of(UnitId unit) const override {
    switch (unit.value) {
      case 2:
      case 3:
      case 4:
        return {1};
      case 20:
      case 21:
        return {2};
      case 30:
        return {3};
      case 200:
        return {20};
      default:
        return {};
    }
  }
  UnitId second_superior_of(UnitId unit) const override { return {unit.value == 30 ? 4u : 0u}; }
  bool holds_post(PersonId person, PostId post, UnitId unit, Day) const override {
    return person.value == 10 * unit.value && (post.value == 0 || post.value == 100 * unit.value);
  }
};

inline constexpr uint32_t kTestUnits[] = {1, 2, 3, 4, 20, 21, 30, 200};

inline const TestTree& test_tree() {
  static const TestTree tree;
  return tree;
}

// Who acts for one unit.
inline Context of_unit(uint32_t unit) {
  Context context;
  context.actor = {"account:" + std::to_string(unit), "device:test"};
  context.acts_for = {{unit}};
  return context;
}
inline Context person(uint32_t id) {
  Context context;
  context.actor = {"account:90", "device:test"};
  context.person = {id};
  return context;
}

class Desk {
 public:
  State state;
  std::vector<journal::Event> journal;
  UnixTime now{1'764'000'000'000};  // 24 November 2025
  std::string code;                 // of the last refusal, empty after a command that was accepted

  bool run(const Command& command, Context context) {
    context.now = now;
    context.organisation = &test_tree();
    const auto decision = decide(state, command, context);
    code = decision.ok() ? "" : decision.error().code;
    if (!decision.ok()) return false;
    for (const auto& draft : *decision) keep(draft, context.actor);
    return true;
  }

  Day day() const { return day_in_vietnam(now); }
  Day in_days(int32_t days) const { return {day().number + days}; }
  void later(int32_t days) { now.ms += int64_t{days} * 86'400'000; }

  // Given by one unit to another, to be done within ten days; the head is the unit's person.
  TaskId give(uint32_t giver, uint32_t lead) {
    DIEMCAU_CHECK(run(TaskGive{spec(giver, lead)}, of_unit(giver)));
    return {state.last.task};
  }
  TaskId give_accepted(uint32_t giver, uint32_t lead) {
    const TaskId task = give(giver, lead);
    DIEMCAU_CHECK(run(TaskAccept{task, {}, {}}, of_unit(lead)));
    return task;
  }
  TaskSpec spec(uint32_t giver, uint32_t lead) const {
    TaskSpec spec;
    spec.title = "Nâng cao chất lượng sinh hoạt chi bộ";
    spec.giver = {giver};
    spec.lead = {lead};
    spec.head = {10 * lead};
    spec.head_post = {100 * lead};
    spec.goal = {"100 chi bộ kiểu mẫu", "chi bộ kiểu mẫu", "chi bộ", 100'000};
    spec.deadline = in_days(10);
    spec.source = {{4}, {77}, "Kết luận, mục 3"};
    return spec;
  }
  static Part part(uint32_t lead) {
    Part part;
    part.lead = {lead};
    part.head = {10 * lead};
    return part;
  }
  // Passed down by the unit that leads, and accepted below. The first part's id.
  TaskId pass_down(TaskId task, std::vector<uint32_t> units) {
    TaskPassDown command{task, {}};
    for (const uint32_t unit : units) command.parts.push_back(part(unit));
    const uint32_t first = state.last.task + 1;
    DIEMCAU_CHECK(run(command, of_unit(state.tasks.at(task).spec.lead.value)));
    for (uint32_t i = 0; i < units.size(); ++i) {
      DIEMCAU_CHECK(run(TaskAccept{{first + i}, {}, {}}, of_unit(units[i])));
    }
    return {first};
  }
  ReportId report(TaskId task, int64_t figure, bool done) {
    const TaskReport command{task, "Đã làm", true, figure, {}, done};
    DIEMCAU_CHECK(run(command, of_unit(state.tasks.at(task).spec.lead.value)));
    return {state.last.report};
  }
  void confirm(TaskId task, ReportId report) {
    const Context giver = of_unit(state.tasks.at(task).spec.giver.value);
    DIEMCAU_CHECK(run(ReportConfirm{task, report, ""}, giver));
  }
  void finish(TaskId task, int64_t figure = 0) { confirm(task, report(task, figure, true)); }

 private:
  void keep(const journal::Draft& draft, const journal::Actor& actor) {
    journal::Event event{{journal.size() + 1}, now, actor, draft.stream, draft.kind, draft.body};
    DIEMCAU_CHECK(apply(state, event).ok());
    journal.push_back(std::move(event));
  }
};

}  // namespace diemcau::tasks
