#pragma once

#include <optional>

#include "journal/log.h"

namespace diemcau::journal {

// A journal that a process forgets when it ends: for tests of what is built on Log. It keeps the
// same promises as the one on disk (store/ holds both to one suite).
class MemoryLog final : public Log {
 public:
  Result<std::vector<Event>, LogFailure> append(std::span<const Batch> batches) override;
  Result<Unit, LogFailure> read(Seq after, const std::function<bool(const Event&)>& take) override;
  Seq last() const override { return {events_.size()}; }

  // The next append fails, as on a full disk, and keeps nothing.
  void fail_next_append(std::string sentence) { failure_ = LogFailure{std::move(sentence)}; }

 private:
  std::vector<Event> events_;
  std::optional<LogFailure> failure_;
};

}  // namespace diemcau::journal
