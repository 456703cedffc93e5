#pragma once

#include "documents/types.h"

// Comments pinned to clauses, and what became of each.
namespace diemcau::documents {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

enum class AnswerKind : uint8_t { kAbsorbed, kExplained };
DIEMCAU_WORDS(AnswerKind, "absorbed", "explained")

struct Answer {
  AnswerKind kind = AnswerKind::kAbsorbed;
  std::string text;  // as absorbed, or why not
  Stamp stamp;
  DIEMCAU_PLAIN(Answer, kind, text, stamp)
};

struct Comment {
  ClauseId clause;       // 0: the draft as a whole
  uint32_t version = 0;  // that was commented
  UnitId unit;           // whose opinion it is
  std::string text;
  Source source;
  bool withdrawn = false;
  std::vector<Answer> answers;  // the last one holds
  Stamp made;
  DIEMCAU_PLAIN(Comment, clause, version, unit, text, source, withdrawn, answers, made)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

// On the version that is out: by a unit that was asked, or by the unit that drafts, which carries
// over what was said in a conference.
struct CommentMake {
  static constexpr const char* kName = "comment.make";
  ClauseId clause;
  UnitId unit;
  std::string text;
  Source source;
  DIEMCAU_PLAIN(CommentMake, clause, unit, text, source)
};
// By the unit itself, until it was answered.
struct CommentWithdraw {
  static constexpr const char* kName = "comment.withdraw";
  CommentId comment;
  DIEMCAU_PLAIN(CommentWithdraw, comment)
};
struct CommentAbsorb {
  static constexpr const char* kName = "comment.absorb";
  CommentId comment;
  std::string text;
  uint32_t seen = 0;  // answers that were there
  DIEMCAU_PLAIN(CommentAbsorb, comment, text, seen)
};
struct CommentExplain {
  static constexpr const char* kName = "comment.explain";
  CommentId comment;
  std::string why;
  uint32_t seen = 0;
  DIEMCAU_PLAIN(CommentExplain, comment, why, seen)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct CommentMade {
  static constexpr const char* kKind = "comment.made";
  CommentId comment;
  ClauseId clause;
  uint32_t version = 0;
  UnitId unit;
  std::string text;
  Source source;
  DIEMCAU_PLAIN(CommentMade, comment, clause, version, unit, text, source)
};
struct CommentWithdrawn {
  static constexpr const char* kKind = "comment.withdrawn";
  CommentId comment;
  DIEMCAU_PLAIN(CommentWithdrawn, comment)
};
struct CommentAbsorbed {
  static constexpr const char* kKind = "comment.absorbed";
  CommentId comment;
  std::string text;
  DIEMCAU_PLAIN(CommentAbsorbed, comment, text)
};
struct CommentExplained {
  static constexpr const char* kKind = "comment.explained";
  CommentId comment;
  std::string why;
  DIEMCAU_PLAIN(CommentExplained, comment, why)
};

Decided decide_one(const State&, const CommentMake&, const Context&);
Decided decide_one(const State&, const CommentWithdraw&, const Context&);
Decided decide_one(const State&, const CommentAbsorb&, const Context&);
Decided decide_one(const State&, const CommentExplain&, const Context&);

void apply_one(State&, const CommentMade&, const Stamp&);
void apply_one(State&, const CommentWithdrawn&, const Stamp&);
void apply_one(State&, const CommentAbsorbed&, const Stamp&);
void apply_one(State&, const CommentExplained&, const Stamp&);

}  // namespace diemcau::documents
