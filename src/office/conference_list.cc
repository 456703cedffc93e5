#include "office/conference_list.h"

#include <algorithm>

#include "office/standing.h"

namespace diemcau::office {
namespace {

ConferenceLine line_of(const conference::State& state, std::vector<conference::Role> roles) {
  const conference::Call& call = state.life.call;
  return {state.id,
          call.title,
          call.unit,
          state.life.phase,
          call.sittings.empty() ? UnixTime{} : call.sittings.front().begins,
          static_cast<uint32_t>(state.sites.size()),
          std::move(roles)};
}

}  // namespace

ConferenceList conferences_of(const Folds& folds, AccountId account) {
  const Caller caller = caller_of_account(folds, account);
  ConferenceList list;
  for (const auto& [id, state] : folds.conferences) {
    std::vector<conference::Role> roles;
    for (const auto& standing : standings_in(state, folds.organisation, caller)) {
      const bool seen = std::find(roles.begin(), roles.end(), standing.role) != roles.end();
      if (standing.role != conference::Role::kViewer && !seen) roles.push_back(standing.role);
    }
    if (!roles.empty()) list.conferences.push_back(line_of(state, std::move(roles)));
  }
  std::stable_sort(list.conferences.begin(), list.conferences.end(),
                   [](const auto& a, const auto& b) { return a.begins > b.begins; });
  return list;
}

Caller caller_of_account(const Folds& folds, AccountId account) {
  Caller caller;
  const organisation::Account* found = organisation::find_account(folds.organisation, account);
  if (found == nullptr || found->disabled) return caller;
  caller.account = account;
  caller.person = found->person;
  return caller;
}

}  // namespace diemcau::office
