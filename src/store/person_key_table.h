#pragma once

#include <array>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/random.h"
#include "store/person_keys.h"
#include "store/sqlite.h"

namespace diemcau::store {

// Keys in a database of their own. That a person has been erased stands in the journal's database
// too: keys that come back with an old backup are forgotten again at the next start.
class PersonKeyTable final : public PersonKeys {
 public:
  PersonKeyTable(Database& keys, Database& main, SecureRandom& random)
      : keys_(keys), main_(main), random_(random) {}
  ~PersonKeyTable() override;
  Stored<Unit> load();

  Stored<std::string> seal(PersonId person, std::string_view plain) override;
  std::optional<std::string> open(PersonId person, std::string_view sealed) const override;
  Stored<Unit> flush() override;
  Stored<Unit> hold(PersonId person, bool on) override;
  bool is_held(PersonId person) const override { return held_.contains(person); }
  Answered<Unit> erase(PersonId person) override;
  bool is_erased(PersonId person) const override { return erased_.contains(person); }

 private:
  using Key = std::array<uint8_t, 32>;
  Stored<Unit> load_keys();
  Stored<Unit> load_held();
  Stored<Unit> forget_what_was_erased();
  const Key& key_of(PersonId person);
  Stored<Unit> forget_key(PersonId person);

  Database& keys_;
  Database& main_;
  SecureRandom& random_;
  std::unordered_map<PersonId, Key> by_person_;
  std::vector<PersonId> unsaved_;
  std::unordered_set<PersonId> held_;
  std::unordered_set<PersonId> erased_;
};

}  // namespace diemcau::store
