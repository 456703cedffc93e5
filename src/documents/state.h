#pragma once

#include "documents/comment.h"
#include "documents/draft.h"

namespace diemcau::documents {

struct Counters {
  uint32_t clause = 0;
  uint32_t comment = 0;
  DIEMCAU_PLAIN(Counters, clause, comment)
};

// One draft now: the fold of the stream "draft/N". Its JSON is the snapshot.
struct State {
  DraftId id;
  Seq seq;  // the last event that it has seen
  Phase phase = Phase::kNone;
  DraftSpec spec;
  uint32_t revision = 0;  // of the text that is written now
  std::vector<Clause> clauses;
  std::vector<Version> versions;
  std::map<CommentId, Comment> comments;
  Counters last;
  std::string next_step;
  Stamp begun;
  Stamp written;
  Stamp finished;
  DIEMCAU_PLAIN(State, id, seq, phase, spec, revision, clauses, versions, comments, last, next_step,
                begun, written, finished)
};

inline State state_of(DraftId id) {
  State state;
  state.id = id;
  return state;
}

inline std::string stream_of(DraftId id) { return "draft/" + std::to_string(id.value); }

}  // namespace diemcau::documents
