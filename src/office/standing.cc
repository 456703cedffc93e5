#include "office/standing.h"

#include <algorithm>

#include "organisation/may.h"

namespace diemcau::office {
namespace {

using conference::DeviceRole;
using conference::Official;
using conference::Role;
using conference::Standing;

bool has(const std::vector<Official>& officials, PersonId person) {
  return std::any_of(officials.begin(), officials.end(),
                     [&](const Official& one) { return one.person == person; });
}

void add_offices(const conference::State& state, PersonId person, std::vector<Standing>& out) {
  if (person.value == 0) return;
  if (state.life.chair.person == person) out.push_back({Role::kChair, state.life.chair.site});
  if (has(state.life.co_chairs, person)) out.push_back({Role::kCoChair, {}});
  if (has(state.life.secretaries, person)) out.push_back({Role::kSecretary, {}});
  if (has(state.life.technicians, person)) out.push_back({Role::kTechnician, {}});
  for (const auto& [id, site] : state.sites) {
    if (site.spec.chair == person) out.push_back({Role::kSiteChair, id});
  }
}

// Who drafted a conference keeps its papers, whoever else is appointed for that.
void add_drafter(const conference::State& state, const Caller& caller, std::vector<Standing>& out) {
  if (caller.account.value == 0 || state.life.drafted.who != actor_of(caller).who) return;
  out.push_back({Role::kSecretary, {}});
}

// By the organisation's own roles.
void add_granted(const conference::State& state, const organisation::State& organisation,
                 AccountId account, std::vector<Standing>& out) {
  using organisation::Purpose;
  if (account.value == 0) return;
  const auto may = [&](Purpose purpose) {
    return organisation::may(organisation, account, purpose, state.id, state.life.call.unit);
  };
  if (may(Purpose::kConvene)) out.push_back({Role::kSecretary, {}});
  if (may(Purpose::kOperate)) out.push_back({Role::kTechnician, {}});
}

// A device that has left, or whose link was revoked, is nobody any more.
void add_device(const conference::State& state, const Caller& caller, std::vector<Standing>& out) {
  if (caller.conference != state.id) return;
  const conference::Site* site = conference::find_site(state, caller.site);
  if (site == nullptr) return;
  const auto device = site->devices.all.find(caller.device);
  if (device == site->devices.all.end() || !device->second.here) return;
  const bool phone = device->second.role == DeviceRole::kPhone;
  out.push_back({phone ? Role::kDelegate : Role::kSiteOperator, caller.site});
}

}  // namespace

std::vector<Standing> standings_in(const conference::State& state,
                                   const organisation::State& organisation, const Caller& caller) {
  if (caller.system) return {{Role::kSystem, {}}};
  std::vector<Standing> out;
  add_offices(state, caller.person, out);
  add_drafter(state, caller, out);
  add_granted(state, organisation, caller.account, out);
  add_device(state, caller, out);
  if (out.empty()) out.push_back({Role::kViewer, {}});
  return out;
}

bool leads_or_helps(Role role) {
  return role == Role::kChair || role == Role::kCoChair || role == Role::kSecretary ||
         role == Role::kTechnician || role == Role::kSystem;
}

bool keeps_or_leads(const conference::State& state, const organisation::State& organisation,
                    const Caller& caller) {
  const auto standings = standings_in(state, organisation, caller);
  return std::any_of(standings.begin(), standings.end(),
                     [](const Standing& one) { return leads_or_helps(one.role); });
}

}  // namespace diemcau::office
