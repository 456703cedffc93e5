#pragma once

#include "tasks/types.h"

namespace diemcau::tasks {

// What tasks ask of the organisation; `office/` answers from its fold.
class Organisation {
 public:
  virtual ~Organisation() = default;
  virtual bool is_active(UnitId unit) const = 0;
  // The line above; 0 for the highest.
  virtual UnitId superior_of(UnitId unit) const = 0;
  // By the second line; 0: none.
  virtual UnitId second_superior_of(UnitId unit) const = 0;
  // Whether the person holds the post (0: any) in the unit on that day.
  virtual bool holds_post(PersonId person, PostId post, UnitId unit, Day day) const = 0;
};

// All that decide() may know besides the state.
struct Context {
  UnixTime now;
  journal::Actor actor;
  PersonId person;               // who acts, where known
  std::vector<UnitId> acts_for;  // units whose tasks the account may give, take and report
  bool everywhere = false;       // acts for every unit
  const Organisation* organisation = nullptr;  // always there
};

inline Day today(const Context& context) { return day_in_vietnam(context.now); }

}  // namespace diemcau::tasks
