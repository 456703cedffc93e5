#pragma once

#include <variant>

#include "reviews/context.h"
#include "reviews/state.h"

namespace diemcau::reviews {

// Everything that somebody can want of training and reviews. Plain data: what a request's body
// holds.
using Command = std::variant<CourseSet, TrainingAdd, TrainingVoid, FormAdopt, ReviewOpen,
                             ReviewRate, ReviewAppraise, ReviewAnswer, ReviewDecide, ReviewAppeal,
                             ReviewPublish, ReviewWithdraw>;

// "review.rate"
const char* name_of(const Command& command);

// See journal/commands.h for what is refused.
Result<Command> read_command(std::string_view name, const Json& body);
Json body_of(const Command& command);

// Decides. Pure: the facts that the command makes of this state, in order, or why not. Who may do
// what stands in rules.h.
journal::Decision decide(const State& state, const Command& command, const Context& context);

}  // namespace diemcau::reviews
