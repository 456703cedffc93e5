#pragma once

#include "store/access_log.h"
#include "store/sqlite.h"

namespace diemcau::store {

class AccessTable final : public AccessLog {
 public:
  explicit AccessTable(Database& database) : database_(database) {}
  Stored<Unit> record(std::span<const Access> accesses) override;
  Stored<std::vector<Access>> of_person(PersonId person, size_t limit) override;
  Stored<std::vector<Access>> of_reader(AccountId reader, size_t limit) override;
  Stored<Unit> forget_before(UnixTime time) override;

 private:
  Stored<std::vector<Access>> newest(const char* sql, uint32_t whose, size_t limit);
  Database& database_;
};

}  // namespace diemcau::store
