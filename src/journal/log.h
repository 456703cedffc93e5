#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "journal/event.h"

namespace diemcau::journal {

// Facts that come to hold together or not at all.
struct Batch {
  UnixTime at;
  Actor actor;
  std::vector<Draft> drafts;
};

// Why the journal could not be written or read: what happened and what to do, for the operator.
struct LogFailure {
  std::string sentence;
};

// The durable journal. One writer; called from one thread only.
class Log {
 public:
  virtual ~Log() = default;

  // Appends all batches in order, in one go: afterwards they survive a loss of power, or, on
  // failure, none of them is in the journal. The events as they are kept, in order.
  virtual Result<std::vector<Event>, LogFailure> append(std::span<const Batch> batches) = 0;

  // Hands out every event after `after`, in order, until `take` says false.
  virtual Result<Unit, LogFailure> read(Seq after,
                                        const std::function<bool(const Event&)>& take) = 0;
  // The last event's, 0 for an empty journal.
  virtual Seq last() const = 0;
};

}  // namespace diemcau::journal
