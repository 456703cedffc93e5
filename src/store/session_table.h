#pragma once

#include "base/random.h"
#include "store/sessions.h"
#include "store/sqlite.h"

namespace diemcau::store {

class SessionTable final : public Sessions {
 public:
  SessionTable(Database& database, SecureRandom& random) : database_(database), random_(random) {}
  Stored<std::string> open(AccountId account, UnixTime now, UnixTime expires,
                           std::string_view address) override;
  Stored<std::optional<Session>> find(std::string_view token, UnixTime now) override;
  Stored<Unit> touch(std::string_view token, UnixTime now, std::string_view address) override;
  Stored<Unit> close(std::string_view token) override;
  Stored<Unit> close_all(AccountId account) override;
  Stored<std::vector<Session>> of(AccountId account) override;
  Stored<Unit> sweep(UnixTime now) override;

 private:
  Database& database_;
  SecureRandom& random_;
};

}  // namespace diemcau::store
