#pragma once

#include "base/random.h"
#include "store/ballots.h"
#include "store/sqlite.h"

namespace diemcau::store {

// Votes in a database of their own, keyed by random numbers. SQLite puts a new row at the free end
// of a page, so the bytes of a page would still tell the order; the file is therefore rebuilt in
// the order of the keys after each group.
class BallotTable final : public Ballots {
 public:
  BallotTable(Database& database, SecureRandom& random) : database_(database), random_(random) {}
  Stored<Unit> load();

  Stored<Unit> cast(std::string_view ballot, std::span<const std::string> choices) override;
  Stored<std::map<std::string, uint32_t>> count(std::string_view ballot) override;
  Stored<Unit> forget(std::string_view ballot) override;

 private:
  Stored<Unit> insert(std::string_view ballot, std::span<const std::string> choices);
  void rebuild();

  Database& database_;
  SecureRandom& random_;
};

}  // namespace diemcau::store
