#include "documents/comment.h"

#include "base/check.h"
#include "documents/decided.h"

namespace diemcau::documents {

namespace {

const Comment* find_comment(const State& state, CommentId id) {
  const auto found = state.comments.find(id);
  return found == state.comments.end() ? nullptr : &found->second;
}

Comment& comment_at(State& state, CommentId id) {
  const auto found = state.comments.find(id);
  DIEMCAU_CHECK(found != state.comments.end());
  return found->second;
}

// Any version's units: who was asked about the first may still speak of the second. The drafting
// unit carries over what others said, so it is bound to no list.
Denial not_asked(const State& state, UnitId unit, const Context& context) {
  if (acts_for(context, state.spec.unit)) return {};
  for (const Version& version : state.versions) {
    const auto& units = version.units;
    if (std::find(units.begin(), units.end(), unit) != units.end()) return {};
  }
  return deny("unit.not_asked", {{"unit", unit}});
}

Denial not_in_version(const Version& version, ClauseId clause) {
  const bool there =
      clause.value == 0 || std::any_of(version.clauses.begin(), version.clauses.end(),
                                       [&](const Clause& one) { return one.id == clause; });
  if (there) return {};
  return deny("clause.unknown", {{"clause", clause}});
}

// An answer that somebody else gave meanwhile is not written over unseen.
Denial not_answerable(const State& state, CommentId id, uint32_t seen) {
  const Comment* comment = find_comment(state, id);
  if (comment == nullptr) return deny("comment.unknown", {{"comment", id}});
  if (comment->withdrawn) return deny("comment.withdrawn", {{"comment", id}});
  if (comment->answers.size() != seen) return deny("comment.answered", {{"comment", id}});
  return too_many(comment->answers.size() + 1, kMaxAnswers, "answers");
}

}  // namespace

Decided decide_one(const State& state, const CommentMake& command, const Context& context) {
  if (Denial no = may_not(state, CommentMake::kName, command.unit, context)) return *no;
  Denial no = first_of(not_active(command.unit, context), not_asked(state, command.unit, context),
                       not_in_version(state.versions.back(), command.clause),
                       missing_or_too_long(command.text, kTextLetters, "text"),
                       too_many(state.comments.size() + 1, kMaxComments, "comments"));
  if (no) return *no;
  const auto version = static_cast<uint32_t>(state.versions.size());
  return CommentMade{{state.last.comment + 1},
                     command.clause,
                     version,
                     command.unit,
                     command.text,
                     command.source};
}

Decided decide_one(const State& state, const CommentWithdraw& command, const Context& context) {
  const Comment* comment = find_comment(state, command.comment);
  const UnitId unit = comment == nullptr ? UnitId{} : comment->unit;
  if (Denial no = may_not(state, CommentWithdraw::kName, unit, context)) return *no;
  if (Denial no = not_answerable(state, command.comment, 0)) return *no;
  return CommentWithdrawn{command.comment};
}

Decided decide_one(const State& state, const CommentAbsorb& command, const Context& context) {
  if (Denial no = may_not(state, CommentAbsorb::kName, {}, context)) return *no;
  Denial no = first_of(not_answerable(state, command.comment, command.seen),
                       missing_or_too_long(command.text, kClauseLetters, "text"));
  if (no) return *no;
  return CommentAbsorbed{command.comment, command.text};
}

Decided decide_one(const State& state, const CommentExplain& command, const Context& context) {
  if (Denial no = may_not(state, CommentExplain::kName, {}, context)) return *no;
  Denial no = first_of(not_answerable(state, command.comment, command.seen),
                       missing_or_too_long(command.why, kTextLetters, "why"));
  if (no) return *no;
  return CommentExplained{command.comment, command.why};
}

void apply_one(State& state, const CommentMade& fact, const Stamp& stamp) {
  state.last.comment = std::max(state.last.comment, fact.comment.value);
  Comment& comment = state.comments[fact.comment];
  comment.clause = fact.clause;
  comment.version = fact.version;
  comment.unit = fact.unit;
  comment.text = fact.text;
  comment.source = fact.source;
  comment.made = stamp;
}

void apply_one(State& state, const CommentWithdrawn& fact, const Stamp&) {
  comment_at(state, fact.comment).withdrawn = true;
}

void apply_one(State& state, const CommentAbsorbed& fact, const Stamp& stamp) {
  comment_at(state, fact.comment).answers.push_back({AnswerKind::kAbsorbed, fact.text, stamp});
}

void apply_one(State& state, const CommentExplained& fact, const Stamp& stamp) {
  comment_at(state, fact.comment).answers.push_back({AnswerKind::kExplained, fact.why, stamp});
}

}  // namespace diemcau::documents
