#pragma once

#include "conference/context.h"

// Who has a part in the demo. Inside the folder only.
namespace diemcau::demo {

struct Cast {
  UnitId centre;
  std::vector<UnitId> departments;
  std::vector<UnitId> provinces;
  std::vector<UnitId> communes;  // of the first province
  conference::Speaker head;      // of the centre
  AccountId chair;               // the head's
  AccountId province;            // of the first province's head
  AccountId neighbour;           // of the second province's
  AccountId commune;             // of its first commune's
};

}  // namespace diemcau::demo
