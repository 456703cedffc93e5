#include "documents/draft.h"

#include <set>

#include "documents/decided.h"

namespace diemcau::documents {

namespace {

Denial not_seen(const State& state, uint32_t seen) {
  if (seen == state.revision) return {};
  return deny("draft.changed", {{"revision", state.revision}});
}

// Ids that this draft has given out, each once: a clause that was dropped may come back.
Denial bad_ids(const State& state, const std::vector<Clause>& clauses) {
  std::set<ClauseId> seen;
  for (const Clause& clause : clauses) {
    if (clause.id.value == 0) continue;
    if (clause.id.value > state.last.clause) return deny("clause.unknown", {{"clause", clause.id}});
    if (!seen.insert(clause.id).second) return deny("clause.twice", {{"clause", clause.id}});
  }
  return {};
}

Denial bad_clauses(const State& state, const std::vector<Clause>& clauses) {
  if (Denial no = too_many(clauses.size(), kMaxClauses, "clauses")) return no;
  for (const Clause& clause : clauses) {
    Denial no = first_of(too_long(clause.heading, kTitleLetters, "heading"),
                         too_long(clause.text, kClauseLetters, "text"));
    if (no) return no;
    const bool empty = journal::is_blank(clause.heading) && journal::is_blank(clause.text);
    if (empty) return deny("text.missing", {{"field", "text"}});
  }
  return bad_ids(state, clauses);
}

Denial bad_units(const std::vector<UnitId>& units, const Context& context) {
  if (units.empty()) return deny("text.missing", {{"field", "units"}});
  if (Denial no = too_many(units.size(), kMaxUnits, "units")) return no;
  std::set<UnitId> seen;
  for (const UnitId unit : units) {
    if (Denial no = not_active(unit, context)) return no;
    if (!seen.insert(unit).second) return deny("unit.twice", {{"unit", unit}});
  }
  return {};
}

Denial deadline_past(Day deadline, const Context& context) {
  if (!is_set(deadline) || deadline >= day_in_vietnam(context.now)) return {};
  return deny("deadline.past");
}

size_t open_comments(const State& state) {
  return static_cast<size_t>(std::count_if(state.comments.begin(), state.comments.end(),
                                           [](const auto& one) { return is_open(one.second); }));
}

}  // namespace

Decided decide_one(const State& state, const DraftBegin& command, const Context& context) {
  if (!acts_for(context, command.spec.unit)) return deny("role.not_allowed");
  if (state.phase != Phase::kNone) return deny("draft.phase", {{"phase", state.phase}});
  if (command.spec.secret) return deny("draft.secret");
  Denial no = first_of(missing_or_too_long(command.spec.title, kTitleLetters, "title"),
                       too_long(command.spec.kind, kTitleLetters, "kind"),
                       not_active(command.spec.unit, context));
  if (no) return *no;
  return DraftBegun{command.spec};
}

Decided decide_one(const State& state, const DraftWrite& command, const Context& context) {
  if (Denial no = may_not(state, DraftWrite::kName, {}, context)) return *no;
  Denial no = first_of(not_seen(state, command.seen), bad_clauses(state, command.clauses));
  if (no) return *no;
  DraftWritten fact{state.revision + 1, command.clauses};
  uint32_t last = state.last.clause;
  for (Clause& clause : fact.clauses) {
    if (clause.id.value == 0) clause.id = {++last};
  }
  return fact;
}

Decided decide_one(const State& state, const DraftCirculate& command, const Context& context) {
  if (Denial no = may_not(state, DraftCirculate::kName, {}, context)) return *no;
  if (state.clauses.empty()) return deny("clauses.missing");
  Denial no = first_of(not_seen(state, command.seen), bad_units(command.units, context),
                       deadline_past(command.deadline, context),
                       too_long(command.note, kTextLetters, "note"),
                       too_many(state.versions.size() + 1, kMaxVersions, "versions"));
  if (no) return *no;
  const auto version = static_cast<uint32_t>(state.versions.size() + 1);
  return DraftCirculated{version, command.units, command.deadline, command.note};
}

Decided decide_one(const State& state, const DraftFinish& command, const Context& context) {
  if (Denial no = may_not(state, DraftFinish::kName, {}, context)) return *no;
  const size_t open = open_comments(state);
  if (open != 0) return deny("comments.open", {{"count", open}});
  if (Denial no = missing_or_too_long(command.next_step, kTitleLetters, "next_step")) return *no;
  return DraftFinished{command.next_step};
}

void apply_one(State& state, const DraftBegun& fact, const Stamp& stamp) {
  state.phase = Phase::kWriting;
  state.spec = fact.spec;
  state.begun = stamp;
}

void apply_one(State& state, const DraftWritten& fact, const Stamp& stamp) {
  state.revision = fact.revision;
  state.clauses = fact.clauses;
  state.written = stamp;
  for (const Clause& clause : fact.clauses) {
    state.last.clause = std::max(state.last.clause, clause.id.value);
  }
}

void apply_one(State& state, const DraftCirculated& fact, const Stamp& stamp) {
  state.phase = Phase::kCirculated;
  state.versions.push_back({state.clauses, fact.units, fact.deadline, fact.note, stamp});
}

void apply_one(State& state, const DraftFinished& fact, const Stamp& stamp) {
  state.phase = Phase::kFinished;
  state.next_step = fact.next_step;
  state.finished = stamp;
}

}  // namespace diemcau::documents
