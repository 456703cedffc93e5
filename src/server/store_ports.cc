#include "server/store_ports.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <map>

namespace diemcau::server {
namespace {

std::string ballot_name(ConferenceId conference, conference::VoteId vote) {
  return fmt::format("conference/{}/vote/{}", conference.value, vote.value);
}

}  // namespace

std::string StoreSealer::seal(PersonId person, std::string_view plain) {
  auto sealed = keys_.seal(person, plain);
  if (sealed.ok()) return std::move(*sealed);
  // The organisation refuses to change a person who was erased; without a key nothing is kept.
  spdlog::error("office: {}", sealed.error().sentence);
  return {};
}

std::optional<std::string> StoreSealer::open(PersonId person, std::string_view sealed) const {
  return keys_.open(person, sealed);
}

Result<Unit, journal::LogFailure> StoreBallots::cast(
    ConferenceId conference, std::span<const conference::SecretBallot> ballots) {
  std::map<conference::VoteId, std::vector<std::string>> choices;
  for (const auto& ballot : ballots) {
    choices[ballot.vote].push_back(std::to_string(ballot.choice));
  }
  for (const auto& [vote, all] : choices) {
    auto done = ballots_.cast(ballot_name(conference, vote), all);
    if (!done.ok()) return done;
  }
  return Unit{};
}

Result<std::vector<uint32_t>, journal::LogFailure> StoreBallots::count(ConferenceId conference,
                                                                       conference::VoteId vote) {
  const auto counted = ballots_.count(ballot_name(conference, vote));
  if (!counted.ok()) return Err{counted.error()};
  std::vector<uint32_t> counts;
  for (const auto& [choice, votes] : *counted) {
    const auto label = static_cast<size_t>(std::stoul(choice));
    counts.resize(std::max(counts.size(), label + 1));
    counts[label] = votes;
  }
  return counts;
}

}  // namespace diemcau::server
