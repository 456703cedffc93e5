#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <sqlite3.h>

#include "base/bytes.h"
#include "store/failure.h"

// SQLite's C interface, with Result in the place of codes. Nothing outside store/ sees it.
namespace diemcau::store {

struct DatabaseOptions {
  std::string path;
  const char* vfs = nullptr;  // nullptr: the operating system's files
  // Write-ahead log; else a rollback journal that is emptied after each change.
  bool wal = true;
  // Only a test asks for less: "OFF" loses what was acknowledged, and it must see that.
  const char* synchronous = "FULL";
  int checkpoint_pages = 1000;
};

class Database;

// A prepared statement on loan from its database. Columns and values count from the left.
class Query {
 public:
  Query(Database& database, const char* sql, sqlite3_stmt* statement, int code)
      : database_(database), sql_(sql), statement_(statement), code_(code) {}
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  template <class... Values>
  Query& with(const Values&... values) {
    (bind(values), ...);
    return *this;
  }

  Stored<bool> step();  // true: on a row
  Stored<Unit> run();   // to the end, rows aside

  int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
  std::string text(int column) const;
  std::vector<uint8_t> blob(int column) const;
  bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

 private:
  void bind(int64_t value);
  void bind(std::string_view value);
  void bind(Bytes value);
  void keep(int code) {
    if (code_ == SQLITE_OK) code_ = code;
  }

  Database& database_;
  const char* sql_;
  sqlite3_stmt* statement_;
  int code_;
  int bound_ = 0;
};

// One database file and the one connection that writes it.
//
// Invariant: when the disk fails while a change is being committed, nobody knows whether the change
// would survive; then nothing is written any more until the file is opened anew.
class Database {
 public:
  static Stored<std::unique_ptr<Database>> open(const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // `sql` is a literal: its statement is prepared once.
  Query query(const char* sql);
  // One or more statements without values, outside a change().
  Stored<Unit> run(const char* sql);
  // Carries out `body` wholly or not at all; durable afterwards.
  Stored<Unit> change(const std::function<Stored<Unit>()>& body);

  Err<Failure> failure(int code) const;
  const std::string& path() const { return path_; }

 private:
  friend class Query;
  Database(sqlite3* connection, std::string path)
      : connection_(connection), path_(std::move(path)) {}
  Stored<Unit> configure(const DatabaseOptions& options);
  Stored<Unit> commit();
  void take_back(const char* sql, sqlite3_stmt* statement);

  sqlite3* connection_;
  std::string path_;
  std::unordered_map<const char*, sqlite3_stmt*> idle_;
  std::optional<Failure> broken_;
};

}  // namespace diemcau::store
