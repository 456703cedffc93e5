#pragma once

#include <optional>

#include "link/messages.h"

namespace diemcau::shard {

struct Peer;

// How well the connection carries what it should, as far as was measured.
std::optional<link::Quality> quality_of(const Peer& peer);

// Tells of a quality when it lasts, bad news sooner than good ones.
class QualityFollower {
 public:
  // Once a second; true when there is something to tell.
  bool follow(link::Quality seen, link::Quality& changed);

 private:
  std::optional<link::Quality> told_;
  link::Quality seen_ = link::Quality::kExcellent;
  int seen_for_ = 0;  // times
};

}  // namespace diemcau::shard
