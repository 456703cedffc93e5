#pragma once

#include "api/clerk.h"

// How somebody with an account comes in. Passwords are checked and hashed on a thread of their own
// (store/passwords.h); what stands here runs on the office thread before and after.
namespace diemcau::api {

inline constexpr size_t kMinPasswordLetters = 10;
inline constexpr int64_t kSessionHours = 12;
inline constexpr int64_t kInvitationHours = 72;

// What is wrong with it; nothing is fine.
std::optional<journal::Refusal> judge_password(std::string_view password);
// As it is kept: small letters. None: not a login name.
std::optional<std::string> login_name(std::string_view typed);

// The stored password of a login name, "" for a stranger; and whose it is.
struct KnownLogin {
  AccountId account;
  std::string password;
};
Result<KnownLogin, store::Failure> find_login(Clerk& clerk, const std::string& login);
// Of who is signed in; account 0: nobody is.
Result<KnownLogin, store::Failure> own_login(Clerk& clerk, const Visitor& visitor);

// `demo`: what who tries the demo is told besides; empty: nothing.
using DemoHint = std::function<Json(AccountId)>;
http::HttpResponse me(Clerk& clerk, const Visitor& visitor, const DemoHint& demo = {});
// After the password was right; answers as me() does.
http::HttpResponse open_session(Clerk& clerk, const Visitor& visitor, AccountId account);
http::HttpResponse close_session(Clerk& clerk, const Visitor& visitor);
// `password` as it is to be stored. The account is made by the link that `secret` is of.
http::HttpResponse claim_first(Clerk& clerk, const Visitor& visitor, const std::string& secret,
                               const std::string& login, const std::string& password);
// The same by the link that an administrator gave out for an account; the account's earlier login
// name, password and sessions end.
http::HttpResponse claim_account(Clerk& clerk, const Visitor& visitor, const std::string& secret,
                                 const std::string& login, const std::string& password);
// A one-time link for an account, /join/SECRET; `page` is the address that it is to have.
http::HttpResponse invite(Clerk& clerk, const Visitor& visitor, AccountId account,
                          const std::string& page);
// Whose such a link is, before anybody uses it.
http::HttpResponse look_at_invitation(Clerk& clerk, const std::string& secret);
// Every other session of the account ends.
http::HttpResponse change_password(Clerk& clerk, const Visitor& visitor,
                                   const std::string& password);

}  // namespace diemcau::api
