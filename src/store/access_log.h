#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "store/failure.h"

namespace diemcau::store {

// Somebody has read a person's data.
struct Access {
  AccountId reader;
  PersonId person;
  std::string purpose;  // a word of organisation::Purpose
  std::string what;     // which fields or which page: "phone", "unit/12"
  UnixTime at;
  bool operator==(const Access&) const = default;
};

// Who has read whose data, for what, when. Written before the data is shown; readable by the
// person. Kept as long as the caller says, never changed.
class AccessLog {
 public:
  virtual ~AccessLog() = default;
  virtual Stored<Unit> record(std::span<const Access> accesses) = 0;  // all with one sync
  // The newest first.
  virtual Stored<std::vector<Access>> of_person(PersonId person, size_t limit) = 0;
  virtual Stored<std::vector<Access>> of_reader(AccountId reader, size_t limit) = 0;
  virtual Stored<Unit> forget_before(UnixTime time) = 0;
};

}  // namespace diemcau::store
