#pragma once

#include "organisation/people.h"
#include "organisation/units.h"

// Files of units, people and posts come in as one batch of facts, and go out again whole while
// nothing has been built on them.
namespace diemcau::organisation {

enum class ImportKind : uint8_t { kUnits, kPeople };
DIEMCAU_WORDS(ImportKind, "units", "people")

// ── Facts: what an import carries ────────────────────────────────────────────────────────────────

struct ImportedUnit {
  UnitId unit;
  UnitSpec spec;
  DIEMCAU_PLAIN(ImportedUnit, unit, spec)
};
struct ImportedPerson {
  PersonId person;
  std::string rank;
  std::string sealed;
  DIEMCAU_PLAIN(ImportedPerson, person, rank, sealed)
};
struct ImportedPost {
  PostId post;
  PostSpec spec;
  DIEMCAU_PLAIN(ImportedPost, post, spec)
};

struct ImportBegun {
  static constexpr const char* kKind = "import.begun";
  ImportId import;
  ImportKind what = ImportKind::kUnits;
  std::string file;
  uint32_t created = 0;
  uint32_t changed = 0;
  uint32_t left = 0;
  uint32_t refused = 0;  // rows that were left out knowingly
  DIEMCAU_PLAIN(ImportBegun, import, what, file, created, changed, left, refused)
};
// Some hundred rows; a large import is several of these in one batch. New or changed: the state
// knows.
struct UnitsImported {
  static constexpr const char* kKind = "units.imported";
  ImportId import;
  std::vector<ImportedUnit> units;
  DIEMCAU_PLAIN(UnitsImported, import, units)
};
struct PeopleImported {
  static constexpr const char* kKind = "people.imported";
  ImportId import;
  std::vector<ImportedPerson> people;
  std::vector<ImportedPost> posts;
  DIEMCAU_PLAIN(PeopleImported, import, people, posts)
};
// `people` exist no longer: whoever stores this forgets their keys.
struct ImportUndone {
  static constexpr const char* kKind = "import.undone";
  ImportId import;
  std::string why;
  std::vector<PersonId> people;
  DIEMCAU_PLAIN(ImportUndone, import, why, people)
};

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// What an import made, and what stood there before it.
struct Import {
  ImportBegun summary;
  Stamp done;
  std::optional<Stamp> undone;
  std::vector<UnitId> units;
  std::vector<PersonId> people;
  std::vector<PostId> posts;
  std::map<UnitId, Unit> units_before;
  std::map<PersonId, Person> people_before;
  std::map<PostId, Post> posts_before;
  DIEMCAU_PLAIN(Import, summary, done, undone, units, people, posts, units_before, people_before,
                posts_before)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

// `csv` is the file as text::decode() gives it; `seen` the fingerprint of the preview that somebody
// has looked at: if the same file would do something else by now, the import is refused.
struct ImportRun {
  static constexpr const char* kName = "import.run";
  ImportKind what = ImportKind::kUnits;
  std::string file;
  std::string csv;
  std::string seen;
  bool leave_out_refused = false;
  DIEMCAU_PLAIN(ImportRun, what, file, csv, seen, leave_out_refused)
};
struct ImportUndo {
  static constexpr const char* kName = "import.undo";
  ImportId import;
  std::string why;
  DIEMCAU_PLAIN(ImportUndo, import, why)
};

Decided decide_one(const State&, const ImportRun&, const Context&);
Decided decide_one(const State&, const ImportUndo&, const Context&);

void apply_one(State&, const ImportBegun&, const Stamp&);
void apply_one(State&, const UnitsImported&, const Stamp&);
void apply_one(State&, const PeopleImported&, const Stamp&);
void apply_one(State&, const ImportUndone&, const Stamp&);

}  // namespace diemcau::organisation
