#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "store/failure.h"

namespace diemcau::store {

// A fold as it stood after `seq`. Only shortens the start: without it the journal is read from 1.
struct Snapshot {
  journal::Seq seq;
  std::vector<uint8_t> bytes;
};

// The newest two of each name are kept, so that a damaged one does not cost more than time. The
// writer's name says the format ("office 3"): another format is another name.
class Snapshots {
 public:
  virtual ~Snapshots() = default;
  virtual Stored<Unit> keep(std::string_view name, journal::Seq seq, Bytes bytes) = 0;
  // The newest whose checksum is right and that the journal has reached.
  virtual Stored<std::optional<Snapshot>> newest(std::string_view name) = 0;
};

}  // namespace diemcau::store
