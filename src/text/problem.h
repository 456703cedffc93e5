#pragma once

#include <cstdint>
#include <string>

namespace diemcau::text {

// Why a file is not read: the code of a sentence (refusals.h) and what fills its gaps; 0 where a
// gap is none of it.
struct Problem {
  std::string code;
  uint32_t line = 0;    // from 1, as an editor counts
  uint32_t column = 0;  // the cell, from 1
  uint64_t max = 0;
  bool operator==(const Problem&) const = default;
};

}  // namespace diemcau::text
