#include "store/tables.h"

#include <fmt/format.h>

#include "store/migrations.h"

namespace diemcau::store {

namespace {

Stored<std::unique_ptr<Database>> open_one(const TablesOptions& options, const char* name,
                                           bool wal) {
  return Database::open({options.directory + "/" + name, options.vfs, wal, options.synchronous,
                         options.checkpoint_pages});
}

Stored<bool> has_rows(Database& database, const char* sql) { return database.query(sql).step(); }

// Without its keys a journal cannot be read any more, and new ones would hide that.
Stored<Unit> check_keys_are_there(Database& main, Database& keys) {
  const auto any_event = has_rows(main, "SELECT 1 FROM event LIMIT 1");
  if (!any_event.ok()) return Err{any_event.error()};
  const auto any_table = has_rows(keys, "SELECT 1 FROM sqlite_schema LIMIT 1");
  if (!any_table.ok()) return Err{any_table.error()};
  if (!*any_event || *any_table) return Unit{};
  return Err{Failure{fmt::format(
      "{} is missing or empty, but the journal is not: restore it from the newest backup of the "
      "keys.",
      keys.path())}};
}

}  // namespace

Stored<Tables::Databases> Tables::open_databases(const TablesOptions& options) {
  auto main = open_one(options, kJournalFile, true);
  if (!main.ok()) return Err{main.error()};
  auto keys = open_one(options, kKeysFile, false);
  if (!keys.ok()) return Err{keys.error()};
  auto ballots = open_one(options, kBallotsFile, false);
  if (!ballots.ok()) return Err{ballots.error()};
  return Databases{std::move(*main), std::move(*keys), std::move(*ballots)};
}

Tables::Tables(Databases databases, SecureRandom& random)
    : databases_(std::move(databases)),
      person_keys_(*databases_.keys, *databases_.main, random),
      journal_(*databases_.main, person_keys_),
      snapshots_(*databases_.main, journal_),
      credentials_(*databases_.main),
      sessions_(*databases_.main, random),
      access_log_(*databases_.main),
      ballots_(*databases_.ballots, random) {}

Stored<std::unique_ptr<Tables>> Tables::open(const TablesOptions& options, SecureRandom& random) {
  auto databases = open_databases(options);
  if (!databases.ok()) return Err{databases.error()};
  std::unique_ptr<Tables> tables(new Tables(std::move(*databases), random));
  auto done = tables->load();
  if (done.ok()) done = options.sync_directory();
  if (!done.ok()) return Err{done.error()};
  return tables;
}

Stored<Unit> Tables::load() {
  auto& [main, keys, ballots] = databases_;
  auto done = migrate(*main, journal_migrations());
  if (done.ok()) done = check_keys_are_there(*main, *keys);
  if (done.ok()) done = migrate(*keys, key_migrations());
  if (done.ok()) done = migrate(*ballots, ballot_migrations());
  if (done.ok()) done = journal_.load();
  if (done.ok()) done = person_keys_.load();
  if (done.ok()) done = ballots_.load();
  return done;
}

}  // namespace diemcau::store
