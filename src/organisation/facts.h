#pragma once

#include <variant>

#include "organisation/state.h"

namespace diemcau::organisation {

// Everything that can come to hold in the organisation.
using Fact = std::variant<
    // words.h
    LevelsWereSet, TitlesWereSet, RanksWereSet,
    // units.h
    UnitAdded, UnitCorrected, UnitRenamed, UnitMoved, UnitEnded, UnitParted,
    // people.h
    PersonAdded, PersonChanged, PostAdded, PostChanged, PostEnded,
    // imports.h
    ImportBegun, UnitsImported, PeopleImported, ImportUndone,
    // accounts.h
    AccountCreated, AccountLinked, AccountDisabled, AccountEnabled, AccountInvited, AccountClaimed,
    RoleGranted, RoleWithdrawn, FirstAdministratorOffered, FirstAdministratorClaimed,
    // care.h
    ExportAsked, ExportDecided, ExportTaken, HoldPlaced, HoldLifted, ErasureAsked, ErasureRefused,
    PersonErased>;

// Brings the state forward by one event; events of other streams pass it by. An error says that the
// journal holds what this program cannot read: the state is as before, and must not be trusted
// further.
Result<diemcau::Unit> apply(State& state, const journal::Event& event);

// The same for a fact that is known already.
void apply(State& state, const Fact& fact, const Stamp& stamp);

}  // namespace diemcau::organisation
