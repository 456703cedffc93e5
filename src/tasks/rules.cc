#include "tasks/rules.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace diemcau::tasks {

namespace {

// Who may: G for the unit that gave the task, L for the one that leads it, H the person who answers
// for it.
// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    {"task.give",        "G.."},
    {"task.change",      "G.."},
    {"task.accept",      ".LH"},
    {"task.pass_down",   ".LH"},
    {"task.report",      ".LH"},
    {"report.confirm",   "G.."},
    {"report.return",    "G.."},
    {"extension.ask",    ".LH"},
    {"extension.decide", "G.."},
    {"task.withdraw",    "G.."},
});
// clang-format on

constexpr auto kSides = {Side::kGiver, Side::kLead, Side::kHead};

}  // namespace

std::span<const Rule> all_rules() { return kRules; }

bool acts_for(const Context& context, UnitId unit) {
  if (unit.value == 0) return false;
  const auto& units = context.acts_for;
  return context.everywhere || std::find(units.begin(), units.end(), unit) != units.end();
}

bool stands_on(const Task& task, Side side, const Context& context) {
  switch (side) {
    case Side::kGiver:
      return acts_for(context, task.spec.giver);
    case Side::kLead:
      return acts_for(context, task.spec.lead);
    case Side::kHead:
      return context.person.value != 0 && context.person == task.spec.head;
  }
  return false;
}

bool is_allowed(const Task& task, std::string_view command, const Context& context) {
  const auto rule = std::find_if(kRules.begin(), kRules.end(),
                                 [&](const Rule& one) { return one.command == command; });
  DIEMCAU_CHECK(rule != kRules.end());
  return std::any_of(kSides.begin(), kSides.end(), [&](Side side) {
    return rule->sides[static_cast<size_t>(side)] != '.' && stands_on(task, side, context);
  });
}

}  // namespace diemcau::tasks
