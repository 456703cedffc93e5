#pragma once

#include <span>
#include <string_view>

#include "tasks/context.h"
#include "tasks/state.h"

// Who may do what with a task.
namespace diemcau::tasks {

// Somebody who acts for the unit that gave the task, for the one that leads it, or the person who
// answers for it.
enum class Side : uint8_t { kGiver, kLead, kHead };

struct Rule {
  std::string_view command;
  std::string_view sides;  // one place a Side, see rules.cc
};
std::span<const Rule> all_rules();

bool acts_for(const Context& context, UnitId unit);
bool stands_on(const Task& task, Side side, const Context& context);
bool is_allowed(const Task& task, std::string_view command, const Context& context);

}  // namespace diemcau::tasks
