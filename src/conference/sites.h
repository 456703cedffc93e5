#pragma once

#include <array>
#include <map>

#include "conference/devices.h"
#include "conference/roll.h"

// The rooms on the line: which there are, whether they are there, whether they are ready.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// The operator's telephone is not here: it is personal and stands sealed in the organisation.
struct SiteSpec {
  UnitId unit;
  std::string name;
  SiteLevel level = SiteLevel::kProvince;
  std::string region;
  SiteId parent;  // the site whose roll call takes this one's in
  uint32_t expected = 0;
  uint32_t weight = 1;  // in a vote by sites
  PersonId chair;
  PostId chair_post;
  DIEMCAU_PLAIN(SiteSpec, unit, name, level, region, parent, expected, weight, chair, chair_post)
};

// The five steps of a readiness check, in their order.
enum class ReadinessStep : uint8_t { kPicture, kSound, kLoudspeaker, kLine, kDisplay };
DIEMCAU_WORDS(ReadinessStep, "picture", "sound", "loudspeaker", "line", "display")
inline constexpr size_t kReadinessSteps = 5;

enum class Readiness : uint8_t { kUnknown, kGood, kWeak, kFailed };
DIEMCAU_WORDS(Readiness, "unknown", "good", "weak", "failed")

struct ReadinessResult {
  Readiness outcome = Readiness::kUnknown;
  std::string detail;  // what the page found, in words
  Stamp stamp;
  DIEMCAU_PLAIN(ReadinessResult, outcome, detail, stamp)
};

struct Site {
  SiteSpec spec;
  bool checked_in = false;
  bool line_lost = false;
  uint32_t heads = 0;  // people in the room
  Stamp checked_in_at;
  Stamp checked_out_at;
  Stamp line_changed;
  Stamp counted;
  uint32_t times_lost = 0;
  Roll roll;
  std::array<ReadinessResult, kReadinessSteps> readiness;
  Devices devices;
  bool muted = false;  // by the chair or a technician: closed whatever the mode says
  DIEMCAU_PLAIN(Site, spec, checked_in, line_lost, heads, checked_in_at, checked_out_at,
                line_changed, counted, times_lost, roll, readiness, devices, muted)
};

// Checked in and on the line: it can be given the floor.
inline bool is_there(const Site& site) { return site.checked_in && !site.line_lost; }
bool is_ready(const Site& site);

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct SiteAdd {
  static constexpr const char* kName = "site.add";
  SiteSpec spec;
  DIEMCAU_PLAIN(SiteAdd, spec)
};
struct SiteChange {
  static constexpr const char* kName = "site.change";
  SiteId site;
  SiteSpec spec;
  DIEMCAU_PLAIN(SiteChange, site, spec)
};
struct SiteRemove {
  static constexpr const char* kName = "site.remove";
  SiteId site;
  DIEMCAU_PLAIN(SiteRemove, site)
};
struct SiteCheckIn {
  static constexpr const char* kName = "site.check_in";
  SiteId site;
  uint32_t heads = 0;
  DIEMCAU_PLAIN(SiteCheckIn, site, heads)
};
struct SiteCount {
  static constexpr const char* kName = "site.count";
  SiteId site;
  uint32_t heads = 0;
  DIEMCAU_PLAIN(SiteCount, site, heads)
};
struct SiteCheckOut {
  static constexpr const char* kName = "site.check_out";
  SiteId site;
  std::string reason;
  DIEMCAU_PLAIN(SiteCheckOut, site, reason)
};
struct LineLose {
  static constexpr const char* kName = "line.lose";
  SiteId site;
  DIEMCAU_PLAIN(LineLose, site)
};
struct LineRegain {
  static constexpr const char* kName = "line.regain";
  SiteId site;
  DIEMCAU_PLAIN(LineRegain, site)
};
struct ReadinessReport {
  static constexpr const char* kName = "readiness.report";
  SiteId site;
  ReadinessStep step = ReadinessStep::kPicture;
  Readiness outcome = Readiness::kUnknown;
  std::string detail;
  DIEMCAU_PLAIN(ReadinessReport, site, step, outcome, detail)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct SiteAdded {
  static constexpr const char* kKind = "site.added";
  SiteId site;
  SiteSpec spec;
  DIEMCAU_PLAIN(SiteAdded, site, spec)
};
struct SiteChanged {
  static constexpr const char* kKind = "site.changed";
  SiteId site;
  SiteSpec spec;
  DIEMCAU_PLAIN(SiteChanged, site, spec)
};
struct SiteRemoved {
  static constexpr const char* kKind = "site.removed";
  SiteId site;
  DIEMCAU_PLAIN(SiteRemoved, site)
};
struct SiteCheckedIn {
  static constexpr const char* kKind = "site.checked_in";
  SiteId site;
  uint32_t heads = 0;
  DIEMCAU_PLAIN(SiteCheckedIn, site, heads)
};
struct SiteCounted {
  static constexpr const char* kKind = "site.counted";
  SiteId site;
  uint32_t heads = 0;
  DIEMCAU_PLAIN(SiteCounted, site, heads)
};
struct SiteCheckedOut {
  static constexpr const char* kKind = "site.checked_out";
  SiteId site;
  std::string reason;
  DIEMCAU_PLAIN(SiteCheckedOut, site, reason)
};
struct LineLost {
  static constexpr const char* kKind = "line.lost";
  SiteId site;
  DIEMCAU_PLAIN(LineLost, site)
};
struct LineRegained {
  static constexpr const char* kKind = "line.regained";
  SiteId site;
  DIEMCAU_PLAIN(LineRegained, site)
};
struct ReadinessReported {
  static constexpr const char* kKind = "readiness.reported";
  SiteId site;
  ReadinessStep step = ReadinessStep::kPicture;
  Readiness outcome = Readiness::kUnknown;
  std::string detail;
  DIEMCAU_PLAIN(ReadinessReported, site, step, outcome, detail)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

Decided decide_one(const State&, const SiteAdd&, const Context&);
Decided decide_one(const State&, const SiteChange&, const Context&);
Decided decide_one(const State&, const SiteRemove&, const Context&);
Decided decide_one(const State&, const SiteCheckIn&, const Context&);
Decided decide_one(const State&, const SiteCount&, const Context&);
Decided decide_one(const State&, const SiteCheckOut&, const Context&);
Decided decide_one(const State&, const LineLose&, const Context&);
Decided decide_one(const State&, const LineRegain&, const Context&);
Decided decide_one(const State&, const ReadinessReport&, const Context&);

void apply_one(State&, const SiteAdded&, const Stamp&);
void apply_one(State&, const SiteChanged&, const Stamp&);
void apply_one(State&, const SiteRemoved&, const Stamp&);
void apply_one(State&, const SiteCheckedIn&, const Stamp&);
void apply_one(State&, const SiteCounted&, const Stamp&);
void apply_one(State&, const SiteCheckedOut&, const Stamp&);
void apply_one(State&, const LineLost&, const Stamp&);
void apply_one(State&, const LineRegained&, const Stamp&);
void apply_one(State&, const ReadinessReported&, const Stamp&);

}  // namespace diemcau::conference
