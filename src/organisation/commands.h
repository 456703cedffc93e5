#pragma once

#include <variant>

#include "organisation/context.h"
#include "organisation/state.h"

namespace diemcau::organisation {

// Everything that somebody can want of the organisation. Plain data: what a request's body holds.
using Command = std::variant<
    // words.h
    LevelsSet, TitlesSet, RanksSet, WordsBegin,
    // units.h
    UnitAdd, UnitCorrect, UnitRename, UnitMove, UnitsMerge, UnitSplit, UnitClose,
    // people.h
    PersonAdd, PersonChange, PostAdd, PostChange, PostEnd,
    // imports.h
    ImportRun, ImportUndo,
    // accounts.h
    AccountCreate, AccountLink, AccountDisable, AccountEnable, AccountInvite, AccountClaim,
    RoleGrant, RoleWithdraw, FirstAdministratorOffer, FirstAdministratorClaim,
    // care.h
    ExportAsk, ExportDecide, ExportTake, HoldPlace, HoldLift, ErasureAsk, ErasureDecide>;

// "unit.add"
const char* name_of(const Command& command);

// See journal/commands.h for what is refused.
Result<Command> read_command(std::string_view name, const Json& body);
Json body_of(const Command& command);

// Decides. Pure but for the sealer, which makes keys: the facts that the command makes of this
// state, in order, or why not.
journal::Decision decide(const State& state, const Command& command, const Context& context);

}  // namespace diemcau::organisation
