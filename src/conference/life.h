#pragma once

#include "conference/context.h"

// The conference itself: draft → convened → in session ⇄ paused → closed; who leads it.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// Where somebody leads from: the site whose line decides about succession.
struct Official {
  PersonId person;
  PostId post;
  SiteId site;
  DIEMCAU_PLAIN(Official, person, post, site)
};

// One stretch of planned time; a conference of two days has at least two.
struct Sitting {
  UnixTime begins;
  UnixTime ends;
  DIEMCAU_PLAIN(Sitting, begins, ends)
};

// State secrets are refused here: this system is not approved for them.
enum class Marking : uint8_t { kNone, kInternal, kStateSecret };
DIEMCAU_WORDS(Marking, "none", "internal", "state_secret")

struct Pause {
  Stamp from;
  Stamp to;  // not set: still paused
  std::string reason;
  DIEMCAU_PLAIN(Pause, from, to, reason)
};

// From then on somebody else led.
struct Succession {
  Stamp stamp;
  uint32_t presiding = 0;  // 0: the chair again
  DIEMCAU_PLAIN(Succession, stamp, presiding)
};

// What is said of a conference before it begins.
struct Call {
  std::string title;
  UnitId unit;  // who convenes it
  std::vector<Sitting> sittings;
  Marking marking = Marking::kNone;
  DIEMCAU_PLAIN(Call, title, unit, sittings, marking)
};

struct Life {
  Phase phase = Phase::kNone;
  Call call;
  Official chair;
  std::vector<Official> co_chairs;  // in order of succession
  std::vector<Official> secretaries;
  std::vector<Official> technicians;
  uint32_t presiding = 0;  // who leads now: 0 the chair, n the n-th co-chair
  Stamp drafted;
  Stamp convened;
  Stamp opened;
  Stamp closed;
  std::vector<Succession> successions;
  std::vector<Pause> pauses;
  DIEMCAU_PLAIN(Life, phase, call, chair, co_chairs, secretaries, technicians, presiding, drafted,
                convened, opened, closed, successions, pauses)
};

// Who leads now.
const Official& presiding(const Life& life);

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

// Who drafts it is its first secretary.
struct ConferenceDraft {
  static constexpr const char* kName = "conference.draft";
  Call call;
  DIEMCAU_PLAIN(ConferenceDraft, call)
};
struct ConferenceChange {
  static constexpr const char* kName = "conference.change";
  Call call;
  DIEMCAU_PLAIN(ConferenceChange, call)
};
struct ChairsAppoint {
  static constexpr const char* kName = "chairs.appoint";
  Official chair;
  std::vector<Official> co_chairs;
  DIEMCAU_PLAIN(ChairsAppoint, chair, co_chairs)
};
struct SecretariesAppoint {
  static constexpr const char* kName = "secretaries.appoint";
  std::vector<Official> secretaries;
  DIEMCAU_PLAIN(SecretariesAppoint, secretaries)
};
struct TechniciansAppoint {
  static constexpr const char* kName = "technicians.appoint";
  std::vector<Official> technicians;
  DIEMCAU_PLAIN(TechniciansAppoint, technicians)
};
struct ConferenceConvene {
  static constexpr const char* kName = "conference.convene";
  DIEMCAU_EMPTY(ConferenceConvene)
};
struct ConferenceOpen {
  static constexpr const char* kName = "conference.open";
  bool without_quorum = false;  // the chair has seen that it is missing and opens all the same
  DIEMCAU_PLAIN(ConferenceOpen, without_quorum)
};
struct ConferencePause {
  static constexpr const char* kName = "conference.pause";
  std::string reason;
  DIEMCAU_PLAIN(ConferencePause, reason)
};
struct ConferenceResume {
  static constexpr const char* kName = "conference.resume";
  DIEMCAU_EMPTY(ConferenceResume)
};
struct ConferenceClose {
  static constexpr const char* kName = "conference.close";
  DIEMCAU_EMPTY(ConferenceClose)
};
// The next co-chair whose site is there leads on, because the site of who leads is lost, or because
// who leads hands over.
struct ChairSucceed {
  static constexpr const char* kName = "chair.succeed";
  uint32_t seen = 0;  // who led, as the screen showed it
  DIEMCAU_PLAIN(ChairSucceed, seen)
};
struct ChairReturn {
  static constexpr const char* kName = "chair.return";
  DIEMCAU_EMPTY(ChairReturn)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct ConferenceDrafted {
  static constexpr const char* kKind = "conference.drafted";
  Call call;
  DIEMCAU_PLAIN(ConferenceDrafted, call)
};
struct ConferenceChanged {
  static constexpr const char* kKind = "conference.changed";
  Call call;
  DIEMCAU_PLAIN(ConferenceChanged, call)
};
struct ChairsAppointed {
  static constexpr const char* kKind = "chairs.appointed";
  Official chair;
  std::vector<Official> co_chairs;
  DIEMCAU_PLAIN(ChairsAppointed, chair, co_chairs)
};
struct SecretariesAppointed {
  static constexpr const char* kKind = "secretaries.appointed";
  std::vector<Official> secretaries;
  DIEMCAU_PLAIN(SecretariesAppointed, secretaries)
};
struct TechniciansAppointed {
  static constexpr const char* kKind = "technicians.appointed";
  std::vector<Official> technicians;
  DIEMCAU_PLAIN(TechniciansAppointed, technicians)
};
struct ConferenceConvened {
  static constexpr const char* kKind = "conference.convened";
  DIEMCAU_EMPTY(ConferenceConvened)
};
struct ConferenceOpened {
  static constexpr const char* kKind = "conference.opened";
  bool quorum = true;  // false: opened although it was missing
  DIEMCAU_PLAIN(ConferenceOpened, quorum)
};
// The clock of who has the floor stands still and all microphones are off air until it is resumed.
struct ConferencePaused {
  static constexpr const char* kKind = "conference.paused";
  std::string reason;
  DIEMCAU_PLAIN(ConferencePaused, reason)
};
struct ConferenceResumed {
  static constexpr const char* kKind = "conference.resumed";
  DIEMCAU_EMPTY(ConferenceResumed)
};
// Ends whatever is under way: floor, item, film, recording, talkback.
struct ConferenceClosed {
  static constexpr const char* kKind = "conference.closed";
  DIEMCAU_EMPTY(ConferenceClosed)
};
struct ChairSucceeded {
  static constexpr const char* kKind = "chair.succeeded";
  uint32_t presiding = 0;
  DIEMCAU_PLAIN(ChairSucceeded, presiding)
};
struct ChairReturned {
  static constexpr const char* kKind = "chair.returned";
  DIEMCAU_EMPTY(ChairReturned)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

Decided decide_one(const State&, const ConferenceDraft&, const Context&);
Decided decide_one(const State&, const ConferenceChange&, const Context&);
Decided decide_one(const State&, const ChairsAppoint&, const Context&);
Decided decide_one(const State&, const SecretariesAppoint&, const Context&);
Decided decide_one(const State&, const TechniciansAppoint&, const Context&);
Decided decide_one(const State&, const ConferenceConvene&, const Context&);
Decided decide_one(const State&, const ConferenceOpen&, const Context&);
Decided decide_one(const State&, const ConferencePause&, const Context&);
Decided decide_one(const State&, const ConferenceResume&, const Context&);
Decided decide_one(const State&, const ConferenceClose&, const Context&);
Decided decide_one(const State&, const ChairSucceed&, const Context&);
Decided decide_one(const State&, const ChairReturn&, const Context&);

void apply_one(State&, const ConferenceDrafted&, const Stamp&);
void apply_one(State&, const ConferenceChanged&, const Stamp&);
void apply_one(State&, const ChairsAppointed&, const Stamp&);
void apply_one(State&, const SecretariesAppointed&, const Stamp&);
void apply_one(State&, const TechniciansAppointed&, const Stamp&);
void apply_one(State&, const ConferenceConvened&, const Stamp&);
void apply_one(State&, const ConferenceOpened&, const Stamp&);
void apply_one(State&, const ConferencePaused&, const Stamp&);
void apply_one(State&, const ConferenceResumed&, const Stamp&);
void apply_one(State&, const ConferenceClosed&, const Stamp&);
void apply_one(State&, const ChairSucceeded&, const Stamp&);
void apply_one(State&, const ChairReturned&, const Stamp&);

}  // namespace diemcau::conference
