#include "office/names.h"

#include <algorithm>
#include <array>
#include <set>

#include "organisation/queries.h"

namespace diemcau::office {
namespace {

using journal::Json;

struct Ids {
  std::set<uint32_t> people;
  std::set<uint32_t> posts;
  std::set<uint32_t> units;
};

std::set<uint32_t>* set_for(Ids& ids, const std::string& member) {
  constexpr auto kPeople =
      std::to_array<std::string_view>({"person", "chair", "head", "appraiser", "decider"});
  constexpr auto kPosts = std::to_array<std::string_view>({"post", "chair_post", "head_post"});
  constexpr auto kUnits = std::to_array<std::string_view>(
      {"unit", "lead", "giver", "superior", "second_superior", "branch", "for_unit", "units",
       "helpers", "silent", "may_begin"});
  const auto among = [&](const auto& members) {
    return std::find(members.begin(), members.end(), member) != members.end();
  };
  if (among(kPeople)) return &ids.people;
  if (among(kPosts)) return &ids.posts;
  return among(kUnits) ? &ids.units : nullptr;
}

void take(const Json& value, std::set<uint32_t>* set) {
  if (set != nullptr && value.is_number_unsigned() && value != 0)
    set->insert(value.get<uint32_t>());
}

// As deep as our own views are: they are plain structs.
void collect(const Json& json, Ids& ids) {  // NOLINT(misc-no-recursion)
  if (json.is_array()) {
    for (const Json& one : json) collect(one, ids);
  }
  if (!json.is_object()) return;
  for (const auto& [member, value] : json.items()) {
    auto* set = set_for(ids, member);
    take(value, set);
    if (!value.is_structured()) continue;
    if (value.is_array()) {
      for (const Json& one : value) take(one, set);
    }
    collect(value, ids);
  }
}

std::string title_of(const organisation::State& organisation, PostId post) {
  const organisation::Post* found = organisation::find_post(organisation, post);
  if (found == nullptr) return {};
  const auto& titles = organisation.words.titles;
  const auto title = std::find_if(titles.begin(), titles.end(),
                                  [&](const auto& one) { return one.code == found->spec.title; });
  return title == titles.end() ? std::string{} : title->name;
}

std::string name_of(const organisation::State& organisation, UnitId unit) {
  const organisation::Unit* found = organisation::find_unit(organisation, unit);
  return found == nullptr ? std::string{} : found->spec.name;
}

template <class Name>
Json table(const std::set<uint32_t>& ids, Name name) {
  Json table = Json::object();
  for (const uint32_t id : ids) table[std::to_string(id)] = name(id);
  return table;
}

}  // namespace

Json names_in(const Json& picture, const organisation::State& organisation) {
  Ids ids;
  collect(picture, ids);
  return {{"people",
           table(ids.people,
                 [&](uint32_t id) { return organisation::display_name(organisation, {id}); })},
          {"posts", table(ids.posts, [&](uint32_t id) { return title_of(organisation, {id}); })},
          {"units", table(ids.units, [&](uint32_t id) { return name_of(organisation, {id}); })}};
}

}  // namespace diemcau::office
