#pragma once

#include <span>

#include "store/sqlite.h"

namespace diemcau::store {

// A step from one shape of a database's tables to the next. Once released it never changes.
struct Migration {
  int64_t number;  // 1, 2, 3 ...
  const char* name;
  const char* sql;
};

std::span<const Migration> journal_migrations();  // diemcau.db
std::span<const Migration> key_migrations();      // keys.db
std::span<const Migration> ballot_migrations();   // ballots.db

// Brings a database to the last of `known`, each step in a transaction. Refused: a file that a
// newer program has written, or somebody else's.
Stored<Unit> migrate(Database& database, std::span<const Migration> known);

}  // namespace diemcau::store
