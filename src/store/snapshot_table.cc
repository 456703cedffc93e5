#include "store/snapshot_table.h"

#include <algorithm>

#include "store/digest.h"

namespace diemcau::store {

Stored<Unit> SnapshotTable::keep(std::string_view name, journal::Seq seq, Bytes bytes) {
  return database_.change([&]() -> Stored<Unit> {
    auto put = database_.query(
        "INSERT OR REPLACE INTO snapshot (name, seq, checksum, bytes) VALUES (?, ?, ?, ?)");
    put.with(name, static_cast<int64_t>(seq.value), Bytes(sha256(bytes)), bytes);
    if (auto done = put.run(); !done.ok()) return done;
    return database_
        .query(
            "DELETE FROM snapshot WHERE name = ?1 AND seq NOT IN "
            "(SELECT seq FROM snapshot WHERE name = ?1 ORDER BY seq DESC LIMIT 2)")
        .with(name)
        .run();
  });
}

Stored<std::optional<Snapshot>> SnapshotTable::newest(std::string_view name) {
  auto query = database_.query(
      "SELECT seq, checksum, bytes FROM snapshot WHERE name = ? AND seq <= ? ORDER BY seq DESC");
  query.with(name, static_cast<int64_t>(journal_.last().value));
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return Err{row.error()};
    if (!*row) return std::optional<Snapshot>{};
    auto bytes = query.blob(2);
    if (!std::ranges::equal(query.blob(1), sha256(bytes))) continue;
    return std::optional(Snapshot{{static_cast<uint64_t>(query.number(0))}, std::move(bytes)});
  }
}

}  // namespace diemcau::store
