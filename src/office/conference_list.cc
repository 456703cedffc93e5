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

// What the account is in it, viewers left out.
std::vector<conference::Role> roles_in(const Folds& folds, const conference::State& state,
                                       const Caller& caller) {
  std::vector<conference::Role> roles;
  for (const auto& standing : standings_in(state, folds.organisation, caller)) {
    const bool seen = std::find(roles.begin(), roles.end(), standing.role) != roles.end();
    if (standing.role != conference::Role::kViewer && !seen) roles.push_back(standing.role);
  }
  return roles;
}

void put_latest_first(std::vector<ConferenceLine>& lines) {
  std::stable_sort(lines.begin(), lines.end(),
                   [](const auto& a, const auto& b) { return a.begins > b.begins; });
}

bool takes_part(const conference::State& state, UnitId unit) {
  if (state.life.phase == conference::Phase::kNone) return false;
  return state.life.call.unit == unit ||
         std::any_of(state.sites.begin(), state.sites.end(),
                     [&](const auto& site) { return site.second.spec.unit == unit; });
}

}  // namespace

ConferenceList conferences_of(const Folds& folds, AccountId account) {
  const Caller caller = caller_of_account(folds, account);
  ConferenceList list;
  for (const auto& [id, state] : folds.conferences) {
    auto roles = roles_in(folds, state, caller);
    if (!roles.empty()) list.conferences.push_back(line_of(state, std::move(roles)));
  }
  put_latest_first(list.conferences);
  return list;
}

std::vector<ConferenceLine> conferences_with(const Folds& folds, AccountId account, UnitId unit) {
  const Caller caller = caller_of_account(folds, account);
  std::vector<ConferenceLine> lines;
  for (const auto& [id, state] : folds.conferences) {
    if (takes_part(state, unit)) lines.push_back(line_of(state, roles_in(folds, state, caller)));
  }
  put_latest_first(lines);
  return lines;
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
