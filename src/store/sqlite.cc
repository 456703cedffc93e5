#include "store/sqlite.h"

#include <fmt/format.h>

#include "store/sentences.h"

namespace diemcau::store {

Query::~Query() {
  if (statement_ != nullptr) database_.take_back(sql_, statement_);
}

void Query::bind(int64_t value) { keep(sqlite3_bind_int64(statement_, ++bound_, value)); }

// An empty view may point nowhere, which SQLite would take for NULL.
void Query::bind(std::string_view value) {
  const char* data = value.empty() ? "" : value.data();
  keep(
      sqlite3_bind_text64(statement_, ++bound_, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Query::bind(Bytes value) {
  const void* data = value.empty() ? static_cast<const void*>("") : value.data();
  keep(sqlite3_bind_blob64(statement_, ++bound_, data, value.size(), SQLITE_TRANSIENT));
}

Stored<bool> Query::step() {
  if (code_ == SQLITE_OK) {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW || code == SQLITE_DONE) return code == SQLITE_ROW;
    code_ = code;
  }
  return database_.failure(code_);
}

Stored<Unit> Query::run() {
  for (;;) {
    const Stored<bool> row = step();
    if (!row.ok()) return Err{row.error()};
    if (!*row) return Unit{};
  }
}

std::string Query::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (data == nullptr) return {};
  return {data, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

std::vector<uint8_t> Query::blob(int column) const {
  const auto* data = static_cast<const uint8_t*>(sqlite3_column_blob(statement_, column));
  if (data == nullptr) return {};
  return {data, data + sqlite3_column_bytes(statement_, column)};
}

Stored<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
  sqlite3* connection = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(options.path.c_str(), &connection, flags, options.vfs);
  std::unique_ptr<Database> database(new Database(connection, options.path));
  if (code != SQLITE_OK) return database->failure(code);
  if (const auto done = database->configure(options); !done.ok()) return Err{done.error()};
  return database;
}

Database::~Database() {
  for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
  sqlite3_close(connection_);
}

// `temp_store`: what SQLite sorts or rebuilds never goes through a file of its own.
// `secure_delete`: what is deleted is overwritten.
Stored<Unit> Database::configure(const DatabaseOptions& options) {
  if (sqlite3_db_readonly(connection_, "main") == 1) return failure(SQLITE_READONLY);
  return run(fmt::format("PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;"
                         "PRAGMA trusted_schema = OFF; PRAGMA busy_timeout = 5000;"
                         "PRAGMA journal_mode = {}; PRAGMA synchronous = {};"
                         "PRAGMA wal_autocheckpoint = {};",
                         options.wal ? "WAL" : "TRUNCATE", options.synchronous,
                         options.checkpoint_pages)
                 .c_str());
}

Query Database::query(const char* sql) {
  if (const auto idle = idle_.find(sql); idle != idle_.end()) {
    sqlite3_stmt* statement = idle->second;
    idle_.erase(idle);
    return {*this, sql, statement, SQLITE_OK};
  }
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(connection_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  return {*this, sql, statement, code};
}

void Database::take_back(const char* sql, sqlite3_stmt* statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (!idle_.emplace(sql, statement).second) sqlite3_finalize(statement);
}

Stored<Unit> Database::run(const char* sql) {
  const int code = sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failure(code);
  return Unit{};
}

Stored<Unit> Database::change(const std::function<Stored<Unit>()>& body) {
  if (broken_) return Err{*broken_};
  if (auto begun = run("BEGIN IMMEDIATE"); !begun.ok()) return begun;
  Stored<Unit> done = body();
  if (done.ok()) done = commit();
  // SQLite has rolled back already after some errors.
  if (!done.ok() && sqlite3_get_autocommit(connection_) == 0) (void)run("ROLLBACK");
  return done;
}

Stored<Unit> Database::commit() {
  const int code = sqlite3_exec(connection_, "COMMIT", nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return Unit{};
  const Err<Failure> why = failure(code);
  if ((code & 0xff) == SQLITE_IOERR) broken_ = Failure{unconfirmed_sentence(path_)};
  return why;
}

Err<Failure> Database::failure(int code) const {
  return Err{Failure{sqlite_sentence(
      code, path_, connection_ == nullptr ? 0 : sqlite3_system_errno(connection_))}};
}

}  // namespace diemcau::store
