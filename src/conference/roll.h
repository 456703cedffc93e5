#pragma once

#include <map>

#include "conference/context.h"

// Who is there: the roll of a site, named or counted, and what it adds up to.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// Chưa điểm danh · Có mặt trực tiếp · Có mặt trực tuyến · Dự thay · Vắng mặt.
enum class RollStatus : uint8_t { kNotCalled, kInRoom, kOnline, kSubstitute, kAbsent };
DIEMCAU_WORDS(RollStatus, "not_called", "in_room", "online", "substitute", "absent")

struct Delegate {
  PersonId person;
  PostId post;
  UnitId unit;
  RollStatus status = RollStatus::kNotCalled;
  std::string reason;  // of the absence
  Speaker substitute;  // who came instead
  std::string letter;  // the file of the letter that names the substitute
  Stamp marked;
  DIEMCAU_PLAIN(Delegate, person, post, unit, status, reason, substitute, letter, marked)
};

// Some of a site's expected are absent for one reason.
struct Absence {
  uint32_t count = 0;
  std::string reason;
  DIEMCAU_PLAIN(Absence, count, reason)
};

// What a room declares that has no named roll.
struct Declared {
  uint32_t in_room = 0;
  uint32_t online = 0;
  uint32_t substitutes = 0;
  std::vector<Absence> absent;
  DIEMCAU_PLAIN(Declared, in_room, online, substitutes, absent)
};

// The roll of one site. With named delegates their marks count; without, what was declared.
struct Roll {
  std::map<DelegateId, Delegate> delegates;
  Declared declared;
  Stamp declared_at;
  uint32_t confirmed = 0;  // head count, as the site's chair has confirmed it
  Stamp confirmed_at;
  DIEMCAU_PLAIN(Roll, delegates, declared, declared_at, confirmed, confirmed_at)
};

// Every expected delegate stands in exactly one of the five columns; `present` counts those of the
// three present ones whose site is on the line now.
struct RollSums {
  uint32_t sites = 0;
  uint32_t sites_in = 0;  // checked in and on the line
  uint32_t expected = 0;
  uint32_t in_room = 0;
  uint32_t online = 0;
  uint32_t substitutes = 0;
  uint32_t absent = 0;
  uint32_t not_called = 0;
  uint32_t present = 0;
  uint32_t present_substitutes = 0;
  uint32_t heads = 0;  // head counts of the rooms, guests and staff included
  DIEMCAU_PLAIN(RollSums, sites, sites_in, expected, in_room, online, substitutes, absent,
                not_called, present, present_substitutes, heads)
  RollSums& operator+=(const RollSums& other);
  RollSums& operator-=(const RollSums& other);
};

struct Site;
RollSums sums_of(const Site& site);

// A site's sums with those of all sites below it: commune → province → centre.
std::map<SiteId, RollSums> roll_up(const State& state);
RollSums sums_below(const State& state, SiteId site);

// A formal account of attendance at one moment: the minutes' line.
struct RollReport {
  Stamp stamp;
  RollSums sums;
  DIEMCAU_PLAIN(RollReport, stamp, sums)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

struct Invitee {
  PersonId person;
  PostId post;
  UnitId unit;
  DIEMCAU_PLAIN(Invitee, person, post, unit)
};
struct RollMark {
  DelegateId delegate;
  RollStatus status = RollStatus::kNotCalled;
  std::string reason;
  Speaker substitute;
  std::string letter;
  DIEMCAU_PLAIN(RollMark, delegate, status, reason, substitute, letter)
};

struct DelegatesInvite {
  static constexpr const char* kName = "delegates.invite";
  SiteId site;
  std::vector<Invitee> people;
  DIEMCAU_PLAIN(DelegatesInvite, site, people)
};
struct DelegatesRemove {
  static constexpr const char* kName = "delegates.remove";
  SiteId site;
  std::vector<DelegateId> delegates;
  DIEMCAU_PLAIN(DelegatesRemove, site, delegates)
};
struct RollCall {
  static constexpr const char* kName = "roll.mark";
  SiteId site;
  std::vector<RollMark> marks;
  DIEMCAU_PLAIN(RollCall, site, marks)
};
// Marks all of a site who were not called yet.
struct RollCallRest {
  static constexpr const char* kName = "roll.mark_rest";
  SiteId site;
  RollStatus status = RollStatus::kInRoom;
  std::string reason;
  DIEMCAU_PLAIN(RollCallRest, site, status, reason)
};
struct RollDeclare {
  static constexpr const char* kName = "roll.declare";
  SiteId site;
  Declared declared;
  DIEMCAU_PLAIN(RollDeclare, site, declared)
};
struct RollConfirm {
  static constexpr const char* kName = "roll.confirm";
  SiteId site;
  uint32_t heads = 0;
  DIEMCAU_PLAIN(RollConfirm, site, heads)
};
struct RollReportMake {
  static constexpr const char* kName = "roll.report";
  DIEMCAU_EMPTY(RollReportMake)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct InvitedDelegate {
  DelegateId delegate;
  Invitee invitee;
  DIEMCAU_PLAIN(InvitedDelegate, delegate, invitee)
};
struct DelegatesInvited {
  static constexpr const char* kKind = "delegates.invited";
  SiteId site;
  std::vector<InvitedDelegate> delegates;
  DIEMCAU_PLAIN(DelegatesInvited, site, delegates)
};
struct DelegatesRemoved {
  static constexpr const char* kKind = "delegates.removed";
  SiteId site;
  std::vector<DelegateId> delegates;
  DIEMCAU_PLAIN(DelegatesRemoved, site, delegates)
};
struct RollMarked {
  static constexpr const char* kKind = "roll.marked";
  SiteId site;
  std::vector<RollMark> marks;
  DIEMCAU_PLAIN(RollMarked, site, marks)
};
struct RollDeclared {
  static constexpr const char* kKind = "roll.declared";
  SiteId site;
  Declared declared;
  DIEMCAU_PLAIN(RollDeclared, site, declared)
};
struct RollConfirmed {
  static constexpr const char* kKind = "roll.confirmed";
  SiteId site;
  uint32_t heads = 0;
  DIEMCAU_PLAIN(RollConfirmed, site, heads)
};
struct RollReported {
  static constexpr const char* kKind = "roll.reported";
  RollSums sums;
  DIEMCAU_PLAIN(RollReported, sums)
};

// ── Decisions and folds ──────────────────────────────────────────────────────────────────────────

Decided decide_one(const State&, const DelegatesInvite&, const Context&);
Decided decide_one(const State&, const DelegatesRemove&, const Context&);
Decided decide_one(const State&, const RollCall&, const Context&);
Decided decide_one(const State&, const RollCallRest&, const Context&);
Decided decide_one(const State&, const RollDeclare&, const Context&);
Decided decide_one(const State&, const RollConfirm&, const Context&);
Decided decide_one(const State&, const RollReportMake&, const Context&);

void apply_one(State&, const DelegatesInvited&, const Stamp&);
void apply_one(State&, const DelegatesRemoved&, const Stamp&);
void apply_one(State&, const RollMarked&, const Stamp&);
void apply_one(State&, const RollDeclared&, const Stamp&);
void apply_one(State&, const RollConfirmed&, const Stamp&);
void apply_one(State&, const RollReported&, const Stamp&);

}  // namespace diemcau::conference
