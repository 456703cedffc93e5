#pragma once

#include "documents/commands.h"
#include "documents/facts.h"
#include "documents/refusals.h"
#include "journal/decided.h"

// Inside the folder only: what the decisions are written with.
namespace diemcau::documents {

struct Decided : journal::DecidedOf<Fact> {
  using DecidedOf::DecidedOf;
};

using journal::Denial;
using journal::first_of;

// Bounds on everything that a draft keeps.
inline constexpr size_t kTitleLetters = 500;
inline constexpr size_t kClauseLetters = 20'000;
inline constexpr size_t kTextLetters = 10'000;
inline constexpr size_t kMaxClauses = 2'000;
inline constexpr size_t kMaxVersions = 100;
inline constexpr size_t kMaxUnits = 20'000;
inline constexpr size_t kMaxComments = 100'000;
inline constexpr size_t kMaxAnswers = 50;  // of one comment

Denial too_long(const std::string& text, size_t max, const char* field);
Denial missing_or_too_long(const std::string& text, size_t max, const char* field);
Denial too_many(size_t count, size_t max, const char* field);
Denial not_active(UnitId unit, const Context& context);

// What the rule of a command says of who acts (`unit`: whose comment it is) and of the phase.
Denial may_not(const State& state, std::string_view command, UnitId unit, const Context& context);

inline bool is_open(const Comment& comment) {
  return !comment.withdrawn && comment.answers.empty();
}

}  // namespace diemcau::documents
