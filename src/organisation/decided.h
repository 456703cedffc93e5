#pragma once

#include "journal/decided.h"
#include "organisation/context.h"
#include "organisation/facts.h"
#include "organisation/may.h"
#include "organisation/refusals.h"

// Inside the folder only: what the decisions are written with.
namespace diemcau::organisation {

struct Decided : journal::DecidedOf<Fact> {
  using DecidedOf::DecidedOf;
};

// What was wanted holds already.
inline Decided nothing() { return std::vector<Fact>{}; }

using journal::Denial;
using journal::first_of;

// Bounds on everything that the organisation keeps.
inline constexpr size_t kNameLetters = 200;
inline constexpr size_t kCodeLetters = 50;
inline constexpr size_t kTextLetters = 1'000;
inline constexpr size_t kMaxDepth = 32;
inline constexpr size_t kMaxUnits = 100'000;
inline constexpr size_t kMaxPeople = 1'000'000;
inline constexpr size_t kMaxPosts = 2'000'000;
inline constexpr size_t kMaxAccounts = 200'000;
inline constexpr size_t kMaxWords = 500;   // of each list
inline constexpr size_t kMaxMerged = 500;  // units in one merger or split

// `field` is the name of the member, for the sentence.
Denial too_long(const std::string& text, size_t max, const char* field);
Denial missing_or_too_long(const std::string& text, size_t max, const char* field);
Denial too_many(size_t count, size_t max, const char* field);
Denial not_allowed(const State& state, const Context& context, Purpose purpose, UnitId unit);
Denial not_allowed(const State& state, const Context& context, Purpose purpose, PersonId person);
Denial days_in_disorder(Day from, Day to);

// The unit is there and active (0 is not).
Denial not_active(const State& state, UnitId unit);

// Whether `unit`, standing under these two, would stand under itself.
bool makes_loop(const State& state, UnitId unit, UnitId superior, UnitId second);

// Puts things into the state and keeps the index right; the one way in which it is changed.
void put_unit(State& state, UnitId id, Unit unit);
void put_person(State& state, PersonId id, Person person);  // opens what is sealed
void put_post(State& state, PostId id, Post post);
void drop_unit(State& state, UnitId id);
void drop_person(State& state, PersonId id);
void drop_post(State& state, PostId id);

std::string seal(const Context& context, PersonId person, const Personal& personal);

}  // namespace diemcau::organisation
