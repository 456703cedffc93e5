#pragma once

#include "store/journal_store.h"
#include "store/person_key_table.h"
#include "store/sqlite.h"

namespace diemcau::store {

// The journal in SQLite: a group of batches is one transaction and one sync, after the keys that it
// needs.
class JournalTable final : public JournalStore {
 public:
  JournalTable(Database& database, PersonKeyTable& keys) : database_(database), keys_(keys) {}
  Stored<Unit> load();

  Stored<std::vector<journal::Event>> append(std::span<const journal::Batch> batches) override;
  Stored<Unit> read(journal::Seq after, const Take& take) override;
  Stored<Unit> read_stream(std::string_view stream, journal::Seq after, const Take& take) override;
  Stored<Unit> read_kind(std::string_view kind, journal::Seq after, const Take& take) override;
  journal::Seq last() const override { return last_; }

 private:
  Stored<Unit> insert(const std::vector<journal::Event>& events);
  Stored<Unit> hand_out(Query& query, const Take& take, std::optional<journal::Seq> unbroken_from);

  Database& database_;
  PersonKeyTable& keys_;
  journal::Seq last_;
};

}  // namespace diemcau::store
