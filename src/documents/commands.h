#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "documents/context.h"
#include "documents/state.h"

namespace diemcau::documents {

// Everything that somebody can want of a draft. Plain data: what a request's body holds.
using Command = std::variant<DraftBegin, DraftWrite, DraftCirculate, DraftFinish, CommentMake,
                             CommentWithdraw, CommentAbsorb, CommentExplain>;

// "draft.begin"
const char* name_of(const Command& command);

// See journal/commands.h for what is refused.
Result<Command> read_command(std::string_view name, const Json& body);
Json body_of(const Command& command);

// Decides. Pure: the facts that the command makes of this state, in order, or why not.
journal::Decision decide(const State& state, const Command& command, const Context& context);

// Who may do what, in which phase; see rules.cc.
struct Rule {
  std::string_view command;
  std::string_view sides;   // "D" the unit that drafts, "U" the unit whose comment it is
  std::string_view phases;  // one place a Phase
};
std::span<const Rule> all_rules();
const Rule& rule_of(std::string_view command);

bool acts_for(const Context& context, UnitId unit);

}  // namespace diemcau::documents
