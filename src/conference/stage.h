#pragma once

#include "conference/context.h"

// What everyone sees, and what else goes to or comes from the rooms: layout, film, test tone,
// talkback, recording, stills.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

enum class StageLayout : uint8_t { kOne, kTwo, kFour, kNine };
DIEMCAU_WORDS(StageLayout, "one", "two", "four", "nine")

size_t places(StageLayout layout);

struct Film {
  std::string file;  // empty: none runs
  ItemId item;
  Stamp started;
  DIEMCAU_PLAIN(Film, file, item, started)
};

// A stretch of recording; `to` is not set while it runs.
struct Recording {
  Stamp from;
  Stamp to;
  DIEMCAU_PLAIN(Recording, from, to)
};

inline constexpr size_t kMaxStills = 2'000;

struct Still {
  SiteId site;
  std::string file;
  TurnId turn;  // during which, 0: none
  Stamp taken;
  DIEMCAU_PLAIN(Still, site, file, turn, taken)
};

struct Stage {
  StageLayout layout = StageLayout::kOne;
  SiteId on_air;               // the programme picture; 0: the site of who leads
  std::vector<SiteId> beside;  // further pictures, in order
  Film film;
  SiteId tone;      // where the test tone plays
  SiteId talkback;  // with whom a technician speaks, off air; its screen says so
  std::vector<Recording> recordings;
  std::vector<Still> stills;  // still n stands at n - 1
  DIEMCAU_PLAIN(Stage, layout, on_air, beside, film, tone, talkback, recordings, stills)
};

bool records(const Stage& stage);

// The sites whose picture everyone sees, first place first; none while a film runs or off session.
std::vector<SiteId> on_stage(const State& state);
// Whether the room is heard by all now: by the floor, its mode, or because its chair leads; never
// while it is muted, paused, or a technician speaks with it.
bool microphone_open(const State& state, SiteId site);
// Whether a site is seen or heard by all now: its screen has the red frame.
bool is_on_air(const State& state, SiteId site);

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct StageSetLayout {
  static constexpr const char* kName = "stage.set_layout";
  StageLayout layout = StageLayout::kOne;
  std::vector<SiteId> beside;
  DIEMCAU_PLAIN(StageSetLayout, layout, beside)
};
struct StagePut {
  static constexpr const char* kName = "stage.put";
  static constexpr bool kSiteMayBeNone = true;
  SiteId site;  // 0: back to who leads
  SiteId seen;  // what was on air, as the screen showed it
  DIEMCAU_PLAIN(StagePut, site, seen)
};
struct FilmStart {
  static constexpr const char* kName = "film.start";
  std::string file;
  ItemId item;
  DIEMCAU_PLAIN(FilmStart, file, item)
};
struct FilmStop {
  static constexpr const char* kName = "film.stop";
  DIEMCAU_EMPTY(FilmStop)
};
struct ToneStart {
  static constexpr const char* kName = "tone.start";
  SiteId site;
  DIEMCAU_PLAIN(ToneStart, site)
};
struct ToneStop {
  static constexpr const char* kName = "tone.stop";
  DIEMCAU_EMPTY(ToneStop)
};
struct TalkbackStart {
  static constexpr const char* kName = "talkback.start";
  SiteId site;
  DIEMCAU_PLAIN(TalkbackStart, site)
};
struct TalkbackStop {
  static constexpr const char* kName = "talkback.stop";
  DIEMCAU_EMPTY(TalkbackStop)
};
struct RecordingStart {
  static constexpr const char* kName = "recording.start";
  DIEMCAU_EMPTY(RecordingStart)
};
struct RecordingStop {
  static constexpr const char* kName = "recording.stop";
  DIEMCAU_EMPTY(RecordingStop)
};
// Of a room that is on air, or by the room of itself.
struct StillTake {
  static constexpr const char* kName = "still.take";
  SiteId site;
  std::string file;
  DIEMCAU_PLAIN(StillTake, site, file)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct StageLayoutSet {
  static constexpr const char* kKind = "stage.layout_set";
  StageLayout layout = StageLayout::kOne;
  std::vector<SiteId> beside;
  DIEMCAU_PLAIN(StageLayoutSet, layout, beside)
};
struct StageWasPut {
  static constexpr const char* kKind = "stage.put";
  SiteId site;
  DIEMCAU_PLAIN(StageWasPut, site)
};
struct FilmStarted {
  static constexpr const char* kKind = "film.started";
  std::string file;
  ItemId item;
  DIEMCAU_PLAIN(FilmStarted, file, item)
};
struct FilmStopped {
  static constexpr const char* kKind = "film.stopped";
  DIEMCAU_EMPTY(FilmStopped)
};
struct ToneStarted {
  static constexpr const char* kKind = "tone.started";
  SiteId site;
  DIEMCAU_PLAIN(ToneStarted, site)
};
struct ToneStopped {
  static constexpr const char* kKind = "tone.stopped";
  DIEMCAU_EMPTY(ToneStopped)
};
struct TalkbackStarted {
  static constexpr const char* kKind = "talkback.started";
  SiteId site;
  DIEMCAU_PLAIN(TalkbackStarted, site)
};
struct TalkbackStopped {
  static constexpr const char* kKind = "talkback.stopped";
  DIEMCAU_EMPTY(TalkbackStopped)
};
struct RecordingStarted {
  static constexpr const char* kKind = "recording.started";
  DIEMCAU_EMPTY(RecordingStarted)
};
struct RecordingStopped {
  static constexpr const char* kKind = "recording.stopped";
  DIEMCAU_EMPTY(RecordingStopped)
};
struct StillTaken {
  static constexpr const char* kKind = "still.taken";
  StillId still;
  SiteId site;
  std::string file;
  TurnId turn;
  DIEMCAU_PLAIN(StillTaken, still, site, file, turn)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

Decided decide_one(const State&, const StageSetLayout&, const Context&);
Decided decide_one(const State&, const StagePut&, const Context&);
Decided decide_one(const State&, const FilmStart&, const Context&);
Decided decide_one(const State&, const FilmStop&, const Context&);
Decided decide_one(const State&, const ToneStart&, const Context&);
Decided decide_one(const State&, const ToneStop&, const Context&);
Decided decide_one(const State&, const TalkbackStart&, const Context&);
Decided decide_one(const State&, const TalkbackStop&, const Context&);
Decided decide_one(const State&, const RecordingStart&, const Context&);
Decided decide_one(const State&, const RecordingStop&, const Context&);
Decided decide_one(const State&, const StillTake&, const Context&);

void apply_one(State&, const StageLayoutSet&, const Stamp&);
void apply_one(State&, const StageWasPut&, const Stamp&);
void apply_one(State&, const FilmStarted&, const Stamp&);
void apply_one(State&, const FilmStopped&, const Stamp&);
void apply_one(State&, const ToneStarted&, const Stamp&);
void apply_one(State&, const ToneStopped&, const Stamp&);
void apply_one(State&, const TalkbackStarted&, const Stamp&);
void apply_one(State&, const TalkbackStopped&, const Stamp&);
void apply_one(State&, const RecordingStarted&, const Stamp&);
void apply_one(State&, const RecordingStopped&, const Stamp&);
void apply_one(State&, const StillTaken&, const Stamp&);

}  // namespace diemcau::conference
