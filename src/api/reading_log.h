#pragma once

#include <set>
#include <span>
#include <tuple>

#include "office/live_views.h"
#include "store/access_log.h"

namespace diemcau::api {

// Writes down who reads whose data, before it is shown. A page that the same account opens again
// within the hour stands in the log once: screens come back after each loss of a line.
class ReadingLog {
 public:
  store::Stored<Unit> record(std::span<const office::Reading> readings, store::AccessLog& log,
                             UnixTime now);

 private:
  using Key = std::tuple<AccountId, office::PersonShown, std::string>;
  std::set<Key> of_this_hour_;
  int64_t hour_ = 0;
};

}  // namespace diemcau::api
