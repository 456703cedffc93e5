#include "journal/memory_log.h"

namespace diemcau::journal {

namespace {

// A body must be text that can be read again; one with bytes that are not UTF-8 is not.
bool can_be_written(const Json& body) {
  try {
    (void)body.dump();
    return true;
  } catch (const Json::exception&) {
    return false;
  }
}

}  // namespace

Result<std::vector<Event>, LogFailure> MemoryLog::append(std::span<const Batch> batches) {
  if (failure_) return Err{*std::exchange(failure_, std::nullopt)};
  std::vector<Event> added;
  for (const Batch& batch : batches) {
    for (const Draft& draft : batch.drafts) {
      if (!can_be_written(draft.body))
        return Err{LogFailure{"A fact holds text that is not UTF-8."}};
      const Seq seq{events_.size() + added.size() + 1};
      added.push_back({seq, batch.at, batch.actor, draft.stream, draft.kind, draft.body});
    }
  }
  events_.insert(events_.end(), added.begin(), added.end());
  return added;
}

Result<Unit, LogFailure> MemoryLog::read(Seq after, const std::function<bool(const Event&)>& take) {
  for (size_t i = after.value; i < events_.size(); ++i) {
    if (!take(events_[i])) break;
  }
  return Unit{};
}

}  // namespace diemcau::journal
