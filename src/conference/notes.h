#pragma once

#include <map>

#include "conference/context.h"

// What the secretariat writes while people speak, by theme; and the conclusion that grows from it.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

struct Note {
  std::string text;
  std::vector<ThemeId> themes;
  ItemId item;
  TurnId turn;  // 0: taken while nobody had the floor
  UnitId unit;  // of the speaker
  SiteId site;
  int64_t into_turn_ms = 0;  // the moment, on the speaker's clock
  uint32_t version = 1;
  Stamp taken;
  Stamp changed;
  DIEMCAU_PLAIN(Note, text, themes, item, turn, unit, site, into_turn_ms, version, taken, changed)
};

struct Notes {
  std::map<NoteId, Note> notes;
  std::map<ThemeId, std::string> themes;
  std::vector<ThemeId> order;
  DIEMCAU_PLAIN(Notes, notes, themes, order)
};

// The text of the newest version and of the adopted one; older versions stand in the journal at
// their stamps.
struct Conclusion {
  std::vector<Stamp> versions;  // version n stands at n - 1
  std::string text;
  uint32_t adopted = 0;  // 0: none yet
  std::string adopted_text;
  Stamp adopted_at;
  DIEMCAU_PLAIN(Conclusion, versions, text, adopted, adopted_text, adopted_at)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct ThemeAdd {
  static constexpr const char* kName = "theme.add";
  std::string name;
  DIEMCAU_PLAIN(ThemeAdd, name)
};
struct ThemeRename {
  static constexpr const char* kName = "theme.rename";
  ThemeId theme;
  std::string name;
  DIEMCAU_PLAIN(ThemeRename, theme, name)
};
struct ThemeMove {
  static constexpr const char* kName = "theme.move";
  ThemeId theme;
  ThemeId before;
  DIEMCAU_PLAIN(ThemeMove, theme, before)
};
struct ThemeRemove {
  static constexpr const char* kName = "theme.remove";
  ThemeId theme;
  DIEMCAU_PLAIN(ThemeRemove, theme)
};
struct NoteTake {
  static constexpr const char* kName = "note.take";
  std::string text;
  std::vector<ThemeId> themes;
  TurnId turn;  // 0: of who has the floor now
  DIEMCAU_PLAIN(NoteTake, text, themes, turn)
};
struct NoteChange {
  static constexpr const char* kName = "note.change";
  NoteId note;
  std::string text;
  std::vector<ThemeId> themes;
  uint32_t seen = 0;  // the version that was changed
  DIEMCAU_PLAIN(NoteChange, note, text, themes, seen)
};
struct NoteRemove {
  static constexpr const char* kName = "note.remove";
  NoteId note;
  uint32_t seen = 0;
  DIEMCAU_PLAIN(NoteRemove, note, seen)
};
struct ConclusionDraft {
  static constexpr const char* kName = "conclusion.draft";
  std::string text;
  uint32_t seen = 0;  // the version that it grew from
  DIEMCAU_PLAIN(ConclusionDraft, text, seen)
};
struct ConclusionAdopt {
  static constexpr const char* kName = "conclusion.adopt";
  uint32_t version = 0;
  DIEMCAU_PLAIN(ConclusionAdopt, version)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct ThemeAdded {
  static constexpr const char* kKind = "theme.added";
  ThemeId theme;
  std::string name;
  DIEMCAU_PLAIN(ThemeAdded, theme, name)
};
struct ThemeRenamed {
  static constexpr const char* kKind = "theme.renamed";
  ThemeId theme;
  std::string name;
  DIEMCAU_PLAIN(ThemeRenamed, theme, name)
};
struct ThemeMoved {
  static constexpr const char* kKind = "theme.moved";
  ThemeId theme;
  ThemeId before;
  DIEMCAU_PLAIN(ThemeMoved, theme, before)
};
// Notes lose the tag and stay.
struct ThemeRemoved {
  static constexpr const char* kKind = "theme.removed";
  ThemeId theme;
  DIEMCAU_PLAIN(ThemeRemoved, theme)
};
struct NoteTaken {
  static constexpr const char* kKind = "note.taken";
  NoteId note;
  std::string text;
  std::vector<ThemeId> themes;
  ItemId item;
  TurnId turn;
  UnitId unit;
  SiteId site;
  int64_t into_turn_ms = 0;
  DIEMCAU_PLAIN(NoteTaken, note, text, themes, item, turn, unit, site, into_turn_ms)
};
struct NoteChanged {
  static constexpr const char* kKind = "note.changed";
  NoteId note;
  std::string text;
  std::vector<ThemeId> themes;
  DIEMCAU_PLAIN(NoteChanged, note, text, themes)
};
struct NoteRemoved {
  static constexpr const char* kKind = "note.removed";
  NoteId note;
  DIEMCAU_PLAIN(NoteRemoved, note)
};
struct ConclusionDrafted {
  static constexpr const char* kKind = "conclusion.drafted";
  uint32_t version = 0;
  std::string text;
  DIEMCAU_PLAIN(ConclusionDrafted, version, text)
};
struct ConclusionAdopted {
  static constexpr const char* kKind = "conclusion.adopted";
  uint32_t version = 0;
  DIEMCAU_PLAIN(ConclusionAdopted, version)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

Decided decide_one(const State&, const ThemeAdd&, const Context&);
Decided decide_one(const State&, const ThemeRename&, const Context&);
Decided decide_one(const State&, const ThemeMove&, const Context&);
Decided decide_one(const State&, const ThemeRemove&, const Context&);
Decided decide_one(const State&, const NoteTake&, const Context&);
Decided decide_one(const State&, const NoteChange&, const Context&);
Decided decide_one(const State&, const NoteRemove&, const Context&);
Decided decide_one(const State&, const ConclusionDraft&, const Context&);
Decided decide_one(const State&, const ConclusionAdopt&, const Context&);

void apply_one(State&, const ThemeAdded&, const Stamp&);
void apply_one(State&, const ThemeRenamed&, const Stamp&);
void apply_one(State&, const ThemeMoved&, const Stamp&);
void apply_one(State&, const ThemeRemoved&, const Stamp&);
void apply_one(State&, const NoteTaken&, const Stamp&);
void apply_one(State&, const NoteChanged&, const Stamp&);
void apply_one(State&, const NoteRemoved&, const Stamp&);
void apply_one(State&, const ConclusionDrafted&, const Stamp&);
void apply_one(State&, const ConclusionAdopted&, const Stamp&);

}  // namespace diemcau::conference
