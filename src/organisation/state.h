#pragma once

#include <unordered_map>

#include "organisation/accounts.h"
#include "organisation/care.h"
#include "organisation/imports.h"
#include "organisation/people.h"
#include "organisation/sealer.h"
#include "organisation/units.h"
#include "organisation/words.h"

namespace diemcau::organisation {

// The last number given out of each kind.
struct Counters {
  uint32_t unit = 0;
  uint32_t person = 0;
  uint32_t post = 0;
  uint32_t account = 0;
  uint32_t grant = 0;
  uint32_t import = 0;
  uint32_t people_export = 0;
  uint32_t erasure = 0;
  DIEMCAU_PLAIN(Counters, unit, person, post, account, grant, import, people_export, erasure)
};

// What is found by something else than its number. Follows from the rest of the state.
struct Index {
  std::unordered_map<std::string, UnitId> by_code;            // active units; the key is code_key()
  std::unordered_map<UnitId, std::set<UnitId>> below;         // active units, by superior
  std::unordered_map<UnitId, std::set<UnitId>> below_second;  // active units, by second superior
  std::unordered_map<UnitId, std::set<PostId>> posts_of_unit;
  std::unordered_map<PersonId, std::set<PostId>> posts_of_person;
  std::unordered_map<PersonId, AccountId> account_of;
  std::unordered_map<AccountId, std::vector<GrantId>> grants_of;  // not withdrawn
  std::map<UnitId, std::string> unit_keys;      // search keys: code, name, short name
  std::map<PersonId, std::string> person_keys;  // name and code
  bool operator==(const Index&) const = default;
};

// The organisation now: the fold of the stream "organisation". A value: equal events, opened with
// the same keys, give equal states. Its JSON leaves out what is personal; after reading it, call
// reopen().
struct State {
  Seq seq;  // the last event that it has seen
  Counters last;
  Words words;
  std::map<UnitId, Unit> units;
  std::map<PersonId, Person> people;
  std::map<PostId, Post> posts;
  std::map<AccountId, Account> accounts;
  std::map<GrantId, Grant> grants;
  FirstAdministrator first_administrator;
  std::map<ImportId, Import> imports;
  std::map<ExportId, PeopleExport> exports;
  std::map<ErasureId, Erasure> erasures;

  Index index;                     // not in the JSON
  const Sealer* sealer = nullptr;  // by which the fold opens names; not part of the value

  DIEMCAU_JSON(State, seq, last, words, units, people, posts, accounts, grants, first_administrator,
               imports, exports, erasures)
};
bool operator==(const State& a, const State& b);

inline constexpr const char* kStream = "organisation";

// An empty organisation whose fold opens names with this sealer (it must outlive the state).
State empty_state(const Sealer& sealer);

// After a state was read from JSON: opens what is sealed and builds the index.
void reopen(State& state, const Sealer& sealer);

const Unit* find_unit(const State& state, UnitId unit);
const Person* find_person(const State& state, PersonId person);
const Post* find_post(const State& state, PostId post);
const Account* find_account(const State& state, AccountId account);

// Codes of units are compared without case and surplus white space.
std::string code_key(std::string_view code);

}  // namespace diemcau::organisation
