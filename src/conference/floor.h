#pragma once

#include "conference/queue.h"

// The floor: who may speak now. Granting it is one fact; microphone, picture, clock, caption,
// recording chapter and minutes line are folds of it.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

enum class FloorMode : uint8_t { kEveryone, kOne, kSeveral };
DIEMCAU_WORDS(FloorMode, "everyone", "one", "several")

// How long somebody spoke, from events alone. It runs since `running_since`, or stands if that is
// 0.
struct Clock {
  uint32_t allotted_s = 0;  // 0: no limit, the clock counts up
  int64_t spent_ms = 0;     // before it ran last
  UnixTime running_since;
  bool held = false;  // it ran when the conference paused, and runs again when that goes on
  DIEMCAU_PLAIN(Clock, allotted_s, spent_ms, running_since, held)
};

bool runs(const Clock& clock);
int64_t spent_ms(const Clock& clock, UnixTime now);
void start(Clock& clock, UnixTime now);
void stop(Clock& clock, UnixTime now);

// One time that the floor was granted, kept for the minutes.
struct Turn {
  SiteId site;
  Speaker speaker;
  ItemId item;
  RequestId request;
  bool picture = true;
  Clock clock;
  Stamp granted;
  Stamp ended;
  uint32_t warnings = 0;
  bool retracted = false;  // undone at once: no line of the minutes
  DIEMCAU_PLAIN(Turn, site, speaker, item, request, picture, clock, granted, ended, warnings,
                retracted)
};

// What stood before the last grant, while it can still be undone.
struct FloorUndo {
  TurnId turn;  // 0: nothing to undo
  std::vector<TurnId> holders;
  std::vector<TurnId> running;  // whose clock ran
  SiteId on_air;
  ItemId item;              // what was under way
  bool began_item = false;  // the grant began an item of the programme
  RequestId request;        // the request that the grant answered,
  Request answered;         // what it said
  uint32_t place = 0;       // and where it stood
  DIEMCAU_PLAIN(FloorUndo, turn, holders, running, on_air, item, began_item, request, answered,
                place)
};

struct Floor {
  FloorMode mode = FloorMode::kOne;
  std::vector<Turn> turns;      // turn n stands at n - 1
  std::vector<TurnId> holders;  // who has the floor now, latest last; one at most in mode one
  FloorUndo undo;
  bool chair_microphone = true;  // who leads may be heard at any time
  DIEMCAU_PLAIN(Floor, mode, turns, holders, undo, chair_microphone)
};

// How long a grant can be undone as if it had not been.
inline constexpr int64_t kUndoMs = 10'000;
inline constexpr size_t kMaxHolders = 6;

// Who got the floor last and still has it; 0 if nobody has it.
TurnId top(const Floor& floor);
const Turn* find(const Floor& floor, TurnId turn);

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

// `seen` is top() as the screen showed it: a grant that acts on an old picture is refused.
struct FloorGrant {
  static constexpr const char* kName = "floor.grant";
  SiteId site;
  Speaker speaker;
  ItemId item;              // 0: what is under way
  uint32_t allotted_s = 0;  // 0: the item's planned minutes
  bool picture = true;
  RequestId request;  // the request that it answers, if any
  TurnId seen;
  DIEMCAU_PLAIN(FloorGrant, site, speaker, item, allotted_s, picture, request, seen)
};
// Whoever next_speaker() names: the next contribution, else the head of the queue. One key, so it
// carries all that the screen showed: who had the floor, and who was to be next.
struct FloorNext {
  static constexpr const char* kName = "floor.next";
  TurnId seen;
  SiteId seen_site;
  ItemId seen_item;
  RequestId seen_request;
  DIEMCAU_PLAIN(FloorNext, seen, seen_site, seen_item, seen_request)
};
struct FloorExtend {
  static constexpr const char* kName = "floor.extend";
  TurnId turn;
  uint32_t more_s = 0;
  DIEMCAU_PLAIN(FloorExtend, turn, more_s)
};
struct FloorWarn {
  static constexpr const char* kName = "floor.warn";
  TurnId turn;
  DIEMCAU_PLAIN(FloorWarn, turn)
};
// Within seconds of the grant it is undone, later it ends.
struct FloorTakeBack {
  static constexpr const char* kName = "floor.take_back";
  TurnId turn;
  DIEMCAU_PLAIN(FloorTakeBack, turn)
};
// The speaker is done; also by the site itself.
struct FloorEnd {
  static constexpr const char* kName = "floor.end";
  TurnId turn;
  DIEMCAU_PLAIN(FloorEnd, turn)
};
struct FloorMuteAll {
  static constexpr const char* kName = "floor.mute_all";
  DIEMCAU_EMPTY(FloorMuteAll)
};
struct FloorSetMode {
  static constexpr const char* kName = "floor.set_mode";
  FloorMode mode = FloorMode::kOne;
  DIEMCAU_PLAIN(FloorSetMode, mode)
};
struct SiteMute {
  static constexpr const char* kName = "site.mute";
  SiteId site;
  bool muted = true;
  DIEMCAU_PLAIN(SiteMute, site, muted)
};
struct ChairMicrophone {
  static constexpr const char* kName = "chair.microphone";
  bool open = true;
  DIEMCAU_PLAIN(ChairMicrophone, open)
};
struct ClockPause {
  static constexpr const char* kName = "clock.pause";
  TurnId turn;
  DIEMCAU_PLAIN(ClockPause, turn)
};
struct ClockResume {
  static constexpr const char* kName = "clock.resume";
  TurnId turn;
  DIEMCAU_PLAIN(ClockResume, turn)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

// In mode one it ends every other turn; it begins `item` if that was not under way.
struct FloorGranted {
  static constexpr const char* kKind = "floor.granted";
  TurnId turn;
  SiteId site;
  Speaker speaker;
  ItemId item;
  uint32_t allotted_s = 0;
  bool picture = true;
  RequestId request;
  DIEMCAU_PLAIN(FloorGranted, turn, site, speaker, item, allotted_s, picture, request)
};
struct FloorExtended {
  static constexpr const char* kKind = "floor.extended";
  TurnId turn;
  uint32_t more_s = 0;
  DIEMCAU_PLAIN(FloorExtended, turn, more_s)
};
struct FloorWarned {
  static constexpr const char* kKind = "floor.warned";
  TurnId turn;
  DIEMCAU_PLAIN(FloorWarned, turn)
};
// The grant of `turn` was undone: holders, clocks, picture, item and request stand as before it.
struct FloorRetracted {
  static constexpr const char* kKind = "floor.retracted";
  TurnId turn;
  DIEMCAU_PLAIN(FloorRetracted, turn)
};
struct FloorEnded {
  static constexpr const char* kKind = "floor.ended";
  TurnId turn;
  DIEMCAU_PLAIN(FloorEnded, turn)
};
// Every turn ends; where everyone could speak, permission is needed from now on.
struct FloorMutedAll {
  static constexpr const char* kKind = "floor.muted_all";
  DIEMCAU_EMPTY(FloorMutedAll)
};
// To mode one: all turns but the latest end.
struct FloorModeSet {
  static constexpr const char* kKind = "floor.mode_set";
  FloorMode mode = FloorMode::kOne;
  DIEMCAU_PLAIN(FloorModeSet, mode)
};
struct SiteMuted {
  static constexpr const char* kKind = "site.muted";
  SiteId site;
  bool muted = true;
  DIEMCAU_PLAIN(SiteMuted, site, muted)
};
struct ChairMicrophoneSet {
  static constexpr const char* kKind = "chair.microphone_set";
  bool open = true;
  DIEMCAU_PLAIN(ChairMicrophoneSet, open)
};
struct ClockPaused {
  static constexpr const char* kKind = "clock.paused";
  TurnId turn;
  DIEMCAU_PLAIN(ClockPaused, turn)
};
struct ClockResumed {
  static constexpr const char* kKind = "clock.resumed";
  TurnId turn;
  DIEMCAU_PLAIN(ClockResumed, turn)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

// Who speaks next if the chair presses one key; site 0: nobody waits.
FloorGrant next_speaker(const State& state);

Decided decide_one(const State&, const FloorGrant&, const Context&);
Decided decide_one(const State&, const FloorNext&, const Context&);
Decided decide_one(const State&, const FloorExtend&, const Context&);
Decided decide_one(const State&, const FloorWarn&, const Context&);
Decided decide_one(const State&, const FloorTakeBack&, const Context&);
Decided decide_one(const State&, const FloorEnd&, const Context&);
Decided decide_one(const State&, const FloorMuteAll&, const Context&);
Decided decide_one(const State&, const FloorSetMode&, const Context&);
Decided decide_one(const State&, const SiteMute&, const Context&);
Decided decide_one(const State&, const ChairMicrophone&, const Context&);
Decided decide_one(const State&, const ClockPause&, const Context&);
Decided decide_one(const State&, const ClockResume&, const Context&);

void apply_one(State&, const FloorGranted&, const Stamp&);
void apply_one(State&, const FloorExtended&, const Stamp&);
void apply_one(State&, const FloorWarned&, const Stamp&);
void apply_one(State&, const FloorRetracted&, const Stamp&);
void apply_one(State&, const FloorEnded&, const Stamp&);
void apply_one(State&, const FloorMutedAll&, const Stamp&);
void apply_one(State&, const FloorModeSet&, const Stamp&);
void apply_one(State&, const SiteMuted&, const Stamp&);
void apply_one(State&, const ChairMicrophoneSet&, const Stamp&);
void apply_one(State&, const ClockPaused&, const Stamp&);
void apply_one(State&, const ClockResumed&, const Stamp&);

// What the conference's own pause, end and a site's leaving do to the floor.
void end_all_turns(State& state, const Stamp& stamp);
void end_turns_of(State& state, SiteId site, const Stamp& stamp);
void stop_clocks(State& state, UnixTime now);
void start_clocks(State& state, UnixTime now);

}  // namespace diemcau::conference
