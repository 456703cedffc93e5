#include "organisation/accounts.h"

#include "organisation/decided.h"

namespace diemcau::organisation {

namespace {

// Whose account it is decides who looks after it: the person's units, or the whole for a desk.
Denial may_manage(const State& state, const Context& context, PersonId person) {
  if (person.value == 0) return not_allowed(state, context, Purpose::kAccounts, UnitId{});
  return not_allowed(state, context, Purpose::kAccounts, person);
}

Denial may_manage(const State& state, const Context& context, AccountId id) {
  const Account* account = find_account(state, id);
  if (account == nullptr) return deny("account.unknown", {{"account", id}});
  return may_manage(state, context, account->person);
}

Denial bad_person(const State& state, PersonId id) {
  if (id.value == 0) return {};
  const Person* person = find_person(state, id);
  if (person == nullptr) return deny("person.unknown", {{"person", id}});
  if (person->erased) return deny("person.erased", {{"person", id}});
  if (state.index.account_of.contains(id)) {
    return deny("account.person_has_one", {{"person", id}});
  }
  return {};
}

bool administers_all(const State& state, AccountId id) {
  return may(state, id, Purpose::kAccounts, UnitId{});
}

size_t administrators(const State& state) {
  return static_cast<size_t>(
      std::count_if(state.accounts.begin(), state.accounts.end(),
                    [&](const auto& one) { return administers_all(state, one.first); }));
}

// Whether nobody would be left to give anybody anything.
Denial is_last(const State& state, AccountId id) {
  if (!administers_all(state, id) || administrators(state) > 1) return {};
  return deny("account.last_administrator");
}

// The only administrator has nobody else to ask.
Denial to_oneself(const State& state, AccountId account, const Context& context) {
  if (context.system || account != context.account || administrators(state) == 1) return {};
  return deny("grant.to_yourself");
}

bool has_role(const State& state, const RoleGrant& c) {
  const auto grants = state.index.grants_of.find(c.account);
  if (grants == state.index.grants_of.end()) return false;
  return std::any_of(grants->second.begin(), grants->second.end(), [&](GrantId id) {
    const Grant& grant = state.grants.at(id);
    return grant.role == c.role && grant.branch == c.branch && grant.conference == c.conference;
  });
}

constexpr int64_t kDayMs = 24 * 3600 * 1000;
constexpr int64_t kMaxInvitationMs = 30 * kDayMs;

Denial may_manage_grants(const State& state, const Context& context, AccountId account) {
  const auto grants = state.index.grants_of.find(account);
  if (grants == state.index.grants_of.end()) return {};
  for (const GrantId id : grants->second) {
    const UnitId branch = state.grants.at(id).branch;
    if (Denial no = not_allowed(state, context, Purpose::kAccounts, branch)) return no;
  }
  return {};
}

Denial need_why(const std::string& why) { return missing_or_too_long(why, kTextLetters, "why"); }

}  // namespace

Decided decide_one(const State& state, const AccountCreate& c, const Context& context) {
  if (Denial no = first_of(bad_person(state, c.person), may_manage(state, context, c.person),
                           too_long(c.label, kNameLetters, "label"), need_why(c.why),
                           too_many(state.accounts.size() + 1, kMaxAccounts, "accounts"))) {
    return *no;
  }
  if (c.person.value == 0 && journal::is_blank(c.label)) {
    return deny("text.missing", {{"field", "label"}});
  }
  return AccountCreated{AccountId{state.last.account + 1}, c.person, c.label, c.why};
}

Decided decide_one(const State& state, const AccountLink& c, const Context& context) {
  if (Denial no = may_manage(state, context, c.account)) return *no;
  if (state.accounts.at(c.account).person == c.person) return nothing();
  if (Denial no = first_of(bad_person(state, c.person), may_manage(state, context, c.person))) {
    return *no;
  }
  return AccountLinked{c.account, c.person};
}

Decided decide_one(const State& state, const AccountDisable& c, const Context& context) {
  if (Denial no = first_of(may_manage(state, context, c.account), need_why(c.why))) return *no;
  if (state.accounts.at(c.account).disabled) return nothing();
  if (Denial no = is_last(state, c.account)) return *no;
  return AccountDisabled{c.account, c.why};
}

Decided decide_one(const State& state, const AccountEnable& c, const Context& context) {
  if (Denial no = first_of(may_manage(state, context, c.account), need_why(c.why))) return *no;
  if (!state.accounts.at(c.account).disabled) return nothing();
  return AccountEnabled{c.account, c.why};
}

// The link hands over all that the account may do, so it takes the right over all of that.
Decided decide_one(const State& state, const AccountInvite& c, const Context& context) {
  if (Denial no = first_of(may_manage(state, context, c.account),
                           may_manage_grants(state, context, c.account),
                           missing_or_too_long(c.secret_hash, kNameLetters, "secret_hash"))) {
    return *no;
  }
  const Account& account = state.accounts.at(c.account);
  if (account.disabled) return deny("account.disabled", {{"account", c.account}});
  if (account_of_invitation(state, c.secret_hash).value != 0) return deny("invitation.twice");
  const bool fits = c.expires > context.now && c.expires.ms - context.now.ms <= kMaxInvitationMs;
  if (!fits) return deny("invitation.days", {{"max", kMaxInvitationMs / kDayMs}});
  return AccountInvited{c.account, c.secret_hash, c.expires};
}

Decided decide_one(const State& state, const AccountClaim& c, const Context& context) {
  const AccountId id = account_of_invitation(state, c.secret_hash);
  if (id.value == 0) return deny("invitation.wrong");
  const Account& account = state.accounts.at(id);
  if (account.disabled) return deny("account.disabled", {{"account", id}});
  if (context.now >= account.invitation->expires) return deny("invitation.expired");
  return AccountClaimed{id};
}

Decided decide_one(const State& state, const RoleGrant& c, const Context& context) {
  const Account* account = find_account(state, c.account);
  if (account == nullptr) return deny("account.unknown", {{"account", c.account}});
  if (account->disabled) return deny("account.disabled", {{"account", c.account}});
  if (c.branch.value != 0) {
    if (Denial no = not_active(state, c.branch)) return *no;
  }
  // A role in one conference reaches no further than that, but it is given by who may give it.
  if (Denial no = first_of(not_allowed(state, context, Purpose::kAccounts, c.branch),
                           to_oneself(state, c.account, context), need_why(c.why))) {
    return *no;
  }
  if (has_role(state, c)) return deny("grant.twice");
  return RoleGranted{
      GrantId{state.last.grant + 1}, c.account, c.role, c.branch, c.conference, c.why};
}

Decided decide_one(const State& state, const RoleWithdraw& c, const Context& context) {
  const auto found = state.grants.find(c.grant);
  if (found == state.grants.end()) return deny("grant.unknown", {{"grant", c.grant}});
  const Grant& grant = found->second;
  if (Denial no = first_of(not_allowed(state, context, Purpose::kAccounts, grant.branch),
                           need_why(c.why))) {
    return *no;
  }
  if (grant.withdrawn) return deny("grant.withdrawn", {{"grant", c.grant}});
  const bool whole =
      grant.role == Role::kAdministrator && grant.branch.value == 0 && grant.conference.value == 0;
  if (whole) {
    if (Denial no = is_last(state, grant.account)) return *no;
  }
  return RoleWithdrawn{c.grant, c.why};
}

Decided decide_one(const State& state, const FirstAdministratorOffer& c, const Context& context) {
  if (!context.system) return deny("role.system_only");
  if (Denial no = missing_or_too_long(c.secret_hash, kNameLetters, "secret_hash")) return *no;
  if (administrators(state) > 0) return deny("first.exists");
  return FirstAdministratorOffered{c.secret_hash, c.expires};
}

Decided decide_one(const State& state, const FirstAdministratorClaim& c, const Context& context) {
  const FirstAdministrator& first = state.first_administrator;
  if (first.secret_hash.empty() || first.secret_hash != c.secret_hash) return deny("first.wrong");
  if (context.now >= first.expires) return deny("first.expired");
  if (administrators(state) > 0) return deny("first.exists");
  const AccountId account{state.last.account + 1};
  const char* why = "Người quản trị đầu tiên";
  return std::vector<Fact>{
      AccountCreated{account, {}, why, why},
      RoleGranted{GrantId{state.last.grant + 1}, account, Role::kAdministrator, {}, {}, why},
      FirstAdministratorClaimed{account}};
}

void apply_one(State& state, const AccountCreated& f, const Stamp& stamp) {
  state.last.account = std::max(state.last.account, f.account.value);
  state.accounts[f.account] = {f.person, f.label, false, {}, stamp, {}, false};
  if (f.person.value != 0) state.index.account_of[f.person] = f.account;
}

void apply_one(State& state, const AccountLinked& f, const Stamp&) {
  Account& account = state.accounts[f.account];
  state.index.account_of.erase(account.person);
  account.person = f.person;
  if (f.person.value != 0) state.index.account_of[f.person] = f.account;
}

void apply_one(State& state, const AccountDisabled& f, const Stamp&) {
  state.accounts[f.account].disabled = true;
  state.accounts[f.account].invitation.reset();
  state.accounts[f.account].disabled_why = f.why;
}

void apply_one(State& state, const AccountEnabled& f, const Stamp&) {
  state.accounts[f.account].disabled = false;
  state.accounts[f.account].disabled_why.clear();
}

void apply_one(State& state, const AccountInvited& f, const Stamp&) {
  state.accounts[f.account].invitation = Invitation{f.secret_hash, f.expires};
}

void apply_one(State& state, const AccountClaimed& f, const Stamp&) {
  state.accounts[f.account].invitation.reset();
  state.accounts[f.account].claimed = true;
}

void apply_one(State& state, const RoleGranted& f, const Stamp& stamp) {
  state.last.grant = std::max(state.last.grant, f.grant.value);
  state.grants[f.grant] = {f.account, f.role, f.branch, f.conference, f.why, stamp, {}, {}};
  state.index.grants_of[f.account].push_back(f.grant);
}

void apply_one(State& state, const RoleWithdrawn& f, const Stamp& stamp) {
  Grant& grant = state.grants[f.grant];
  grant.withdrawn = stamp;
  grant.withdrawn_why = f.why;
  auto& grants = state.index.grants_of[grant.account];
  std::erase(grants, f.grant);
  if (grants.empty()) state.index.grants_of.erase(grant.account);
}

void apply_one(State& state, const FirstAdministratorOffered& f, const Stamp&) {
  state.first_administrator = {f.secret_hash, f.expires, {}};
}

void apply_one(State& state, const FirstAdministratorClaimed& f, const Stamp&) {
  state.first_administrator = {{}, {}, f.account};
  state.accounts[f.account].claimed = true;
}

AccountId account_of_invitation(const State& state, std::string_view secret_hash) {
  for (const auto& [id, account] : state.accounts) {
    if (account.invitation && account.invitation->secret_hash == secret_hash) return id;
  }
  return {};
}

}  // namespace diemcau::organisation
