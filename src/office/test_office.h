#pragma once

#include <gtest/gtest.h>

#include <map>

#include "journal/memory_log.h"
#include "office/office.h"
#include "organisation/commands.h"

// Inside tests only: an office in memory.
namespace diemcau::office {

class PlainSealer final : public organisation::Sealer {
 public:
  std::string seal(PersonId person, std::string_view plain) override {
    return std::to_string(person.value) + "|" + std::string(plain);
  }
  std::optional<std::string> open(PersonId person, std::string_view sealed) const override {
    const std::string key = std::to_string(person.value) + "|";
    if (!sealed.starts_with(key)) return {};
    return std::string(sealed.substr(key.size()));
  }
};

class MemoryBallots final : public SecretBallots {
 public:
  Result<Unit, journal::LogFailure> cast(
      ConferenceId conference, std::span<const conference::SecretBallot> ballots) override {
    if (full) return Err{journal::LogFailure{"The disk of the ballots is full."}};
    for (const auto& ballot : ballots) {
      auto& counts = votes[{conference, ballot.vote}];
      counts.resize(std::max<size_t>(counts.size(), ballot.choice + 1));
      ++counts[ballot.choice];
    }
    return Unit{};
  }
  Result<std::vector<uint32_t>, journal::LogFailure> count(ConferenceId conference,
                                                           conference::VoteId vote) override {
    return votes[{conference, vote}];
  }
  std::map<std::pair<ConferenceId, conference::VoteId>, std::vector<uint32_t>> votes;
  bool full = false;
};

// An office whose account 1 may convene for the whole organisation.
class TestOffice {
 public:
  TestOffice() {
    EXPECT_TRUE(office.open().ok());
    must(organisation::AccountCreate{{}, "Thư ký", "thử"});
    must(organisation::RoleGrant{{1}, organisation::Role::kSecretariat, {}, {}, "thử"});
  }
  template <class Command>
  void must(const Command& command, std::string stream = organisation::kStream) {
    Caller system;
    system.system = true;
    const Request request{system, std::move(stream), Command::kName, journal::Json(command)};
    const auto reply = office.execute(now, std::span(&request, 1)).front();
    ASSERT_TRUE(std::holds_alternative<Done>(reply)) << Command::kName;
  }

  PlainSealer sealer;
  MemoryBallots ballots;
  journal::MemoryLog log;
  UnixTime now{1'700'000'000'000};
  Office office{log, sealer, ballots};
};

}  // namespace diemcau::office
