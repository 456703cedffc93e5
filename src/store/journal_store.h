#pragma once

#include "store/failure.h"

namespace diemcau::store {

// The journal with its indexes: one stream's events or one kind's, without reading all others.
class JournalStore : public journal::Log {
 public:
  using Take = std::function<bool(const journal::Event&)>;
  // In order, until `take` says false.
  virtual Stored<Unit> read_stream(std::string_view stream, journal::Seq after,
                                   const Take& take) = 0;
  virtual Stored<Unit> read_kind(std::string_view kind, journal::Seq after, const Take& take) = 0;
};

}  // namespace diemcau::store
