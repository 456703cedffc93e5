#include "store/migrations.h"

#include <fmt/format.h>

namespace diemcau::store {

namespace {

Stored<bool> has_table(Database& database, const char* sql) { return database.query(sql).step(); }

Stored<Unit> prepare(Database& database) {
  const auto ours = has_table(database, "SELECT 1 FROM sqlite_schema WHERE name = 'migration'");
  if (!ours.ok()) return Err{ours.error()};
  if (*ours) return Unit{};
  const auto others = has_table(database, "SELECT 1 FROM sqlite_schema LIMIT 1");
  if (!others.ok()) return Err{others.error()};
  if (*others) {
    return Err{Failure{fmt::format(
        "{} was not made by diemcau: give diemcau a data directory of its own.", database.path())}};
  }
  return database.change([&] {
    return database
        .query("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
        .run();
  });
}

Stored<int64_t> reached(Database& database) {
  auto query = database.query("SELECT coalesce(max(number), 0) FROM migration");
  const auto row = query.step();
  if (!row.ok()) return Err{row.error()};
  return query.number(0);
}

Stored<Unit> carry_out(Database& database, const Migration& step) {
  return database.change([&]() -> Stored<Unit> {
    if (auto done = database.run(step.sql); !done.ok()) return done;
    return database.query("INSERT INTO migration (number, name) VALUES (?, ?)")
        .with(step.number, std::string_view(step.name))
        .run();
  });
}

}  // namespace

Stored<Unit> migrate(Database& database, std::span<const Migration> known) {
  if (auto done = prepare(database); !done.ok()) return done;
  const auto at = reached(database);
  if (!at.ok()) return Err{at.error()};
  if (*at > known.back().number) {
    return Err{Failure{fmt::format(
        "{} was written by a newer diemcau (its tables have number {}, this program knows them up "
        "to {}): start the newer program, or restore a backup from before it.",
        database.path(), *at, known.back().number)}};
  }
  for (const Migration& step : known) {
    if (step.number <= *at) continue;
    if (auto done = carry_out(database, step); !done.ok()) return done;
  }
  return Unit{};
}

}  // namespace diemcau::store
