#pragma once

#include <span>

#include "organisation/accounts.h"

// Who may do what. One table (may.cc) says what each role is for; a grant says over which branch.
namespace diemcau::organisation {

// How far a role's purpose reaches.
enum class Reach : uint8_t {
  kNo,
  kLine,   // the branch along the line above
  kLines,  // and units that stand under the branch by their second superior
};

struct RoleRow {
  Role role;
  std::string_view reaches;  // one letter a Purpose: '.', 'l' kLine, 'L' kLines
};
std::span<const RoleRow> role_table();
Reach reach_of(Role role, Purpose purpose);

// For a unit (0: the organisation as a whole).
bool may(const State& state, AccountId account, Purpose purpose, UnitId unit);

// For a person: in a unit where the person holds a post on that day, or held the last one.
// Everybody may see what is kept of themselves.
bool may(const State& state, AccountId account, Purpose purpose, PersonId person, Day day);

// For a conference by a grant in it; `convener` is the unit that called it (a grant over its branch
// holds too).
bool may(const State& state, AccountId account, Purpose purpose, ConferenceId conference,
         UnitId convener);

// The branches over which the account has the purpose; a 0 among them is the whole organisation.
std::vector<UnitId> branches_for(const State& state, AccountId account, Purpose purpose);

// All units over which the account has the purpose, as far as each of its roles reaches.
struct UnitsFor {
  bool all = false;
  std::vector<UnitId> units;  // in order, each once; empty if `all`
  bool holds(UnitId unit) const;
};
UnitsFor units_for(const State& state, AccountId account, Purpose purpose);

}  // namespace diemcau::organisation
