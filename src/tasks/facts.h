#pragma once

#include <variant>

#include "tasks/state.h"

namespace diemcau::tasks {

// Everything that can come to hold of tasks.
using Fact = std::variant<TaskGiven, TaskChanged, TaskAccepted, TaskReported, ReportConfirmed,
                          ReportReturned, TaskCompleted, ExtensionAsked, ExtensionGranted,
                          ExtensionRefused, TaskWithdrawn>;

// Brings the state forward by one event; events of other streams pass it by. An error says that the
// journal holds what this program cannot read: the state is as before, and must not be trusted
// further.
Result<diemcau::Unit> apply(State& state, const journal::Event& event);

// The same for a fact that is known already.
void apply(State& state, const Fact& fact, const Stamp& stamp);

}  // namespace diemcau::tasks
