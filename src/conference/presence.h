#pragma once

#include "conference/roll.h"

// Who was there while a course was held: what a training record is made of.
namespace diemcau::conference {

struct State;

// ── State ────────────────────────────────────────────────────────────────────────────────────────

struct SitePresence {
  SiteId site;
  std::vector<PersonId>
      people;            // a substitute who is known by id stands here, not whom he replaces
  uint32_t unnamed = 0;  // present by count only
  DIEMCAU_PLAIN(SitePresence, site, people, unnamed)
};

struct Presence {
  std::string course;
  std::vector<SitePresence> sites;
  Stamp stamp;
  DIEMCAU_PLAIN(Presence, course, sites, stamp)
};

// ── Fact ─────────────────────────────────────────────────────────────────────────────────────────

// Follows, in the same batch, whatever ends an item that is a course. Recorded again, it replaces
// what was recorded before.
struct PresenceRecorded {
  static constexpr const char* kKind = "presence.recorded";
  ItemId item;
  std::string course;
  std::vector<SitePresence> sites;
  DIEMCAU_PLAIN(PresenceRecorded, item, course, sites)
};

// Who is there now, for the item's course.
PresenceRecorded presence_now(const State& state, ItemId item);

void apply_one(State&, const PresenceRecorded&, const Stamp&);

}  // namespace diemcau::conference
