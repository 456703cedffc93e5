#pragma once

#include "office/secret_ballots.h"
#include "organisation/sealer.h"
#include "store/store.h"

// What the office needs of the store, by its own names.
namespace diemcau::server {

class StoreSealer final : public organisation::Sealer {
 public:
  explicit StoreSealer(store::PersonKeys& keys) : keys_(keys) {}
  std::string seal(PersonId person, std::string_view plain) override;
  std::optional<std::string> open(PersonId person, std::string_view sealed) const override;

 private:
  store::PersonKeys& keys_;
};

class StoreBallots final : public office::SecretBallots {
 public:
  explicit StoreBallots(store::Ballots& ballots) : ballots_(ballots) {}
  Result<Unit, journal::LogFailure> cast(
      ConferenceId conference, std::span<const conference::SecretBallot> ballots) override;
  Result<std::vector<uint32_t>, journal::LogFailure> count(ConferenceId conference,
                                                           conference::VoteId vote) override;

 private:
  store::Ballots& ballots_;
};

}  // namespace diemcau::server
