#include "demo/tree.h"

#include <algorithm>

#include "organisation/queries.h"

namespace diemcau::demo {

std::vector<UnitId> all_of_level(const organisation::State& state, std::string_view level) {
  std::vector<UnitId> units;
  for (const auto& [id, unit] : state.units) {
    if (unit.spec.level == level) units.push_back(id);
  }
  return units;
}

UnitId first_of_level(const organisation::State& state, std::string_view level) {
  const auto units = all_of_level(state, level);
  return units.empty() ? UnitId{} : units.front();
}

std::vector<UnitId> below(const organisation::State& state, UnitId unit, std::string_view level) {
  auto units = all_of_level(state, level);
  std::erase_if(units, [&](UnitId id) { return state.units.at(id).spec.superior != unit; });
  return units;
}

conference::Speaker head_of(const OfficeUser& user, UnitId unit) {
  const auto& state = user.folds().organisation;
  const PostId post = organisation::head_of(state, unit, day_in_vietnam(user.now()));
  const organisation::Post* found = organisation::find_post(state, post);
  if (found == nullptr) return {.unit = unit};
  return {found->spec.person, post, unit, {}};
}

conference::Speaker holder_of(const OfficeUser& user, UnitId unit, std::string_view title) {
  const auto& state = user.folds().organisation;
  const std::string code = code_of_title(state, title);
  const auto posts = state.index.posts_of_unit.find(unit);
  if (posts == state.index.posts_of_unit.end()) return {.unit = unit};
  for (const PostId id : posts->second) {
    const auto& spec = state.posts.at(id).spec;
    if (spec.title == code) return {spec.person, id, unit, {}};
  }
  return {.unit = unit};
}

std::string code_of_title(const organisation::State& state, std::string_view name) {
  const auto& titles = state.words.titles;
  const auto found = std::find_if(titles.begin(), titles.end(),
                                  [&](const auto& title) { return title.name == name; });
  return found == titles.end() ? std::string{} : found->code;
}

std::string name_of(const OfficeUser& user, UnitId unit) {
  return user.folds().organisation.units.at(unit).spec.name;
}

std::string short_name_of(const OfficeUser& user, UnitId unit) {
  std::string name = user.folds().organisation.units.at(unit).spec.short_name;
  if (name.empty()) name = name_of(user, unit);
  for (const std::string_view prefix : {"Uỷ ban ", "Thành phố ", "tỉnh "}) {
    if (name.starts_with(prefix)) name.erase(0, prefix.size());
  }
  return name;
}

}  // namespace diemcau::demo
