#include "organisation/state.h"

#include "organisation/decided.h"
#include "text/search_key.h"
#include "text/unicode.h"

namespace diemcau::organisation {

namespace {

template <class Key, class Value>
void drop_from(std::unordered_map<Key, std::set<Value>>& sets, Key key, Value value) {
  const auto found = sets.find(key);
  if (found == sets.end()) return;
  found->second.erase(value);
  if (found->second.empty()) sets.erase(found);
}

std::string key_of(const Unit& unit) {
  std::string key = text::search_key(unit.spec.code);
  for (const std::string* part : {&unit.spec.name, &unit.spec.short_name}) {
    if (!part->empty()) key += '\n' + text::search_key(*part);
  }
  return key;
}

std::string key_of(const Person& person) {
  if (person.erased) return {};
  std::string key = text::search_key(person.open.name);
  if (!person.open.code.empty()) key += '\n' + text::search_key(person.open.code);
  return key;
}

void link_unit(Index& index, UnitId id, const Unit& unit) {
  index.unit_keys[id] = key_of(unit);
  if (!is_active(unit)) return;
  if (!unit.spec.code.empty()) index.by_code[code_key(unit.spec.code)] = id;
  index.below[unit.spec.superior].insert(id);
  if (unit.spec.second_superior.value != 0) {
    index.below_second[unit.spec.second_superior].insert(id);
  }
}

void unlink_unit(Index& index, UnitId id, const Unit& unit) {
  index.unit_keys.erase(id);
  if (!is_active(unit)) return;
  const auto coded = index.by_code.find(code_key(unit.spec.code));
  if (coded != index.by_code.end() && coded->second == id) index.by_code.erase(coded);
  drop_from(index.below, unit.spec.superior, id);
  drop_from(index.below_second, unit.spec.second_superior, id);
}

void link_post(Index& index, PostId id, const Post& post) {
  index.posts_of_unit[post.spec.unit].insert(id);
  index.posts_of_person[post.spec.person].insert(id);
}

void unlink_post(Index& index, PostId id, const Post& post) {
  drop_from(index.posts_of_unit, post.spec.unit, id);
  drop_from(index.posts_of_person, post.spec.person, id);
}

void open_person(const State& state, PersonId id, Person& person) {
  person.open = {};
  if (person.erased) return;
  const auto plain = state.sealer == nullptr ? std::nullopt : state.sealer->open(id, person.sealed);
  const Json json = plain ? Json::parse(*plain, nullptr, false) : Json();
  if (!json.is_object()) {
    person.erased = true;  // the key is gone: nobody can know any more
    return;
  }
  try {
    person.open = json.get<Personal>();
  } catch (const Json::exception&) {
    person.erased = true;
  }
}

template <class Things, class Id>
auto* find_in(const Things& things, Id id) {
  const auto found = things.find(id);
  return found == things.end() ? nullptr : &found->second;
}

}  // namespace

bool operator==(const State& a, const State& b) {
  const auto all = [](const State& s) {
    return std::tie(s.seq, s.last, s.words, s.units, s.people, s.posts, s.accounts, s.grants,
                    s.first_administrator, s.imports, s.exports, s.erasures, s.index);
  };
  return all(a) == all(b);
}

State empty_state(const Sealer& sealer) {
  State state;
  state.sealer = &sealer;
  return state;
}

void reopen(State& state, const Sealer& sealer) {
  state.sealer = &sealer;
  state.index = {};
  for (const auto& [id, unit] : state.units) link_unit(state.index, id, unit);
  for (auto& [id, person] : state.people) {
    open_person(state, id, person);
    state.index.person_keys[id] = key_of(person);
  }
  for (const auto& [id, post] : state.posts) link_post(state.index, id, post);
  for (const auto& [id, account] : state.accounts) {
    if (account.person.value != 0) state.index.account_of[account.person] = id;
  }
  for (const auto& [id, grant] : state.grants) {
    if (!grant.withdrawn) state.index.grants_of[grant.account].push_back(id);
  }
  for (auto& [import_id, import] : state.imports) {
    for (auto& [id, person] : import.people_before) open_person(state, id, person);
  }
}

const Unit* find_unit(const State& state, UnitId unit) { return find_in(state.units, unit); }
const Person* find_person(const State& state, PersonId person) {
  return find_in(state.people, person);
}
const Post* find_post(const State& state, PostId post) { return find_in(state.posts, post); }
const Account* find_account(const State& state, AccountId account) {
  return find_in(state.accounts, account);
}

std::string code_key(std::string_view code) {
  std::string key = text::nfc(text::tidy(code));
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return key;
}

void put_unit(State& state, UnitId id, Unit unit) {
  if (const Unit* before = find_unit(state, id)) unlink_unit(state.index, id, *before);
  link_unit(state.index, id, unit);
  state.units.insert_or_assign(id, std::move(unit));
}

void put_person(State& state, PersonId id, Person person) {
  open_person(state, id, person);
  state.index.person_keys[id] = key_of(person);
  state.people.insert_or_assign(id, std::move(person));
}

void put_post(State& state, PostId id, Post post) {
  if (const Post* before = find_post(state, id)) unlink_post(state.index, id, *before);
  link_post(state.index, id, post);
  state.posts.insert_or_assign(id, std::move(post));
}

void drop_unit(State& state, UnitId id) {
  const auto found = state.units.find(id);
  if (found == state.units.end()) return;
  unlink_unit(state.index, id, found->second);
  state.units.erase(found);
}

void drop_person(State& state, PersonId id) {
  state.index.person_keys.erase(id);
  state.people.erase(id);
}

void drop_post(State& state, PostId id) {
  const auto found = state.posts.find(id);
  if (found == state.posts.end()) return;
  unlink_post(state.index, id, found->second);
  state.posts.erase(found);
}

}  // namespace diemcau::organisation
