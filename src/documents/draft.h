#pragma once

#include "documents/types.h"

// The text of a draft and its versions: state, commands, facts.
namespace diemcau::documents {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

enum class Phase : uint8_t { kNone, kWriting, kCirculated, kFinished };
DIEMCAU_WORDS(Phase, "none", "writing", "circulated", "finished")

// As it was sent out; version n stands at n - 1.
struct Version {
  std::vector<Clause> clauses;
  std::vector<UnitId> units;  // asked for their opinion
  Day deadline;
  std::string note;
  Stamp stamp;
  DIEMCAU_PLAIN(Version, clauses, units, deadline, note, stamp)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct DraftBegin {
  static constexpr const char* kName = "draft.begin";
  DraftSpec spec;
  DIEMCAU_PLAIN(DraftBegin, spec)
};
// The whole text in its order. A clause that goes on keeps its id, so that comments stay with it.
struct DraftWrite {
  static constexpr const char* kName = "draft.write";
  std::vector<Clause> clauses;
  uint32_t seen = 0;  // the revision that it grew from
  DIEMCAU_PLAIN(DraftWrite, clauses, seen)
};
// What is written now becomes the next version and goes to these units.
struct DraftCirculate {
  static constexpr const char* kName = "draft.circulate";
  std::vector<UnitId> units;
  Day deadline;
  std::string note;
  uint32_t seen = 0;  // the revision that is meant
  DIEMCAU_PLAIN(DraftCirculate, units, deadline, note, seen)
};
// Every comment was answered: it goes on to its next step.
struct DraftFinish {
  static constexpr const char* kName = "draft.finish";
  std::string next_step;  // "Trình Ban Thường vụ"
  DIEMCAU_PLAIN(DraftFinish, next_step)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct DraftBegun {
  static constexpr const char* kKind = "draft.begun";
  DraftSpec spec;
  DIEMCAU_PLAIN(DraftBegun, spec)
};
struct DraftWritten {
  static constexpr const char* kKind = "draft.written";
  uint32_t revision = 0;
  std::vector<Clause> clauses;  // each with its id
  DIEMCAU_PLAIN(DraftWritten, revision, clauses)
};
struct DraftCirculated {
  static constexpr const char* kKind = "draft.circulated";
  uint32_t version = 0;
  std::vector<UnitId> units;
  Day deadline;
  std::string note;
  DIEMCAU_PLAIN(DraftCirculated, version, units, deadline, note)
};
struct DraftFinished {
  static constexpr const char* kKind = "draft.finished";
  std::string next_step;
  DIEMCAU_PLAIN(DraftFinished, next_step)
};

Decided decide_one(const State&, const DraftBegin&, const Context&);
Decided decide_one(const State&, const DraftWrite&, const Context&);
Decided decide_one(const State&, const DraftCirculate&, const Context&);
Decided decide_one(const State&, const DraftFinish&, const Context&);

void apply_one(State&, const DraftBegun&, const Stamp&);
void apply_one(State&, const DraftWritten&, const Stamp&);
void apply_one(State&, const DraftCirculated&, const Stamp&);
void apply_one(State&, const DraftFinished&, const Stamp&);

}  // namespace diemcau::documents
