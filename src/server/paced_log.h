#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"

namespace diemcau::server {

// Keeps a flood of refusals from becoming a flood of lines: so many each second are written out,
// the rest is counted and told by one line when the next one is written.
class PacedLog {
 public:
  static constexpr uint64_t kLinesPerSecond = 20;

  // What to write now.
  std::vector<std::string> take(Instant now, std::string line);

 private:
  Instant second_began_{};
  uint64_t written_ = 0;
  uint64_t left_out_ = 0;
};

}  // namespace diemcau::server
