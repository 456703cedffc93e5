#include "api/sign_in.h"

#include <algorithm>

#include "api/answers.h"
#include "api/cookies.h"
#include "api/secret.h"
#include "http/text.h"
#include "organisation/commands.h"
#include "organisation/queries.h"
#include "store/passwords.h"

namespace diemcau::api {
namespace {

using http::HttpResponse;
using journal::Refusal;

constexpr int64_t kHourMs = 3'600'000;

HttpResponse gone() { return refused(403, Refusal{"account.gone"}); }

bool is_administrator(const organisation::State& state, AccountId account) {
  return account.value != 0 &&
         organisation::may(state, account, organisation::Purpose::kAccounts, UnitId{});
}

std::string name_of(const organisation::State& state, AccountId id) {
  const organisation::Account* account = organisation::find_account(state, id);
  if (account == nullptr) return {};
  return account->person.value != 0 ? organisation::display_name(state, account->person)
                                    : account->label;
}

// Where a browser is a device.
void add_rooms(const office::Folds& folds, const std::string& secret, Json& rooms) {
  if (!looks_like_secret(secret)) return;
  const auto places = folds.devices.find(hash_of(secret));
  if (places == folds.devices.end()) return;
  for (const auto& [id, place] : places->second) {
    const conference::State& state = folds.conferences.at(id);
    const conference::Site* site = conference::find_site(state, place.site);
    if (site == nullptr || state.life.phase == conference::Phase::kClosed) continue;
    const auto device = site->devices.all.find(place.device);
    if (device == site->devices.all.end() || !device->second.here) continue;
    rooms.push_back({{"conference", id},
                     {"site", place.site},
                     {"device", place.device},
                     {"role", device->second.role},
                     {"title", state.life.call.title},
                     {"site_name", site->spec.name}});
  }
}

// Purposes that the account has over any branch.
Json purposes_of(const organisation::State& state, AccountId account) {
  Json purposes = Json::array();
  const auto& words = words_of(organisation::Purpose{});
  for (size_t i = 0; i < words.size(); ++i) {
    const auto branches =
        organisation::branches_for(state, account, static_cast<organisation::Purpose>(i));
    if (!branches.empty()) purposes.push_back(words[i]);
  }
  return purposes;
}

Json who(const office::Folds& folds, const office::Caller& caller, const Visitor& visitor,
         UnixTime now) {
  Json rooms = Json::array();
  for (const std::string& secret : visitor.devices) add_rooms(folds, secret, rooms);
  return {{"account", caller.account},
          {"person", caller.person},
          {"name", name_of(folds.organisation, caller.account)},
          {"administrator", is_administrator(folds.organisation, caller.account)},
          {"units",
           organisation::units_held_by(folds.organisation, caller.person, day_in_vietnam(now))},
          {"may", purposes_of(folds.organisation, caller.account)},
          {"rooms", std::move(rooms)},
          {"first_administrator", !folds.organisation.first_administrator.secret_hash.empty()}};
}

// Looked at before anything else is done, so that nothing is half done.
std::optional<HttpResponse> login_taken(Clerk& clerk, const std::string& login, AccountId by) {
  const auto found = clerk.store().credentials().find(login);
  if (!found.ok()) return failed(found.error());
  if (*found && (*found)->account != by) return refused(409, Refusal{"login.taken"});
  return {};
}

// Whether the link is good, before the login name is looked at: who has none learns no names.
template <class Command>
std::optional<Refusal> bad_link(const Clerk& clerk, const Command& command) {
  organisation::Context context;
  context.now = clerk.now();
  const auto decision = organisation::decide(clerk.folds().organisation, command, context);
  if (decision.ok()) return {};
  return decision.error();
}

template <class Command>
office::Reply execute_as_nobody(Clerk& clerk, const Visitor& visitor, const Command& command) {
  office::Caller nobody;
  nobody.address = visitor.address;
  return clerk.execute({nobody, organisation::kStream, Command::kName, Json(command)});
}

HttpResponse keep_and_open(Clerk& clerk, const Visitor& visitor,
                           const store::Credential& credential) {
  const auto kept = clerk.store().credentials().put(credential);
  if (!kept.ok()) return answer_of(kept.error());
  return open_session(clerk, visitor, credential.account);
}

std::string session_cookie(const Visitor& visitor, std::string_view token, int64_t max_age_s) {
  return set_cookie(visitor.secure, kSessionCookie, token, max_age_s);
}

}  // namespace

std::optional<Refusal> judge_password(std::string_view password) {
  const auto letters = http::decode_utf8(password);
  if (!letters) return Refusal{"request.bad"};
  if (letters->size() < kMinPasswordLetters) {
    return Refusal{"password.short", {{"min", kMinPasswordLetters}}};
  }
  if (password.size() > store::kMaxPasswordBytes) return Refusal{"password.long"};
  return {};
}

std::optional<std::string> login_name(std::string_view typed) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789._-@";
  std::string name(http::trim(typed));
  for (char& letter : name) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  const bool fits = name.size() >= 3 && name.size() <= 64;
  if (!fits || name.find_first_not_of(kLetters) != name.npos) return {};
  return name;
}

Result<KnownLogin, store::Failure> find_login(Clerk& clerk, const std::string& login) {
  auto found = clerk.store().credentials().find(login);
  if (!found.ok()) return Err{found.error()};
  if (!*found) return KnownLogin{};
  return KnownLogin{(*found)->account, (*found)->password};
}

Result<KnownLogin, store::Failure> own_login(Clerk& clerk, const Visitor& visitor) {
  const auto caller = clerk.caller_of(visitor, {});
  if (!caller.ok()) return Err{caller.error()};
  if (caller->account.value == 0) return KnownLogin{};
  auto found = clerk.store().credentials().of(caller->account);
  if (!found.ok()) return Err{found.error()};
  return KnownLogin{caller->account, *found ? (*found)->password : std::string{}};
}

HttpResponse me(Clerk& clerk, const Visitor& visitor, const DemoHint& demo) {
  const auto caller = clerk.caller_of(visitor, {});
  if (!caller.ok()) return failed(caller.error());
  Json answer = who(clerk.folds(), *caller, visitor, clerk.now());
  if (demo) answer["demo"] = demo(caller->account);
  return ok(answer);
}

HttpResponse open_session(Clerk& clerk, const Visitor& visitor, AccountId account) {
  const organisation::Account* found =
      organisation::find_account(clerk.folds().organisation, account);
  if (found == nullptr || found->disabled) return gone();
  const UnixTime expires{clerk.now().ms + kSessionHours * kHourMs};
  auto token = clerk.store().sessions().open(account, clerk.now(), expires, visitor.address);
  if (!token.ok()) return failed(token.error());
  Visitor known = visitor;
  known.session = *token;
  return me(clerk, known).with("Set-Cookie", session_cookie(visitor, *token, kSessionHours * 3600));
}

HttpResponse close_session(Clerk& clerk, const Visitor& visitor) {
  if (!visitor.session.empty()) {
    const auto closed = clerk.store().sessions().close(visitor.session);
    if (!closed.ok()) return failed(closed.error());
  }
  return ok(Json::object()).with("Set-Cookie", session_cookie(visitor, "", 0));
}

HttpResponse claim_first(Clerk& clerk, const Visitor& visitor, const std::string& secret,
                         const std::string& login, const std::string& password) {
  const organisation::FirstAdministratorClaim claim{hash_of(secret)};
  if (const auto bad = bad_link(clerk, claim)) return refused(409, *bad);
  if (const auto taken = login_taken(clerk, login, {})) return *taken;
  const auto reply = execute_as_nobody(clerk, visitor, claim);
  if (!std::holds_alternative<office::Done>(reply)) return answer_of(reply);
  const AccountId account = clerk.folds().organisation.first_administrator.account;
  return keep_and_open(clerk, visitor, {account, login, password});
}

HttpResponse claim_account(Clerk& clerk, const Visitor& visitor, const std::string& secret,
                           const std::string& login, const std::string& password) {
  const organisation::AccountClaim claim{hash_of(secret)};
  if (const auto bad = bad_link(clerk, claim)) return refused(409, *bad);
  const AccountId account =
      organisation::account_of_invitation(clerk.folds().organisation, claim.secret_hash);
  if (const auto taken = login_taken(clerk, login, account)) return *taken;
  const auto reply = execute_as_nobody(clerk, visitor, claim);
  if (!std::holds_alternative<office::Done>(reply)) return answer_of(reply);
  const auto closed = clerk.store().sessions().close_all(account);
  if (!closed.ok()) return failed(closed.error());
  return keep_and_open(clerk, visitor, {account, login, password});
}

HttpResponse invite(Clerk& clerk, const Visitor& visitor, AccountId account,
                    const std::string& page) {
  auto caller = clerk.caller_of(visitor, {});
  if (!caller.ok()) return failed(caller.error());
  const std::string secret = make_secret(clerk.random());
  const UnixTime expires{clerk.now().ms + kInvitationHours * kHourMs};
  const organisation::AccountInvite wish{account, hash_of(secret), expires};
  const auto reply =
      clerk.execute({std::move(*caller), organisation::kStream, wish.kName, Json(wish)});
  if (!std::holds_alternative<office::Done>(reply)) return answer_of(reply);
  return ok({{"url", page + "/join/" + secret}, {"expires", expires}});
}

HttpResponse look_at_invitation(Clerk& clerk, const std::string& secret) {
  const organisation::State& state = clerk.folds().organisation;
  const AccountId id = organisation::account_of_invitation(state, hash_of(secret));
  if (id.value == 0) return refused(404, Refusal{"invitation.wrong"});
  const organisation::Account& account = state.accounts.at(id);
  const bool expired = account.disabled || clerk.now() >= account.invitation->expires;
  return ok({{"name", name_of(state, id)}, {"expired", expired}});
}

HttpResponse change_password(Clerk& clerk, const Visitor& visitor, const std::string& password) {
  const auto caller = clerk.caller_of(visitor, {});
  if (!caller.ok()) return failed(caller.error());
  auto credential = clerk.store().credentials().of(caller->account);
  if (!credential.ok()) return failed(credential.error());
  if (!*credential) return refused(401, Refusal{"not_signed_in"});
  (*credential)->password = password;
  const auto kept = clerk.store().credentials().put(**credential);
  if (!kept.ok()) return answer_of(kept.error());
  const auto closed = clerk.store().sessions().close_all(caller->account);
  if (!closed.ok()) return failed(closed.error());
  return open_session(clerk, visitor, caller->account);
}

}  // namespace diemcau::api
