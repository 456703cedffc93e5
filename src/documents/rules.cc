#include <algorithm>
#include <array>

#include "base/check.h"
#include "documents/commands.h"

namespace diemcau::documents {

namespace {

// Sides: D the unit that drafts, U the unit whose comment it is.
// Phases: N before it was begun, W written, C circulated, F finished.
// clang-format off
constexpr auto kRules = std::to_array<Rule>({
    {"draft.begin",      "D.", "N..."},
    {"draft.write",      "D.", ".WC."},
    {"draft.circulate",  "D.", ".WC."},
    {"draft.finish",     "D.", "..C."},
    {"comment.make",     "DU", "..C."},
    {"comment.withdraw", ".U", "..C."},
    {"comment.absorb",   "D.", "..C."},
    {"comment.explain",  "D.", "..C."},
});
// clang-format on

}  // namespace

std::span<const Rule> all_rules() { return kRules; }

const Rule& rule_of(std::string_view command) {
  const auto found = std::find_if(kRules.begin(), kRules.end(),
                                  [&](const Rule& rule) { return rule.command == command; });
  DIEMCAU_CHECK(found != kRules.end());
  return *found;
}

bool acts_for(const Context& context, UnitId unit) {
  if (unit.value == 0) return false;
  const auto& units = context.acts_for;
  return context.everywhere || std::find(units.begin(), units.end(), unit) != units.end();
}

}  // namespace diemcau::documents
