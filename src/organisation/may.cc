#include "organisation/may.h"

#include <algorithm>
#include <array>

#include "organisation/queries.h"
#include "organisation/state.h"

namespace diemcau::organisation {

namespace {

// '.' no, 'l' along the line above, 'L' also for units under the branch by their second superior.
//
//  see_units           the tree, posts, who holds them
//  | see_personal
//  | | units
//  | | | people
//  | | | | import
//  | | | | | words
//  | | | | | | accounts
//  | | | | | | | convene
//  | | | | | | | | papers
//  | | | | | | | | | approve_papers
//  | | | | | | | | | | tasks
//  | | | | | | | | | | | documents
//  | | | | | | | | | | | | reviews
//  | | | | | | | | | | | | | training
//  | | | | | | | | | | | | | | publish
//  | | | | | | | | | | | | | | | operate
//  | | | | | | | | | | | | | | | | export
//  | | | | | | | | | | | | | | | | | approve_export
//  | | | | | | | | | | | | | | | | | | hold
//  | | | | | | | | | | | | | | | | | | | erase
//  | | | | | | | | | | | | | | | | | | | | audit
constexpr auto kRoleTable = std::to_array<RoleRow>({
    {Role::kAdministrator, "L.l.lll........l....l"},
    {Role::kOrganiser, "Llllll.......l..l...."},
    {Role::kLeader, "Ll.....lllLllll..lll."},
    {Role::kSecretariat, "Ll.....ll.Lllll......"},
    {Role::kClerk, "L.......l.ll........."},
    {Role::kTechnician, "L..............l....."},
    {Role::kAuditor, "L...................l"},
    {Role::kViewer, "L...................."},
});

constexpr bool table_is_square() {
  for (size_t i = 0; i < kRoleTable.size(); ++i) {
    if (kRoleTable[i].role != static_cast<Role>(i)) return false;
    if (kRoleTable[i].reaches.size() != static_cast<size_t>(Purpose::kAudit) + 1) return false;
  }
  return true;
}
static_assert(table_is_square());

bool holds_for(const State& state, const Grant& grant, Purpose purpose, UnitId unit) {
  const Reach reach = reach_of(grant.role, purpose);
  if (reach == Reach::kNo || grant.conference.value != 0) return false;
  if (grant.branch.value == 0) return true;
  return unit.value != 0 && in_branch(state, unit, grant.branch, reach == Reach::kLines);
}

// Calls `holds(grant)` for each grant of an account that may come in, until one does.
template <class Holds>
bool any_grant(const State& state, AccountId id, Holds holds) {
  const Account* account = find_account(state, id);
  if (account == nullptr || account->disabled) return false;
  const auto grants = state.index.grants_of.find(id);
  if (grants == state.index.grants_of.end()) return false;
  return std::any_of(grants->second.begin(), grants->second.end(),
                     [&](GrantId grant) { return holds(state.grants.at(grant)); });
}

// Where a person belongs: the posts of that day, else the one that ended last.
std::vector<UnitId> units_of(const State& state, PersonId person, Day day) {
  const auto posts = state.index.posts_of_person.find(person);
  if (posts == state.index.posts_of_person.end()) return {};
  std::vector<UnitId> now;
  const Post* last = nullptr;
  for (const PostId id : posts->second) {
    const Post& post = state.posts.at(id);
    if (is_held(post, day)) now.push_back(post.spec.unit);
    const bool later = last == nullptr || !is_set(post.spec.to) ||
                       (is_set(last->spec.to) && last->spec.to <= post.spec.to);
    if (later) last = &post;
  }
  if (now.empty() && last != nullptr) now.push_back(last->spec.unit);
  return now;
}

}  // namespace

std::span<const RoleRow> role_table() { return kRoleTable; }

Reach reach_of(Role role, Purpose purpose) {
  switch (kRoleTable[static_cast<size_t>(role)].reaches[static_cast<size_t>(purpose)]) {
    case 'l':
      return Reach::kLine;
    case 'L':
      return Reach::kLines;
    default:
      return Reach::kNo;
  }
}

bool may(const State& state, AccountId account, Purpose purpose, UnitId unit) {
  return any_grant(state, account,
                   [&](const Grant& grant) { return holds_for(state, grant, purpose, unit); });
}

bool may(const State& state, AccountId account, Purpose purpose, PersonId person, Day day) {
  if (may(state, account, purpose, UnitId{})) return true;
  const Account* mine = find_account(state, account);
  const bool seeing = purpose == Purpose::kSeeUnits || purpose == Purpose::kSeePersonal;
  const bool own = mine != nullptr && mine->person == person && person.value != 0;
  if (seeing && own && !mine->disabled) return true;
  const auto units = units_of(state, person, day);
  return std::any_of(units.begin(), units.end(),
                     [&](UnitId unit) { return may(state, account, purpose, unit); });
}

bool may(const State& state, AccountId account, Purpose purpose, ConferenceId conference,
         UnitId convener) {
  if (may(state, account, purpose, convener)) return true;
  return any_grant(state, account, [&](const Grant& grant) {
    return grant.conference == conference && conference.value != 0 &&
           reach_of(grant.role, purpose) != Reach::kNo;
  });
}

std::vector<UnitId> branches_for(const State& state, AccountId account, Purpose purpose) {
  std::vector<UnitId> branches;
  any_grant(state, account, [&](const Grant& grant) {
    if (grant.conference.value == 0 && reach_of(grant.role, purpose) != Reach::kNo) {
      branches.push_back(grant.branch);
    }
    return false;
  });
  return branches;
}

bool UnitsFor::holds(UnitId unit) const {
  return unit.value != 0 && (all || std::binary_search(units.begin(), units.end(), unit));
}

UnitsFor units_for(const State& state, AccountId account, Purpose purpose) {
  UnitsFor found;
  found.all = any_grant(state, account, [&](const Grant& grant) {
    const Reach reach = reach_of(grant.role, purpose);
    if (reach == Reach::kNo || grant.conference.value != 0) return false;
    if (grant.branch.value == 0) return true;
    const auto branch = branch_of(state, grant.branch, reach == Reach::kLines);
    found.units.insert(found.units.end(), branch.begin(), branch.end());
    return false;
  });
  if (found.all) found.units.clear();
  std::sort(found.units.begin(), found.units.end());
  found.units.erase(std::unique(found.units.begin(), found.units.end()), found.units.end());
  return found;
}

}  // namespace diemcau::organisation
