#pragma once

#include "documents/types.h"

namespace diemcau::documents {

// What drafts ask of the organisation; `office/` answers from its fold.
class Organisation {
 public:
  virtual ~Organisation() = default;
  virtual bool is_active(UnitId unit) const = 0;
};

// All that decide() may know besides the state.
struct Context {
  UnixTime now;
  journal::Actor actor;
  std::vector<UnitId> acts_for;  // units for which the account may draft, comment and answer
  bool everywhere = false;       // acts for every unit
  const Organisation* organisation = nullptr;  // always there
};

}  // namespace diemcau::documents
