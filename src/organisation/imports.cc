#include "organisation/imports.h"

#include "organisation/import_plan.h"

namespace diemcau::organisation {

namespace {

// Rows in one fact: a journal's line stays readable, a batch short.
constexpr size_t kRowsAFact = 500;

template <class Row, class Make>
void add_in_chunks(std::vector<Fact>& facts, std::vector<Row>& rows, Make make) {
  for (size_t at = 0; at < rows.size(); at += kRowsAFact) {
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end =
        rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), at + kRowsAFact));
    facts.emplace_back(
        make(std::vector<Row>(std::make_move_iterator(begin), std::make_move_iterator(end))));
  }
}

Denial bad_plan(const ImportRun& c, const Preview& preview) {
  if (!preview.refused.empty()) {
    const Remark& why = preview.refused.front();
    return deny("import.refused", {{"remark", why.code}, {"facts", why.facts}});
  }
  if (preview.fingerprint != c.seen) return deny("import.changed");
  if (preview.refused_rows > 0 && !c.leave_out_refused) {
    return deny("import.rows_refused", {{"count", preview.refused_rows}});
  }
  if (preview.created + preview.changed == 0) return deny("import.nothing");
  return {};
}

Denial too_large(const State& state, const Plan& plan) {
  return first_of(too_many(state.units.size() + plan.units.size(), kMaxUnits, "units"),
                  too_many(state.people.size() + plan.people.size(), kMaxPeople, "people"),
                  too_many(state.posts.size() + plan.posts.size(), kMaxPosts, "posts"));
}

std::vector<Fact> facts_of(const State& state, const ImportRun& c, Plan plan,
                           const Context& context) {
  const ImportId id{state.last.import + 1};
  const Preview& seen = plan.preview;
  std::vector<Fact> facts;
  facts.emplace_back(
      ImportBegun{id, c.what, c.file, seen.created, seen.changed, seen.left, seen.refused_rows});
  add_in_chunks(facts, plan.units, [&](std::vector<ImportedUnit> rows) {
    return UnitsImported{id, std::move(rows)};
  });
  std::vector<ImportedPerson> people;
  people.reserve(plan.people.size());
  for (const PlannedPerson& one : plan.people) {
    people.push_back({one.person, one.rank, seal(context, one.person, one.personal)});
  }
  add_in_chunks(facts, people, [&](std::vector<ImportedPerson> rows) {
    return PeopleImported{id, std::move(rows), {}};
  });
  add_in_chunks(facts, plan.posts, [&](std::vector<ImportedPost> rows) {
    return PeopleImported{id, {}, std::move(rows)};
  });
  return facts;
}

// ── Undoing ──────────────────────────────────────────────────────────────────────────────────────

Denial built_on(std::string what) { return deny("import.built_on", {{"what", std::move(what)}}); }

template <class Id>
std::string called(const char* kind, Id id) {
  return std::string(kind) + ":" + std::to_string(id.value);
}

// Looks for what came after an import and refers to what it made or changed.
class BuiltOn {
 public:
  BuiltOn(const State& state, ImportId id, const Context& context)
      : state_(state), id_(id), import_(state.imports.at(id)), uses_(context.uses) {}

  Denial find() const {
    if (Denial no = changed_since()) return no;
    if (Denial no = organisation_refers()) return no;
    return others_refer();
  }

 private:
  bool is_new(UnitId unit) const {
    return !import_.units_before.contains(unit) && touched(state_.units, unit);
  }
  bool is_new(PersonId person) const {
    return !import_.people_before.contains(person) && touched(state_.people, person);
  }

  template <class Things, class Id>
  bool touched(const Things& things, Id id) const {
    const auto found = things.find(id);
    return found != things.end() && found->second.import == id_;
  }

  Denial changed_since() const {
    for (const UnitId id : import_.units) {
      if (!touched(state_.units, id)) return built_on(called("unit", id));
    }
    for (const PersonId id : import_.people) {
      const bool held = touched(state_.people, id) && state_.people.at(id).hold.has_value();
      const bool held_before =
          import_.people_before.contains(id) && import_.people_before.at(id).hold.has_value();
      if (!touched(state_.people, id) || held != held_before) {
        return built_on(called("person", id));
      }
    }
    for (const PostId id : import_.posts) {
      if (!touched(state_.posts, id)) return built_on(called("post", id));
    }
    return {};
  }

  // Whatever this import did not make itself and that stands on something it made.
  Denial organisation_refers() const {
    for (const auto& [id, unit] : state_.units) {
      const bool on_new = is_new(unit.spec.superior) || is_new(unit.spec.second_superior);
      if (on_new && unit.import != id_) return built_on(called("unit", id));
    }
    for (const auto& [id, post] : state_.posts) {
      const bool on_new = is_new(post.spec.unit) || is_new(post.spec.person);
      if (on_new && post.import != id_) return built_on(called("post", id));
    }
    for (const auto& [id, account] : state_.accounts) {
      if (is_new(account.person)) return built_on(called("account", id));
    }
    for (const auto& [id, grant] : state_.grants) {
      if (is_new(grant.branch)) return built_on(called("grant", id));
    }
    for (const auto& [id, one] : state_.exports) {
      if (is_new(one.branch)) return built_on(called("export", id));
    }
    for (const auto& [id, one] : state_.erasures) {
      if (is_new(one.person)) return built_on(called("erasure", id));
    }
    return code_taken();
  }

  // A code that an import took from a unit may have been given to another one since.
  Denial code_taken() const {
    for (const auto& [id, before] : import_.units_before) {
      const auto holder = state_.index.by_code.find(code_key(before.spec.code));
      if (holder == state_.index.by_code.end() || before.spec.code.empty()) continue;
      if (!std::binary_search(import_.units.begin(), import_.units.end(), holder->second)) {
        return built_on(called("unit", holder->second));
      }
    }
    return back_in_place();
  }

  // What stood above a changed unit before must still be there, and not under it by now.
  Denial back_in_place() const {
    for (const auto& [id, before] : import_.units_before) {
      const UnitSpec& spec = before.spec;
      const UnitSpec& now = state_.units.at(id).spec;
      if (spec.superior == now.superior && spec.second_superior == now.second_superior) continue;
      for (const UnitId above : {spec.superior, spec.second_superior}) {
        if (above.value != 0 && not_active(state_, above)) return built_on(called("unit", above));
      }
      if (makes_loop(state_, id, spec.superior, spec.second_superior)) {
        if (above_by_others(spec)) return built_on(called("unit", id));
      }
    }
    return {};
  }

  // Under a changed unit by another hand than this import's.
  bool above_by_others(const UnitSpec& spec) const {
    for (const UnitId above : {spec.superior, spec.second_superior}) {
      const Unit* unit = find_unit(state_, above);
      if (unit != nullptr && unit->import != id_) return true;
    }
    return false;
  }

  Denial others_refer() const {
    if (uses_ == nullptr) return {};
    for (const UnitId id : import_.units) {
      if (!is_new(id)) continue;
      if (auto what = uses_->of_unit(id); !what.empty()) return built_on(std::move(what));
    }
    for (const PersonId id : import_.people) {
      if (!is_new(id)) continue;
      if (auto what = uses_->of_person(id); !what.empty()) return built_on(std::move(what));
    }
    for (const PostId id : import_.posts) {
      if (import_.posts_before.contains(id)) continue;
      if (auto what = uses_->of_post(id); !what.empty()) return built_on(std::move(what));
    }
    return {};
  }

  const State& state_;
  ImportId id_;
  const Import& import_;
  const Uses* uses_;
};

// Keeps what stood there, once.
template <class Things, class Id, class Before>
void remember(const Things& things, Id id, std::vector<Id>& touched, Before& before) {
  const auto found = things.find(id);
  if (found != things.end()) before.try_emplace(id, found->second);
  touched.push_back(id);
}

}  // namespace

Decided decide_one(const State& state, const ImportRun& c, const Context& context) {
  if (Denial no = too_long(c.file, kNameLetters, "file")) return *no;
  if (!context.system && branches_for(state, context.account, Purpose::kImport).empty()) {
    return deny("role.not_allowed");
  }
  Plan plan = plan_import(state, c.what, c.csv, context);
  if (Denial no = first_of(bad_plan(c, plan.preview), too_large(state, plan))) return *no;
  return facts_of(state, c, std::move(plan), context);
}

Decided decide_one(const State& state, const ImportUndo& c, const Context& context) {
  const auto found = state.imports.find(c.import);
  if (found == state.imports.end()) return deny("import.unknown", {{"import", c.import}});
  if (Denial no = missing_or_too_long(c.why, kTextLetters, "why")) return *no;
  const Import& import = found->second;
  if (import.undone) return deny("import.undone");
  const ImportScope scope(state, context);
  for (const UnitId unit : import.units) {
    if (!scope.has(unit)) return deny("role.not_allowed", {{"unit", unit}});
  }
  for (const PostId post : import.posts) {
    const Post* here = find_post(state, post);
    if (here != nullptr && !scope.has(here->spec.unit)) return deny("role.not_allowed");
  }
  if (Denial no = BuiltOn(state, c.import, context).find()) return *no;
  std::vector<PersonId> people;
  for (const PersonId person : import.people) {
    if (!import.people_before.contains(person)) people.push_back(person);
  }
  return ImportUndone{c.import, c.why, std::move(people)};
}

void apply_one(State& state, const ImportBegun& f, const Stamp& stamp) {
  state.last.import = std::max(state.last.import, f.import.value);
  Import import;
  import.summary = f;
  import.done = stamp;
  state.imports[f.import] = std::move(import);
}

void apply_one(State& state, const UnitsImported& f, const Stamp&) {
  Import& import = state.imports[f.import];
  for (const ImportedUnit& one : f.units) {
    state.last.unit = std::max(state.last.unit, one.unit.value);
    remember(state.units, one.unit, import.units, import.units_before);
    const Unit* before = find_unit(state, one.unit);
    Unit unit = before == nullptr ? Unit{} : *before;
    unit.spec = one.spec;
    unit.import = f.import;
    put_unit(state, one.unit, std::move(unit));
  }
  std::sort(import.units.begin(), import.units.end());
}

void apply_one(State& state, const PeopleImported& f, const Stamp&) {
  Import& import = state.imports[f.import];
  for (const ImportedPerson& one : f.people) {
    state.last.person = std::max(state.last.person, one.person.value);
    remember(state.people, one.person, import.people, import.people_before);
    const Person* before = find_person(state, one.person);
    Person person = before == nullptr ? Person{} : *before;
    person.rank = one.rank;
    person.sealed = one.sealed;
    person.import = f.import;
    put_person(state, one.person, std::move(person));
  }
  for (const ImportedPost& one : f.posts) {
    state.last.post = std::max(state.last.post, one.post.value);
    remember(state.posts, one.post, import.posts, import.posts_before);
    const Post* before = find_post(state, one.post);
    Post post = before == nullptr ? Post{} : *before;
    post.spec = one.spec;
    post.import = f.import;
    put_post(state, one.post, std::move(post));
  }
}

void apply_one(State& state, const ImportUndone& f, const Stamp& stamp) {
  const auto found = state.imports.find(f.import);
  if (found == state.imports.end()) return;
  Import& import = found->second;
  const auto restore = [&](const auto& touched, const auto& before, auto put, auto drop) {
    for (const auto id : touched) {
      const auto old = before.find(id);
      old == before.end() ? drop(state, id) : put(state, id, old->second);
    }
  };
  restore(import.posts, import.posts_before, put_post, drop_post);
  restore(import.people, import.people_before, put_person, drop_person);
  restore(import.units, import.units_before, put_unit, drop_unit);
  import.undone = stamp;
  import.units.clear();
  import.people.clear();
  import.posts.clear();
  import.units_before.clear();
  import.people_before.clear();
  import.posts_before.clear();
}

}  // namespace diemcau::organisation
