#pragma once

#include "store/credentials.h"
#include "store/sqlite.h"

namespace diemcau::store {

class CredentialTable final : public Credentials {
 public:
  explicit CredentialTable(Database& database) : database_(database) {}
  Answered<Unit> put(const Credential& credential) override;
  Stored<std::optional<Credential>> find(std::string_view login) override;
  Stored<std::optional<Credential>> of(AccountId account) override;
  Stored<Unit> forget(AccountId account) override;

 private:
  Database& database_;
};

}  // namespace diemcau::store
