#pragma once

#include <unordered_map>

#include "organisation/decided.h"
#include "organisation/import_table.h"
#include "text/search_key.h"

// Inside the folder only: what a file would do, in full.
namespace diemcau::organisation {

struct PlannedPerson {
  PersonId person;
  Personal personal;
  std::string rank;
};

struct Plan {
  Preview preview;
  std::vector<ImportedUnit> units;  // new and changed ones
  std::vector<PlannedPerson> people;
  std::vector<ImportedPost> posts;
};

Plan plan_import(const State& state, ImportKind what, std::string_view csv, const Context& context);

// Of one kind each; they fill everything but the counts and the fingerprint.
void plan_units(const State& state, const ImportTable& table, const Context& context, Plan& plan);
void plan_people(const State& state, const ImportTable& table, const Context& context, Plan& plan);

// Over which units the account may import.
class ImportScope {
 public:
  ImportScope(const State& state, const Context& context);
  bool whole() const { return whole_; }
  bool has(UnitId unit) const;
  bool has(PersonId person) const;

 private:
  const State& state_;
  AccountId account_;
  Day today_;
  bool whole_;
};

// The code of a list's entry that a file names by its code or by its name.
template <class List>
class WordFinder {
 public:
  explicit WordFinder(const List& list) {
    for (const auto& one : list) codes_.emplace(text::search_key(one.name), &one.code);
    for (const auto& one : list) codes_.insert_or_assign(text::search_key(one.code), &one.code);
  }
  // Null: there is none.
  const std::string* find(const std::string& word) const {
    const auto found = codes_.find(text::search_key(word));
    return found == codes_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string, const std::string*> codes_;
};

}  // namespace diemcau::organisation
