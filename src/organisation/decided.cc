#include "organisation/decided.h"

namespace diemcau::organisation {

Denial too_long(const std::string& text, size_t max, const char* field) {
  if (journal::letters_in(text) <= max) return {};
  return deny("text.too_long", {{"field", field}, {"max", max}});
}

Denial missing_or_too_long(const std::string& text, size_t max, const char* field) {
  if (journal::is_blank(text)) return deny("text.missing", {{"field", field}});
  return too_long(text, max, field);
}

Denial too_many(size_t count, size_t max, const char* field) {
  if (count <= max) return {};
  return deny("too_many", {{"field", field}, {"max", max}});
}

Denial not_allowed(const State& state, const Context& context, Purpose purpose, UnitId unit) {
  if (context.system || may(state, context.account, purpose, unit)) return {};
  return deny("role.not_allowed", {{"unit", unit}, {"purpose", journal::word(purpose)}});
}

Denial not_allowed(const State& state, const Context& context, Purpose purpose, PersonId person) {
  if (context.system || may(state, context.account, purpose, person, today(context))) return {};
  return deny("role.not_allowed", {{"person", person}, {"purpose", journal::word(purpose)}});
}

Denial days_in_disorder(Day from, Day to) {
  if (!is_set(from) || !is_set(to) || from <= to) return {};
  return deny("day.order");
}

Denial not_active(const State& state, UnitId id) {
  const Unit* unit = find_unit(state, id);
  if (unit == nullptr) return deny("unit.unknown", {{"unit", id}});
  if (!is_active(*unit)) return deny("unit.ended", {{"unit", id}});
  return {};
}

bool makes_loop(const State& state, UnitId unit, UnitId superior, UnitId second) {
  std::vector<UnitId> above = {superior, second};
  std::set<UnitId> seen;
  while (!above.empty()) {
    const UnitId at = above.back();
    above.pop_back();
    if (at.value == 0 || !seen.insert(at).second) continue;
    if (at == unit) return true;
    if (const Unit* here = find_unit(state, at)) {
      above.push_back(here->spec.superior);
      above.push_back(here->spec.second_superior);
    }
  }
  return false;
}

std::string seal(const Context& context, PersonId person, const Personal& personal) {
  DIEMCAU_CHECK(context.sealer != nullptr);
  return context.sealer->seal(person, Json(personal).dump());
}

}  // namespace diemcau::organisation
