#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "store/failure.h"

namespace diemcau::store {

// What was voted in secret, and nothing else: no person, no time, no order. Who took part is in the
// journal. In a file of its own that is neither exported nor backed up.
class Ballots {
 public:
  virtual ~Ballots() = default;
  // `ballot` is its name in the journal ("conference/4/vote/2"). Votes that arrive together should
  // be cast together: they mix. Afterwards the file shows no order either (README.md).
  virtual Stored<Unit> cast(std::string_view ballot, std::span<const std::string> choices) = 0;
  // Votes by choice. Whether a small group may see it is the conference's to decide.
  virtual Stored<std::map<std::string, uint32_t>> count(std::string_view ballot) = 0;
  virtual Stored<Unit> forget(std::string_view ballot) = 0;
};

}  // namespace diemcau::store
