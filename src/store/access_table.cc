#include "store/access_table.h"

namespace diemcau::store {

Stored<Unit> AccessTable::record(std::span<const Access> accesses) {
  if (accesses.empty()) return Unit{};
  return database_.change([&]() -> Stored<Unit> {
    for (const Access& access : accesses) {
      auto query = database_.query(
          "INSERT INTO access (reader, person, purpose, what, at) VALUES (?, ?, ?, ?, ?)");
      query.with(int64_t{access.reader.value}, int64_t{access.person.value},
                 std::string_view(access.purpose), std::string_view(access.what), access.at.ms);
      if (auto done = query.run(); !done.ok()) return done;
    }
    return Unit{};
  });
}

Stored<std::vector<Access>> AccessTable::newest(const char* sql, uint32_t whose, size_t limit) {
  std::vector<Access> found;
  auto query = database_.query(sql);
  query.with(int64_t{whose}, static_cast<int64_t>(limit));
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return Err{row.error()};
    if (!*row) return found;
    found.push_back({{static_cast<uint32_t>(query.number(0))},
                     {static_cast<uint32_t>(query.number(1))},
                     query.text(2),
                     query.text(3),
                     {query.number(4)}});
  }
}

Stored<std::vector<Access>> AccessTable::of_person(PersonId person, size_t limit) {
  return newest(
      "SELECT reader, person, purpose, what, at FROM access WHERE person = ? "
      "ORDER BY id DESC LIMIT ?",
      person.value, limit);
}

Stored<std::vector<Access>> AccessTable::of_reader(AccountId reader, size_t limit) {
  return newest(
      "SELECT reader, person, purpose, what, at FROM access WHERE reader = ? "
      "ORDER BY id DESC LIMIT ?",
      reader.value, limit);
}

Stored<Unit> AccessTable::forget_before(UnixTime time) {
  return database_.change(
      [&] { return database_.query("DELETE FROM access WHERE at < ?").with(time.ms).run(); });
}

}  // namespace diemcau::store
