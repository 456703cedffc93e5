#include "api/reading_log.h"

#include <utility>

namespace diemcau::api {
namespace {

constexpr int64_t kHourMs = 3'600'000;
constexpr size_t kMaxKeys = 100'000;

}  // namespace

store::Stored<Unit> ReadingLog::record(std::span<const office::Reading> readings,
                                       store::AccessLog& log, UnixTime now) {
  const int64_t hour = now.ms / kHourMs;
  if (std::exchange(hour_, hour) != hour || of_this_hour_.size() > kMaxKeys) of_this_hour_.clear();
  std::vector<store::Access> accesses;
  std::vector<Key> keys;
  for (const office::Reading& one : readings) {
    Key key{one.reader, one.shown, one.view};
    if (of_this_hour_.contains(key)) continue;
    accesses.push_back(
        {one.reader, one.shown.person, journal::word(one.shown.purpose), one.view, now});
    keys.push_back(std::move(key));
  }
  auto done = log.record(accesses);
  if (done.ok()) of_this_hour_.insert(keys.begin(), keys.end());
  return done;
}

}  // namespace diemcau::api
