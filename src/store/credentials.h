#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "store/failure.h"

namespace diemcau::store {

// How somebody comes in: a login name and what passwords.h made of the password. Neither is in the
// journal.
struct Credential {
  AccountId account;
  std::string login;     // as the caller has normalised it; one account's only
  std::string password;  // "$argon2id$..."; empty: no password yet
  bool operator==(const Credential&) const = default;
};

class Credentials {
 public:
  virtual ~Credentials() = default;
  // Takes the place of what the account had. Refused ("login.taken") if another account has the
  // login name.
  virtual Answered<Unit> put(const Credential& credential) = 0;
  virtual Stored<std::optional<Credential>> find(std::string_view login) = 0;
  virtual Stored<std::optional<Credential>> of(AccountId account) = 0;
  virtual Stored<Unit> forget(AccountId account) = 0;
};

}  // namespace diemcau::store
