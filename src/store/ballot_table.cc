#include "store/ballot_table.h"

#include <array>

namespace diemcau::store {

namespace {
using Mix = std::array<uint8_t, 16>;
}

// A loss of power may have come between a group and its rebuilding.
Stored<Unit> BallotTable::load() { return database_.run("VACUUM"); }

Stored<Unit> BallotTable::cast(std::string_view ballot, std::span<const std::string> choices) {
  if (choices.empty()) return Unit{};
  auto done = database_.change([&] { return insert(ballot, choices); });
  if (done.ok()) rebuild();
  return done;
}

Stored<Unit> BallotTable::insert(std::string_view ballot, std::span<const std::string> choices) {
  std::map<Mix, const std::string*> mixed;
  for (const std::string& choice : choices) {
    Mix mix;
    random_.fill(mix);
    mixed.emplace(mix, &choice);
  }
  for (const auto& [mix, choice] : mixed) {
    auto query = database_.query("INSERT INTO vote (ballot, mix, choice) VALUES (?, ?, ?)");
    query.with(ballot, Bytes(mix), std::string_view(*choice));
    if (auto done = query.run(); !done.ok()) return done;
  }
  return Unit{};
}

// The votes are durable already: if there is no room to rebuild the file now, the next group or
// the next start does it.
void BallotTable::rebuild() { (void)database_.run("VACUUM"); }

Stored<std::map<std::string, uint32_t>> BallotTable::count(std::string_view ballot) {
  std::map<std::string, uint32_t> votes;
  auto query =
      database_.query("SELECT choice, count(*) FROM vote WHERE ballot = ? GROUP BY choice");
  query.with(ballot);
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return Err{row.error()};
    if (!*row) return votes;
    votes[query.text(0)] = static_cast<uint32_t>(query.number(1));
  }
}

Stored<Unit> BallotTable::forget(std::string_view ballot) {
  auto done = database_.change(
      [&] { return database_.query("DELETE FROM vote WHERE ballot = ?").with(ballot).run(); });
  if (done.ok()) rebuild();
  return done;
}

}  // namespace diemcau::store
