#pragma once

#include "organisation/types.h"

// What is owed to the people whose data stands here: bulk exports take two persons, erasure is
// asked for and decided, a legal hold stops it.
namespace diemcau::organisation {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

enum class ExportState : uint8_t { kAsked, kApproved, kRefused, kTaken };
DIEMCAU_WORDS(ExportState, "asked", "approved", "refused", "taken")

inline constexpr int64_t kExportHoursMs = 24 * 3600 * 1000;  // to take it after the approval

struct PeopleExport {
  UnitId branch;  // 0: everybody
  std::string why;
  ExportState state = ExportState::kAsked;
  AccountId asked_by;
  Stamp asked;
  AccountId decided_by;
  Stamp decided;
  std::string decided_why;
  Stamp taken;
  DIEMCAU_PLAIN(PeopleExport, branch, why, state, asked_by, asked, decided_by, decided, decided_why,
                taken)
};

enum class ErasureState : uint8_t { kAsked, kRefused, kDone };
DIEMCAU_WORDS(ErasureState, "asked", "refused", "done")

struct Erasure {
  PersonId person;
  std::string why;
  ErasureState state = ErasureState::kAsked;
  Stamp asked;
  Stamp decided;
  std::string decided_why;
  DIEMCAU_PLAIN(Erasure, person, why, state, asked, decided, decided_why)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct ExportAsk {
  static constexpr const char* kName = "export.ask";
  UnitId branch;
  std::string why;
  DIEMCAU_PLAIN(ExportAsk, branch, why)
};
struct ExportDecide {
  static constexpr const char* kName = "export.decide";
  ExportId people_export;
  bool approve = false;
  std::string why;
  DIEMCAU_PLAIN(ExportDecide, people_export, approve, why)
};
// Once, by who asked, within a day of the approval. The file itself is made by whoever answers
// this (people_csv() in queries.h).
struct ExportTake {
  static constexpr const char* kName = "export.take";
  ExportId people_export;
  DIEMCAU_PLAIN(ExportTake, people_export)
};
struct HoldPlace {
  static constexpr const char* kName = "hold.place";
  PersonId person;
  std::string why;
  DIEMCAU_PLAIN(HoldPlace, person, why)
};
struct HoldLift {
  static constexpr const char* kName = "hold.lift";
  PersonId person;
  std::string why;
  DIEMCAU_PLAIN(HoldLift, person, why)
};
// By the person, or for the person by who looks after people.
struct ErasureAsk {
  static constexpr const char* kName = "erasure.ask";
  PersonId person;
  std::string why;
  DIEMCAU_PLAIN(ErasureAsk, person, why)
};
struct ErasureDecide {
  static constexpr const char* kName = "erasure.decide";
  ErasureId erasure;
  bool erase = false;
  std::string why;
  DIEMCAU_PLAIN(ErasureDecide, erasure, erase, why)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct ExportAsked {
  static constexpr const char* kKind = "export.asked";
  ExportId people_export;
  UnitId branch;
  std::string why;
  AccountId by;
  DIEMCAU_PLAIN(ExportAsked, people_export, branch, why, by)
};
struct ExportDecided {
  static constexpr const char* kKind = "export.decided";
  ExportId people_export;
  bool approved = false;
  std::string why;
  AccountId by;
  DIEMCAU_PLAIN(ExportDecided, people_export, approved, why, by)
};
struct ExportTaken {
  static constexpr const char* kKind = "export.taken";
  ExportId people_export;
  DIEMCAU_PLAIN(ExportTaken, people_export)
};
struct HoldPlaced {
  static constexpr const char* kKind = "hold.placed";
  PersonId person;
  std::string why;
  DIEMCAU_PLAIN(HoldPlaced, person, why)
};
struct HoldLifted {
  static constexpr const char* kKind = "hold.lifted";
  PersonId person;
  std::string why;
  DIEMCAU_PLAIN(HoldLifted, person, why)
};
struct ErasureAsked {
  static constexpr const char* kKind = "erasure.asked";
  ErasureId erasure;
  PersonId person;
  std::string why;
  DIEMCAU_PLAIN(ErasureAsked, erasure, person, why)
};
struct ErasureRefused {
  static constexpr const char* kKind = "erasure.refused";
  ErasureId erasure;
  std::string why;
  DIEMCAU_PLAIN(ErasureRefused, erasure, why)
};
// Whoever stores this forgets the person's key (sealer.h): only then is the person erased from the
// journal too.
struct PersonErased {
  static constexpr const char* kKind = "person.erased";
  ErasureId erasure;
  PersonId person;
  std::string why;
  DIEMCAU_PLAIN(PersonErased, erasure, person, why)
};

Decided decide_one(const State&, const ExportAsk&, const Context&);
Decided decide_one(const State&, const ExportDecide&, const Context&);
Decided decide_one(const State&, const ExportTake&, const Context&);
Decided decide_one(const State&, const HoldPlace&, const Context&);
Decided decide_one(const State&, const HoldLift&, const Context&);
Decided decide_one(const State&, const ErasureAsk&, const Context&);
Decided decide_one(const State&, const ErasureDecide&, const Context&);

void apply_one(State&, const ExportAsked&, const Stamp&);
void apply_one(State&, const ExportDecided&, const Stamp&);
void apply_one(State&, const ExportTaken&, const Stamp&);
void apply_one(State&, const HoldPlaced&, const Stamp&);
void apply_one(State&, const HoldLifted&, const Stamp&);
void apply_one(State&, const ErasureAsked&, const Stamp&);
void apply_one(State&, const ErasureRefused&, const Stamp&);
void apply_one(State&, const PersonErased&, const Stamp&);

}  // namespace diemcau::organisation
