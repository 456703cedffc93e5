#pragma once

#include "organisation/accounts.h"
#include "organisation/sealer.h"

namespace diemcau::organisation {

// What stands outside the organisation and refers to it: tasks, conferences, papers.
class Uses {
 public:
  virtual ~Uses() = default;
  // What refers to it, for a sentence ("task:12"); empty: nothing.
  virtual std::string of_unit(UnitId unit) const = 0;
  virtual std::string of_person(PersonId person) const = 0;
  virtual std::string of_post(PostId post) const = 0;
};

// All that decide() may know besides the state. `office/` fills it; nothing here comes from the
// body of a command.
struct Context {
  UnixTime now;
  journal::Actor actor;
  AccountId account;           // who acts; 0: nobody who has one
  bool system = false;         // diemcau itself (the first start, the demo): may do everything
  Sealer* sealer = nullptr;    // needed wherever people are added or changed
  const Uses* uses = nullptr;  // none: nothing outside refers to anything
};

inline Day today(const Context& context) { return day_in_vietnam(context.now); }

}  // namespace diemcau::organisation
