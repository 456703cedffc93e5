#pragma once

#include "organisation/types.h"

// The tree of units. A unit has one superior, the line above, and may have a second one beside it
// (a cell answers to its own line and to the local committee). Changes take effect when they are
// decided; the day they carry is the one from which they hold on paper, and the history keeps it.
namespace diemcau::organisation {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

struct UnitSpec {
  std::string code;
  std::string name;
  std::string short_name;
  std::string level;  // a code of Words::levels
  UnitId superior;
  UnitId second_superior;
  Day from;
  Day to;
  DIEMCAU_PLAIN(UnitSpec, code, name, short_name, level, superior, second_superior, from, to)
};

// What a unit was called, and under whom it stood, until a day.
struct FormerName {
  std::string name;
  std::string short_name;
  Day until;
  std::string decision;  // "NQ 60-NQ/TW"
  DIEMCAU_PLAIN(FormerName, name, short_name, until, decision)
};
struct FormerPlace {
  UnitId superior;
  UnitId second_superior;
  Day until;
  std::string decision;
  DIEMCAU_PLAIN(FormerPlace, superior, second_superior, until, decision)
};

enum class UnitEnding : uint8_t { kNone, kClosed, kMerged, kSplit };
DIEMCAU_WORDS(UnitEnding, "none", "closed", "merged", "split")

struct Unit {
  UnitSpec spec;
  UnitEnding ending = UnitEnding::kNone;
  Day ended;
  std::string ended_by;  // the decision
  std::vector<UnitId> successors;
  std::vector<UnitId> predecessors;
  std::vector<FormerName> names;
  std::vector<FormerPlace> places;
  ImportId import;  // that changed it last; 0: a person did
  DIEMCAU_PLAIN(Unit, spec, ending, ended, ended_by, successors, predecessors, names, places,
                import)
};

inline bool is_active(const Unit& unit) { return unit.ending == UnitEnding::kNone; }

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct UnitAdd {
  static constexpr const char* kName = "unit.add";
  UnitSpec spec;
  DIEMCAU_PLAIN(UnitAdd, spec)
};
// A correction: code, level, dates; name and place too, without a trace in the history.
struct UnitCorrect {
  static constexpr const char* kName = "unit.correct";
  UnitId unit;
  UnitSpec spec;
  DIEMCAU_PLAIN(UnitCorrect, unit, spec)
};
struct UnitRename {
  static constexpr const char* kName = "unit.rename";
  UnitId unit;
  std::string name;
  std::string short_name;
  Day day;
  std::string decision;
  DIEMCAU_PLAIN(UnitRename, unit, name, short_name, day, decision)
};
struct UnitMove {
  static constexpr const char* kName = "unit.move";
  UnitId unit;
  UnitId superior;
  UnitId second_superior;
  Day day;
  std::string decision;
  DIEMCAU_PLAIN(UnitMove, unit, superior, second_superior, day, decision)
};
// Several units end; their subordinates go to the one that follows them: an existing one (`into`),
// or a new one (`spec`).
struct UnitsMerge {
  static constexpr const char* kName = "units.merge";
  std::vector<UnitId> units;
  UnitId into;
  UnitSpec spec;
  Day day;
  std::string decision;
  DIEMCAU_PLAIN(UnitsMerge, units, into, spec, day, decision)
};
// One of the units that follow a unit, and the subordinates that it takes over.
struct SplitPart {
  UnitSpec spec;
  std::vector<UnitId> subordinates;
  DIEMCAU_PLAIN(SplitPart, spec, subordinates)
};
// A unit ends, and parts follow it; or goes on (`goes_on`), and parts leave it.
struct UnitSplit {
  static constexpr const char* kName = "unit.split";
  UnitId unit;
  std::vector<SplitPart> parts;
  bool goes_on = false;
  Day day;
  std::string decision;
  DIEMCAU_PLAIN(UnitSplit, unit, parts, goes_on, day, decision)
};
// Ends without a successor; it must have no subordinates left.
struct UnitClose {
  static constexpr const char* kName = "unit.close";
  UnitId unit;
  Day day;
  std::string decision;
  DIEMCAU_PLAIN(UnitClose, unit, day, decision)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct UnitAdded {
  static constexpr const char* kKind = "unit.added";
  UnitId unit;
  UnitSpec spec;
  DIEMCAU_PLAIN(UnitAdded, unit, spec)
};
struct UnitCorrected {
  static constexpr const char* kKind = "unit.corrected";
  UnitId unit;
  UnitSpec spec;
  DIEMCAU_PLAIN(UnitCorrected, unit, spec)
};
struct UnitRenamed {
  static constexpr const char* kKind = "unit.renamed";
  UnitId unit;
  std::string name;
  std::string short_name;
  Day day;
  std::string decision;
  DIEMCAU_PLAIN(UnitRenamed, unit, name, short_name, day, decision)
};
struct UnitMoved {
  static constexpr const char* kKind = "unit.moved";
  UnitId unit;
  UnitId superior;
  UnitId second_superior;
  Day day;
  std::string decision;
  DIEMCAU_PLAIN(UnitMoved, unit, superior, second_superior, day, decision)
};
// Its posts end with it.
struct UnitEnded {
  static constexpr const char* kKind = "unit.ended";
  UnitId unit;
  UnitEnding ending = UnitEnding::kClosed;
  std::vector<UnitId> successors;
  Day day;
  std::string decision;
  DIEMCAU_PLAIN(UnitEnded, unit, ending, successors, day, decision)
};
// Parts left it, and it goes on.
struct UnitParted {
  static constexpr const char* kKind = "unit.parted";
  UnitId unit;
  std::vector<UnitId> successors;
  Day day;
  std::string decision;
  DIEMCAU_PLAIN(UnitParted, unit, successors, day, decision)
};

Decided decide_one(const State&, const UnitAdd&, const Context&);
Decided decide_one(const State&, const UnitCorrect&, const Context&);
Decided decide_one(const State&, const UnitRename&, const Context&);
Decided decide_one(const State&, const UnitMove&, const Context&);
Decided decide_one(const State&, const UnitsMerge&, const Context&);
Decided decide_one(const State&, const UnitSplit&, const Context&);
Decided decide_one(const State&, const UnitClose&, const Context&);

void apply_one(State&, const UnitAdded&, const Stamp&);
void apply_one(State&, const UnitCorrected&, const Stamp&);
void apply_one(State&, const UnitRenamed&, const Stamp&);
void apply_one(State&, const UnitMoved&, const Stamp&);
void apply_one(State&, const UnitEnded&, const Stamp&);
void apply_one(State&, const UnitParted&, const Stamp&);

}  // namespace diemcau::organisation
