#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "conference/votes.h"
#include "journal/log.h"

namespace diemcau::office {

// Where the choices of secret votes are kept: apart from the journal, without a voter, an order or
// a time. `store/` has the place; the composition root joins the two.
class SecretBallots {
 public:
  virtual ~SecretBallots() = default;
  // Choices that arrive together are cast together: they mix.
  virtual Result<Unit, journal::LogFailure> cast(
      ConferenceId conference, std::span<const conference::SecretBallot> ballots) = 0;
  // How many chose each label, by its place.
  virtual Result<std::vector<uint32_t>, journal::LogFailure> count(ConferenceId conference,
                                                                   conference::VoteId vote) = 0;
};

}  // namespace diemcau::office
