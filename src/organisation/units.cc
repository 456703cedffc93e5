#include "organisation/units.h"

#include "organisation/decided.h"
#include "text/unicode.h"

namespace diemcau::organisation {

namespace {

// What people type, as it is stored.
std::string clean(const std::string& text) { return text::nfc(text::tidy(text)); }

UnitSpec clean(UnitSpec spec) {
  spec.code = clean(spec.code);
  spec.name = clean(spec.name);
  spec.short_name = clean(spec.short_name);
  return spec;
}

Denial bad_names(const std::string& name, const std::string& short_name) {
  return first_of(missing_or_too_long(name, kNameLetters, "name"),
                  too_long(short_name, kNameLetters, "short_name"));
}

Denial bad_superior(const State& state, UnitId superior) {
  if (superior.value == 0) return {};
  return not_active(state, superior);
}

size_t depth_of(const State& state, UnitId unit) {
  size_t depth = 0;
  for (const Unit* at = find_unit(state, unit); at != nullptr && depth <= kMaxDepth; ++depth) {
    at = find_unit(state, at->spec.superior);
  }
  return depth;
}

// How many levels stand under it, itself included. A tree has no loop, so it ends.
size_t height_of(const State& state, UnitId unit) {
  const auto below = state.index.below.find(unit);
  if (below == state.index.below.end()) return 1;
  size_t highest = 0;
  for (const UnitId child : below->second) highest = std::max(highest, height_of(state, child));
  return highest + 1;
}

Denial bad_place(const State& state, UnitId self, UnitId superior, UnitId second) {
  if (Denial no = first_of(bad_superior(state, superior), bad_superior(state, second))) return no;
  if (second.value != 0 && second == superior) return deny("unit.same_superior");
  if (makes_loop(state, self, superior, second)) return deny("unit.loop", {{"unit", self}});
  const bool known = find_unit(state, self) != nullptr;
  const size_t depth = depth_of(state, superior) + (known ? height_of(state, self) : 1);
  if (depth > kMaxDepth) return deny("unit.too_deep", {{"max", kMaxDepth}});
  return {};
}

Denial bad_code(const State& state, UnitId self, const std::string& code) {
  if (Denial no = too_long(code, kCodeLetters, "code")) return no;
  if (code.empty()) return {};
  const auto found = state.index.by_code.find(code_key(code));
  if (found == state.index.by_code.end() || found->second == self) return {};
  return deny("unit.code_taken", {{"code", code}});
}

Denial bad_level(const State& state, const std::string& level) {
  if (order_of_level(state.words, level) < state.words.levels.size()) return {};
  return deny("level.unknown", {{"level", level}});
}

Denial bad_spec(const State& state, UnitId self, const UnitSpec& spec) {
  return first_of(bad_names(spec.name, spec.short_name), bad_code(state, self, spec.code),
                  bad_level(state, spec.level), days_in_disorder(spec.from, spec.to),
                  bad_place(state, self, spec.superior, spec.second_superior));
}

Denial bad_change(Day day, const std::string& decision) {
  if (!is_set(day)) return deny("day.missing", {{"field", "day"}});
  return too_long(decision, kTextLetters, "decision");
}

// Moving takes the right over where it stands and over where it goes.
Denial may_place(const State& state, const Context& context, UnitId superior) {
  return not_allowed(state, context, Purpose::kUnits, superior);
}
Denial may_change(const State& state, const Context& context, UnitId unit) {
  if (Denial no = not_active(state, unit)) return no;
  return not_allowed(state, context, Purpose::kUnits, unit);
}

std::vector<UnitId> below(const State& state, UnitId unit) {
  const auto found = state.index.below.find(unit);
  if (found == state.index.below.end()) return {};
  return {found->second.begin(), found->second.end()};
}

std::vector<UnitId> below_second(const State& state, UnitId unit) {
  const auto found = state.index.below_second.find(unit);
  if (found == state.index.below_second.end()) return {};
  return {found->second.begin(), found->second.end()};
}

// Everything that stood under `from`, by either line, stands under `to` afterwards.
struct HandOver {
  std::map<UnitId, UnitMoved> moves;
  const State& state;
  Day day;
  const std::string& decision;

  UnitMoved& move_of(UnitId unit) {
    const UnitSpec& spec = state.units.at(unit).spec;
    return moves
        .try_emplace(unit, UnitMoved{unit, spec.superior, spec.second_superior, day, decision})
        .first->second;
  }
  void superior(UnitId unit, UnitId to) {
    UnitMoved& move = move_of(unit);
    move.superior = to;
    if (move.second_superior == to) move.second_superior = {};
  }
  void second(UnitId unit, UnitId to) {
    UnitMoved& move = move_of(unit);
    move.second_superior = move.superior == to ? UnitId{} : to;
  }
};

// ── Merging ──────────────────────────────────────────────────────────────────────────────────────

Denial bad_merged_units(const State& state, const UnitsMerge& c, const Context& context) {
  if (Denial no =
          first_of(too_many(c.units.size(), kMaxMerged, "units"), bad_change(c.day, c.decision))) {
    return no;
  }
  const std::set<UnitId> different(c.units.begin(), c.units.end());
  const bool few = different.size() + (c.into.value != 0 ? 1 : 0) < 2 || c.units.empty();
  if (few || different.size() != c.units.size()) return deny("units.merge_few");
  for (const UnitId unit : c.units) {
    if (Denial no = may_change(state, context, unit)) return no;
  }
  return {};
}

// Whether the unit is, or stands by either line under, one of those that end.
bool stands_in(const State& state, UnitId unit, const std::vector<UnitId>& ending) {
  return std::any_of(ending.begin(), ending.end(),
                     [&](UnitId one) { return makes_loop(state, one, unit, {}); });
}

Denial bad_successor(const State& state, const UnitsMerge& c, const Context& context) {
  const bool fresh = c.into.value == 0;
  const UnitId below_which = fresh ? c.spec.superior : c.into;
  if (Denial no = fresh ? may_place(state, context, below_which)
                        : may_change(state, context, below_which)) {
    return no;
  }
  const bool inside = stands_in(state, below_which, c.units) ||
                      (fresh && stands_in(state, c.spec.second_superior, c.units));
  if (inside) return deny("units.merge_itself");
  return {};
}

// The code of a unit that ends may pass to the one that follows.
Denial bad_new_unit(const State& state, const UnitSpec& spec, const std::vector<UnitId>& ending) {
  const auto holder = state.index.by_code.find(code_key(spec.code));
  const bool inherits = holder != state.index.by_code.end() &&
                        std::find(ending.begin(), ending.end(), holder->second) != ending.end();
  const UnitId self{state.last.unit + 1};
  return bad_spec(state, inherits ? holder->second : self, spec);
}

// A part stands outside what is split: only so its subordinates cannot come to stand above it.
// Under the unit itself, if that goes on, it stands too.
bool inside(const State& state, const UnitSplit& c, UnitId superior) {
  if (superior == c.unit) return !c.goes_on;
  return makes_loop(state, c.unit, superior, {});
}

// ── Changing the state ───────────────────────────────────────────────────────────────────────────

// By hand: it is no import's any more.
template <class Change>
void change_unit(State& state, UnitId id, Change change) {
  const Unit* found = find_unit(state, id);
  if (found == nullptr) return;
  Unit unit = *found;
  unit.import = {};
  change(unit);
  put_unit(state, id, std::move(unit));
}

void add_predecessor(State& state, UnitId of, UnitId predecessor) {
  change_unit(state, of, [&](Unit& unit) { unit.predecessors.push_back(predecessor); });
}

void end_posts_in(State& state, UnitId unit, Day day, const std::string& decision) {
  const auto found = state.index.posts_of_unit.find(unit);
  if (found == state.index.posts_of_unit.end()) return;
  for (const PostId id : std::vector<PostId>(found->second.begin(), found->second.end())) {
    Post post = state.posts.at(id);
    if (is_set(post.spec.to) && post.spec.to <= day) continue;
    post.spec.to = day;
    post.ended_by = decision;
    post.import = {};
    put_post(state, id, std::move(post));
  }
}

}  // namespace

Decided decide_one(const State& state, const UnitAdd& c, const Context& context) {
  const UnitSpec spec = clean(c.spec);
  const UnitId id{state.last.unit + 1};
  if (Denial no = first_of(may_place(state, context, spec.superior), bad_spec(state, id, spec),
                           too_many(state.units.size() + 1, kMaxUnits, "units"))) {
    return *no;
  }
  return UnitAdded{id, spec};
}

Decided decide_one(const State& state, const UnitCorrect& c, const Context& context) {
  const UnitSpec spec = clean(c.spec);
  if (Denial no = may_change(state, context, c.unit)) return *no;
  const UnitSpec& before = state.units.at(c.unit).spec;
  if (spec.superior != before.superior) {
    if (Denial no = first_of(may_place(state, context, before.superior),
                             may_place(state, context, spec.superior))) {
      return *no;
    }
  }
  if (Denial no = bad_spec(state, c.unit, spec)) return *no;
  if (spec == before) return nothing();
  return UnitCorrected{c.unit, spec};
}

Decided decide_one(const State& state, const UnitRename& c, const Context& context) {
  const std::string name = clean(c.name);
  const std::string short_name = clean(c.short_name);
  if (Denial no = first_of(may_change(state, context, c.unit), bad_names(name, short_name),
                           bad_change(c.day, c.decision))) {
    return *no;
  }
  const UnitSpec& before = state.units.at(c.unit).spec;
  if (before.name == name && before.short_name == short_name) return nothing();
  return UnitRenamed{c.unit, name, short_name, c.day, c.decision};
}

Decided decide_one(const State& state, const UnitMove& c, const Context& context) {
  if (Denial no = may_change(state, context, c.unit)) return *no;
  const UnitSpec& before = state.units.at(c.unit).spec;
  if (Denial no = first_of(
          may_place(state, context, before.superior), may_place(state, context, c.superior),
          bad_place(state, c.unit, c.superior, c.second_superior), bad_change(c.day, c.decision))) {
    return *no;
  }
  if (before.superior == c.superior && before.second_superior == c.second_superior) {
    return nothing();
  }
  return UnitMoved{c.unit, c.superior, c.second_superior, c.day, c.decision};
}

Decided decide_one(const State& state, const UnitsMerge& c, const Context& context) {
  if (Denial no = bad_merged_units(state, c, context)) return *no;
  if (Denial no = bad_successor(state, c, context)) return *no;
  std::vector<Fact> facts;
  UnitId into = c.into;
  UnitSpec spec = clean(c.spec);
  if (into.value == 0) {
    if (Denial no = bad_new_unit(state, spec, c.units)) return *no;
    if (!is_set(spec.from)) spec.from = c.day;
    into = UnitId{state.last.unit + 1};
  }
  HandOver hand_over{{}, state, c.day, c.decision};
  for (const UnitId unit : c.units) {
    for (const UnitId child : below(state, unit)) hand_over.superior(child, into);
  }
  for (const UnitId unit : c.units) {
    for (const UnitId child : below_second(state, unit)) hand_over.second(child, into);
  }
  if (c.into.value == 0) facts.emplace_back(UnitAdded{into, spec});
  for (const UnitId unit : c.units) hand_over.moves.erase(unit);
  for (auto& [unit, move] : hand_over.moves) facts.emplace_back(std::move(move));
  for (const UnitId unit : c.units) {
    facts.emplace_back(UnitEnded{unit, UnitEnding::kMerged, {into}, c.day, c.decision});
  }
  return facts;
}

Decided decide_one(const State& state, const UnitSplit& c, const Context& context) {
  if (Denial no = first_of(may_change(state, context, c.unit), bad_change(c.day, c.decision),
                           too_many(c.parts.size(), kMaxMerged, "parts"))) {
    return *no;
  }
  const size_t min = c.goes_on ? 1 : 2;
  if (c.parts.size() < min) return deny("unit.split_few", {{"min", min}});

  std::vector<Fact> facts;
  std::vector<UnitId> successors;
  std::vector<UnitId> children = below(state, c.unit);
  std::set<std::string> codes;
  HandOver hand_over{{}, state, c.day, c.decision};
  for (const SplitPart& part : c.parts) {
    UnitSpec spec = clean(part.spec);
    if (!is_set(spec.from)) spec.from = c.day;
    const std::vector<UnitId> ending = c.goes_on ? std::vector<UnitId>{} : std::vector{c.unit};
    if (Denial no =
            first_of(may_place(state, context, spec.superior), bad_new_unit(state, spec, ending))) {
      return *no;
    }
    if (inside(state, c, spec.superior) || inside(state, c, spec.second_superior)) {
      return deny("units.merge_itself");
    }
    if (!spec.code.empty() && !codes.insert(code_key(spec.code)).second) {
      return deny("unit.code_taken", {{"code", spec.code}});
    }
    const UnitId id{state.last.unit + 1 + static_cast<uint32_t>(successors.size())};
    successors.push_back(id);
    facts.emplace_back(UnitAdded{id, spec});
    for (const UnitId child : part.subordinates) {
      if (std::erase(children, child) == 0) {
        return deny("unit.split_not_its_own", {{"unit", child}});
      }
      hand_over.superior(child, id);
    }
  }
  if (!c.goes_on && !children.empty()) {
    return deny("unit.split_left", {{"count", children.size()}});
  }
  if (!c.goes_on) {
    for (const UnitId child : below_second(state, c.unit)) hand_over.second(child, successors[0]);
  }
  for (auto& [unit, move] : hand_over.moves) facts.emplace_back(std::move(move));
  if (c.goes_on) {
    facts.emplace_back(UnitParted{c.unit, successors, c.day, c.decision});
  } else {
    facts.emplace_back(UnitEnded{c.unit, UnitEnding::kSplit, successors, c.day, c.decision});
  }
  return facts;
}

Decided decide_one(const State& state, const UnitClose& c, const Context& context) {
  if (Denial no = first_of(may_change(state, context, c.unit), bad_change(c.day, c.decision))) {
    return *no;
  }
  const size_t left = below(state, c.unit).size() + below_second(state, c.unit).size();
  if (left > 0) return deny("unit.has_subordinates", {{"count", left}});
  return UnitEnded{c.unit, UnitEnding::kClosed, {}, c.day, c.decision};
}

void apply_one(State& state, const UnitAdded& f, const Stamp&) {
  state.last.unit = std::max(state.last.unit, f.unit.value);
  Unit unit;
  unit.spec = f.spec;
  put_unit(state, f.unit, std::move(unit));
}

void apply_one(State& state, const UnitCorrected& f, const Stamp&) {
  change_unit(state, f.unit, [&](Unit& unit) { unit.spec = f.spec; });
}

void apply_one(State& state, const UnitRenamed& f, const Stamp&) {
  change_unit(state, f.unit, [&](Unit& unit) {
    unit.names.push_back({unit.spec.name, unit.spec.short_name, f.day, f.decision});
    unit.spec.name = f.name;
    unit.spec.short_name = f.short_name;
  });
}

void apply_one(State& state, const UnitMoved& f, const Stamp&) {
  change_unit(state, f.unit, [&](Unit& unit) {
    unit.places.push_back({unit.spec.superior, unit.spec.second_superior, f.day, f.decision});
    unit.spec.superior = f.superior;
    unit.spec.second_superior = f.second_superior;
  });
}

void apply_one(State& state, const UnitEnded& f, const Stamp&) {
  change_unit(state, f.unit, [&](Unit& unit) {
    unit.ending = f.ending;
    unit.ended = f.day;
    unit.ended_by = f.decision;
    unit.successors = f.successors;
  });
  for (const UnitId successor : f.successors) add_predecessor(state, successor, f.unit);
  end_posts_in(state, f.unit, f.day, f.decision);
}

void apply_one(State& state, const UnitParted& f, const Stamp&) {
  change_unit(state, f.unit, [&](Unit& unit) {
    unit.successors.insert(unit.successors.end(), f.successors.begin(), f.successors.end());
  });
  for (const UnitId successor : f.successors) add_predecessor(state, successor, f.unit);
}

}  // namespace diemcau::organisation
