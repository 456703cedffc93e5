#pragma once

#include "news/types.h"

namespace diemcau::news {

// What news ask of the conferences and the organisation; `office/` answers from their folds.
class World {
 public:
  virtual ~World() = default;
  // 0: no such conference, which every conference has.
  virtual UnitId convener(ConferenceId conference) const = 0;
  virtual bool is_closed(ConferenceId conference) const = 0;
  // 0: the conference has no such room.
  virtual UnitId unit_of(ConferenceId conference, SiteId site) const = 0;
  // The unit's own room; 0: none.
  virtual SiteId site_of(ConferenceId conference, UnitId unit) const = 0;
  // Whether this was a turn of that room: it was on the air then.
  virtual bool was_on_air(ConferenceId conference, SiteId site, TurnId turn) const = 0;
  virtual Figures figures(ConferenceId conference) const = 0;
  virtual LocalFigures local_figures(ConferenceId conference, SiteId site) const = 0;
  // Whether the person leads the unit by this post on that day.
  virtual bool leads(PersonId person, PostId post, UnitId unit, Day day) const = 0;
};

// All that decide() may know besides the state.
struct Context {
  UnixTime now;
  journal::Actor actor;
  PersonId person;                  // who acts, where known
  std::vector<UnitId> acts_for;     // units whose news the account may write
  std::vector<ConferenceId> keeps;  // conferences whose desk it keeps
  ConferenceId device_conference;   // of the device that acts
  SiteId device_site;               // 0: no device of a room
  const World* world = nullptr;     // always there
};

inline Day today(const Context& context) { return day_in_vietnam(context.now); }

}  // namespace diemcau::news
