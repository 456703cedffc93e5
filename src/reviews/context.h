#pragma once

#include "reviews/types.h"

namespace diemcau::reviews {

// A post that somebody holds, by what training asks of it.
struct HeldPost {
  PostId post;
  PersonId person;
  UnitId unit;
  std::string title;  // its code
};

// What is asked of the organisation; `office/` answers from its fold.
class Organisation {
 public:
  virtual ~Organisation() = default;
  virtual bool is_active(UnitId unit) const = 0;
  // The line above; 0 for the highest.
  virtual UnitId superior_of(UnitId unit) const = 0;
  // Who answers for the unit; 0: nobody.
  virtual PersonId head_of(UnitId unit, Day day) const = 0;
  virtual bool holds_post(PersonId person, UnitId unit, Day day) const = 0;
  // Where the person holds posts on that day.
  virtual std::vector<UnitId> units_of(PersonId person, Day day) const = 0;
  virtual std::vector<HeldPost> posts_of(UnitId unit, Day day) const = 0;
  // In the unit and all below it.
  virtual std::vector<HeldPost> posts_in(UnitId branch, Day day) const = 0;
};

// What the other folds say of a unit and all below it in that time, as of the day: every figure but
// the training gaps.
class Evidence {
 public:
  virtual ~Evidence() = default;
  virtual std::vector<Figure> of(UnitId unit, Day from, Day to, Day as_of) const = 0;
};

// What the account may, by branch and purpose; 0 is the whole organisation.
class Rights {
 public:
  virtual ~Rights() = default;
  virtual bool may_review(UnitId unit) const = 0;
  virtual bool may_train(UnitId unit) const = 0;
};

// All that decide() may know besides the state.
struct Context {
  UnixTime now;
  journal::Actor actor;
  PersonId person;  // who acts; levels are said by people only
  // Always there:
  const Organisation* organisation = nullptr;
  const Evidence* evidence = nullptr;
  const Rights* rights = nullptr;
};

inline Day today(const Context& context) { return day_in_vietnam(context.now); }

}  // namespace diemcau::reviews
