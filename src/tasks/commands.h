#pragma once

#include <variant>

#include "tasks/context.h"
#include "tasks/state.h"

namespace diemcau::tasks {

// Everything that somebody can want of tasks. Plain data: what a request's body holds.
using Command =
    std::variant<TaskGive, TaskChange, TaskAccept, TaskPassDown, TaskReport, ReportConfirm,
                 ReportReturn, ExtensionAsk, ExtensionDecide, TaskWithdraw>;

// "task.give"
const char* name_of(const Command& command);

// See journal/commands.h for what is refused.
Result<Command> read_command(std::string_view name, const Json& body);
Json body_of(const Command& command);

// Decides. Pure: the facts that the command makes of this state, in order, or why not. Who may do
// what stands in rules.h.
journal::Decision decide(const State& state, const Command& command, const Context& context);

}  // namespace diemcau::tasks
