#pragma once

#include "documents/state.h"

// What is read from a draft: numbers of clauses, the table "tổng hợp, tiếp thu, giải trình", what a
// unit sees of its own comments.
namespace diemcau::documents {

// As the clauses are numbered in Vietnamese documents: parts, chapters and articles through the
// whole text, sections, clauses and points from 1 in what holds them. "Chương II", "Khoản 3, Điều
// 12", "Điểm đ, Khoản 3, Điều 12".
std::map<ClauseId, std::string> labels_of(const std::vector<Clause>& clauses);

// One comment with its answer.
struct LedgerRow {
  CommentId comment;
  ClauseId clause;
  std::string label;  // in the version that was commented; empty: the draft as a whole
  std::string clause_text;
  uint32_t version = 0;
  UnitId unit;
  std::string text;
  Source source;
  std::optional<AnswerKind> answer;  // none: open
  std::string answer_text;
  UnixTime made;
  UnixTime answered;
  uint32_t answers = 0;  // what `seen` of the next answer must be
  DIEMCAU_PLAIN(LedgerRow, comment, clause, label, clause_text, version, unit, text, source, answer,
                answer_text, made, answered, answers)
};

struct Ledger {
  std::string title;
  UnitId unit;                  // that drafts
  std::vector<LedgerRow> rows;  // by version, then in the text's order; withdrawn ones are left out
  uint32_t absorbed = 0;
  uint32_t explained = 0;
  uint32_t open = 0;
  std::vector<UnitId> silent;  // asked, without a comment
  DIEMCAU_PLAIN(Ledger, title, unit, rows, absorbed, explained, open, silent)
};
Ledger ledger_of(const State& state);

// The same for one unit: its own comments only, nobody else's, and whether it was silent.
Ledger ledger_for(const State& state, UnitId unit);

// The text with its numbers and how much is said about each clause.
struct ClauseLine {
  Clause clause;
  std::string label;
  uint32_t comments = 0;
  uint32_t open = 0;
  DIEMCAU_PLAIN(ClauseLine, clause, label, comments, open)
};
struct DraftPage {
  DraftId id;
  DraftSpec spec;
  Phase phase = Phase::kNone;
  uint32_t revision = 0;
  uint32_t version = 0;  // 0: none is out yet
  Day deadline;
  std::vector<UnitId> units;
  std::vector<ClauseLine> written;     // as it stands now; of no concern to who only comments
  std::vector<ClauseLine> circulated;  // the version that is out
  std::string next_step;
  DIEMCAU_PLAIN(DraftPage, id, spec, phase, revision, version, deadline, units, written, circulated,
                next_step)
};
DraftPage draft_page(const State& state);

// For a unit that was asked: what is out, with its own comments counted. None: it was not asked.
std::optional<DraftPage> draft_page_for(const State& state, UnitId unit);

}  // namespace diemcau::documents
