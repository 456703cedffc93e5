#include "store/credential_table.h"

namespace diemcau::store {

namespace {

Stored<std::optional<Credential>> first_of(Query& query) {
  const auto row = query.step();
  if (!row.ok()) return Err{row.error()};
  if (!*row) return std::optional<Credential>{};
  return std::optional(
      Credential{{static_cast<uint32_t>(query.number(0))}, query.text(1), query.text(2)});
}

}  // namespace

Answered<Unit> CredentialTable::put(const Credential& credential) {
  const auto other = find(credential.login);
  if (!other.ok()) return Err{NotDone{other.error()}};
  if (*other && (*other)->account != credential.account) {
    return Err{NotDone{journal::Refusal{"login.taken"}}};
  }
  const auto done = database_.change([&] {
    return database_
        .query(
            "INSERT INTO credential (account, login, password) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (account) DO UPDATE SET login = ?2, password = ?3")
        .with(int64_t{credential.account.value}, std::string_view(credential.login),
              std::string_view(credential.password))
        .run();
  });
  if (!done.ok()) return Err{NotDone{done.error()}};
  return Unit{};
}

Stored<std::optional<Credential>> CredentialTable::find(std::string_view login) {
  auto query = database_.query("SELECT account, login, password FROM credential WHERE login = ?");
  return first_of(query.with(login));
}

Stored<std::optional<Credential>> CredentialTable::of(AccountId account) {
  auto query = database_.query("SELECT account, login, password FROM credential WHERE account = ?");
  return first_of(query.with(int64_t{account.value}));
}

Stored<Unit> CredentialTable::forget(AccountId account) {
  return database_.change([&] {
    return database_.query("DELETE FROM credential WHERE account = ?")
        .with(int64_t{account.value})
        .run();
  });
}

}  // namespace diemcau::store
