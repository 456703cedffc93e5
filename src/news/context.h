#pragma once

#include "news/types.h"

namespace diemcau::news {

// What news ask of the conferences, of the organisation and of the rights of who acts; `office/`
// answers from their folds.
class World {
 public:
  virtual ~World() = default;
  // 0: no such conference, which every conference has.
  virtual UnitId convener(ConferenceId conference) const = 0;
  virtual bool is_closed(ConferenceId conference) const = 0;
  virtual std::string title(ConferenceId conference) const = 0;
  // The unit's own room; 0: none.
  virtual SiteId site_of(ConferenceId conference, UnitId unit) const = 0;
  virtual std::string site_name(ConferenceId conference, SiteId site) const = 0;
  virtual Figures figures(ConferenceId conference) const = 0;
  virtual LocalFigures local_figures(ConferenceId conference, SiteId site) const = 0;
  // Whether the person leads the unit by this post on that day.
  virtual bool leads(PersonId person, PostId post, UnitId unit, Day day) const = 0;

  // Whether who acts may write the news of the unit.
  virtual bool may_write(UnitId unit) const = 0;
  // Whether who acts keeps the conference's desk, or is the room itself.
  virtual bool keeps(ConferenceId conference) const = 0;
  virtual bool is_room(ConferenceId conference, SiteId site) const = 0;
};

// All that decide() may know besides the state.
struct Context {
  UnixTime now;
  journal::Actor actor;
  PersonId person;               // who acts, where known
  const World* world = nullptr;  // always there
};

inline Day today(const Context& context) { return day_in_vietnam(context.now); }

}  // namespace diemcau::news
