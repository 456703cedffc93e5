#pragma once

#include "store/journal_store.h"
#include "store/snapshots.h"
#include "store/sqlite.h"

namespace diemcau::store {

class SnapshotTable final : public Snapshots {
 public:
  SnapshotTable(Database& database, const JournalStore& journal)
      : database_(database), journal_(journal) {}
  Stored<Unit> keep(std::string_view name, journal::Seq seq, Bytes bytes) override;
  Stored<std::optional<Snapshot>> newest(std::string_view name) override;

 private:
  Database& database_;
  const JournalStore& journal_;
};

}  // namespace diemcau::store
