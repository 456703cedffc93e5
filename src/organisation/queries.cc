#include "organisation/queries.h"

#include <tuple>

#include "organisation/decided.h"
#include "text/csv.h"
#include "text/search_key.h"

namespace diemcau::organisation {

namespace {

constexpr const char* kErasedName = "(đã xoá)";

const std::set<UnitId>& set_of(const std::unordered_map<UnitId, std::set<UnitId>>& sets,
                               UnitId unit) {
  static const std::set<UnitId> kNone;
  const auto found = sets.find(unit);
  return found == sets.end() ? kNone : found->second;
}

// Sorts by keys that are made once each.
template <class Id, class KeyOf>
std::vector<Id> sorted_by(std::vector<Id> ids, KeyOf key_of) {
  using Keyed = std::pair<decltype(key_of(ids.front())), Id>;
  std::vector<Keyed> keyed;
  keyed.reserve(ids.size());
  for (const Id id : ids) keyed.emplace_back(key_of(id), id);
  std::sort(keyed.begin(), keyed.end());
  for (size_t i = 0; i < ids.size(); ++i) ids[i] = keyed[i].second;
  return ids;
}

std::vector<UnitId> in_order(const State& state, const std::set<UnitId>& units,
                             const text::Collator& collator) {
  return sorted_by(std::vector<UnitId>(units.begin(), units.end()), [&](UnitId id) {
    const UnitSpec& spec = state.units.at(id).spec;
    return std::pair(order_of_level(state.words, spec.level), collator.key(spec.name));
  });
}

std::string title_name(const State& state, const std::string& code) {
  const Title* title = find_title(state.words, code);
  return title == nullptr ? code : title->name;
}

// The posts that are held on that day, of a unit or of a person.
template <class Id>
std::vector<PostId> held(const State& state, const std::unordered_map<Id, std::set<PostId>>& sets,
                         Id id, Day day) {
  std::vector<PostId> posts;
  const auto found = sets.find(id);
  if (found == sets.end()) return posts;
  for (const PostId post : found->second) {
    if (is_held(state.posts.at(post), day)) posts.push_back(post);
  }
  return posts;
}

std::vector<PostId> held_in(const State& state, UnitId unit, Day day) {
  return held(state, state.index.posts_of_unit, unit, day);
}
std::vector<PostId> held_by(const State& state, PersonId person, Day day) {
  return held(state, state.index.posts_of_person, person, day);
}

// The highest by the order of titles.
PostId highest(const State& state, const std::vector<PostId>& posts) {
  const auto order = [&](PostId id) {
    return std::pair(order_of_title(state.words, state.posts.at(id).spec.title), id);
  };
  const auto found = std::min_element(posts.begin(), posts.end(),
                                      [&](PostId a, PostId b) { return order(a) < order(b); });
  return found == posts.end() ? PostId{} : *found;
}

PostLine line_of(const State& state, PostId id, Day day) {
  const Post& post = state.posts.at(id);
  const Title* title = find_title(state.words, post.spec.title);
  PostLine line;
  line.post = id;
  line.person = post.spec.person;
  line.name = display_name(state, post.spec.person);
  line.title = title_name(state, post.spec.title);
  line.leads = title != nullptr && title->leads;
  line.from = post.spec.from;
  line.to = post.spec.to;
  if (const Person* person = find_person(state, post.spec.person)) {
    line.rank = name_of_rank(state.words, person->rank);
    line.telephone = person->open.telephone;
    line.email = person->open.email;
  }
  line.other_posts = static_cast<uint32_t>(held_by(state, post.spec.person, day).size() - 1);
  return line;
}

UnitLink link_to(const State& state, UnitId id) {
  const Unit* unit = find_unit(state, id);
  if (unit == nullptr) return {id, {}, {}, {}, 0};
  const auto below = static_cast<uint32_t>(set_of(state.index.below, id).size());
  return {id, unit->spec.code, unit->spec.name, name_of_level(state.words, unit->spec.level),
          below};
}

std::vector<UnitLink> links_to(const State& state, const std::vector<UnitId>& units) {
  std::vector<UnitLink> links;
  links.reserve(units.size());
  for (const UnitId unit : units) links.push_back(link_to(state, unit));
  return links;
}

// ── Search ───────────────────────────────────────────────────────────────────────────────────────

// The best of the parts of a key, which stand on lines of their own.
text::Match best_match(std::string_view key, std::string_view wanted) {
  text::Match best = text::Match::kNone;
  if (key.find(wanted) == std::string_view::npos) return best;
  for (size_t at = 0; at <= key.size();) {
    const size_t end = std::min(key.find('\n', at), key.size());
    best = std::max(best, text::match(key.substr(at, end - at), wanted));
    at = end + 1;
  }
  return best;
}

struct Hit {
  text::Match match;
  size_t order = 0;  // of the level or the title
  UnitId unit;
  PersonId person;
};

class Search {
 public:
  Search(const State& state, std::string_view wanted, AccountId account, Day day)
      : state_(state),
        wanted_(text::search_key(wanted)),
        account_(account),
        day_(day),
        sees_all_(may(state, account, Purpose::kSeeUnits, UnitId{})) {}

  std::vector<Hit> run() {
    if (wanted_.empty()) return {};
    if (sees_all_) {
      for (const auto& [id, key] : state_.index.unit_keys) try_unit(id, key);
      for (const auto& [id, key] : state_.index.person_keys) try_person(id, key);
    } else {
      search_near();
    }
    return std::move(hits_);
  }

 private:
  void try_unit(UnitId id, const std::string& key) {
    const text::Match match = best_match(key, wanted_);
    if (match == text::Match::kNone) return;
    const Unit& unit = state_.units.at(id);
    if (!is_active(unit)) return;
    if (!sees_all_ && !may(state_, account_, Purpose::kSeeUnits, id)) return;
    hits_.push_back({match, order_of_level(state_.words, unit.spec.level), id, {}});
  }

  void try_person(PersonId id, const std::string& key) {
    const text::Match match = best_match(key, wanted_);
    if (match == text::Match::kNone) return;
    if (!sees_all_ && !may(state_, account_, Purpose::kSeeUnits, id, day_)) return;
    hits_.push_back({match, 0, {}, id});
  }

  // Whoever sees one branch of a country is not asked about each unit of it: may() decides of those
  // that could be theirs.
  void search_near() {
    const std::set<UnitId> units = near_units();
    std::set<PersonId> people;
    if (const Account* account = find_account(state_, account_)) people.insert(account->person);
    for (const UnitId unit : units) {
      try_unit(unit, state_.index.unit_keys.at(unit));
      const auto posts = state_.index.posts_of_unit.find(unit);
      if (posts == state_.index.posts_of_unit.end()) continue;
      for (const PostId post : posts->second) people.insert(state_.posts.at(post).spec.person);
    }
    for (const PersonId person : people) {
      const auto key = state_.index.person_keys.find(person);
      if (key != state_.index.person_keys.end()) try_person(person, key->second);
    }
  }

  // Their branches, and what has ended, whose people may still be theirs.
  std::set<UnitId> near_units() const {
    std::set<UnitId> units;
    for (const UnitId branch : branches_for(state_, account_, Purpose::kSeeUnits)) {
      const auto here = branch_of(state_, branch, true);
      units.insert(here.begin(), here.end());
    }
    for (const auto& [id, unit] : state_.units) {
      if (!is_active(unit)) units.insert(id);
    }
    return units;
  }

  const State& state_;
  std::string wanted_;
  AccountId account_;
  Day day_;
  bool sees_all_;
  std::vector<Hit> hits_;
};

Found found_unit(const State& state, UnitId id) {
  std::string path;
  for (const UnitId above : path_of(state, id)) {
    if (above == id) continue;
    if (!path.empty()) path += " › ";
    path += state.units.at(above).spec.name;
  }
  return {id, {}, state.units.at(id).spec.name, path};
}

Found found_person(const State& state, PersonId id, Day day) {
  Found found{{}, id, display_name(state, id), {}};
  const PostId post = highest(state, held_by(state, id, day));
  if (post.value == 0) return found;
  const PostSpec& spec = state.posts.at(post).spec;
  found.unit = spec.unit;
  found.detail = title_name(state, spec.title) + ", " + state.units.at(spec.unit).spec.name;
  return found;
}

}  // namespace

std::vector<UnitId> units_held_by(const State& state, PersonId person, Day day) {
  std::vector<UnitId> units;
  for (const PostId post : held_by(state, person, day)) {
    units.push_back(state.posts.at(post).spec.unit);
  }
  units = sorted_by(std::move(units), [&](UnitId id) {
    return order_of_level(state.words, state.units.at(id).spec.level);
  });
  units.erase(std::unique(units.begin(), units.end()), units.end());
  return units;
}

std::string display_name(const State& state, PersonId id) {
  const Person* person = find_person(state, id);
  return person == nullptr || person->erased ? kErasedName : person->open.name;
}

std::vector<UnitId> children_of(const State& state, UnitId unit, const text::Collator& collator) {
  return in_order(state, set_of(state.index.below, unit), collator);
}

std::vector<UnitId> roots_of(const State& state, const text::Collator& collator) {
  return children_of(state, {}, collator);
}

std::vector<UnitId> branch_of(const State& state, UnitId unit, bool second_lines) {
  std::vector<UnitId> branch;
  std::vector<UnitId> open = {unit};
  std::set<UnitId> seen;
  while (!open.empty()) {
    const UnitId at = open.back();
    open.pop_back();
    if (second_lines && !seen.insert(at).second) continue;
    if (at.value != 0) branch.push_back(at);
    const auto& below = set_of(state.index.below, at);
    open.insert(open.end(), below.begin(), below.end());
    if (!second_lines || at.value == 0) continue;
    const auto& second = set_of(state.index.below_second, at);
    open.insert(open.end(), second.begin(), second.end());
  }
  return branch;
}

bool in_branch(const State& state, UnitId unit, UnitId branch, bool second_lines) {
  if (branch.value == 0) return true;
  if (second_lines) return makes_loop(state, branch, unit, {});
  for (const Unit* at = find_unit(state, unit); at != nullptr;
       at = find_unit(state, at->spec.superior)) {
    if (unit == branch) return true;
    unit = at->spec.superior;
  }
  return false;
}

std::vector<UnitId> path_of(const State& state, UnitId unit) {
  std::vector<UnitId> path;
  for (const Unit* at = find_unit(state, unit); at != nullptr; at = find_unit(state, unit)) {
    path.push_back(unit);
    unit = at->spec.superior;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<Found> search(const State& state, std::string_view wanted, AccountId account, Day day,
                          const text::Collator& collator, size_t max) {
  std::vector<Hit> hits = Search(state, wanted, account, day).run();
  const auto rough = [](const Hit& hit) {
    return std::tuple(-static_cast<int>(hit.match), hit.person.value != 0, hit.order);
  };
  // Names are put in order only among so many that it stays quick.
  constexpr size_t kSorted = 300;
  if (hits.size() > kSorted) {
    const auto before = [&](const Hit& a, const Hit& b) {
      return std::tuple(rough(a), a.unit, a.person) < std::tuple(rough(b), b.unit, b.person);
    };
    std::nth_element(hits.begin(), hits.begin() + kSorted, hits.end(), before);
    hits.resize(kSorted);
    std::sort(hits.begin(), hits.end(), before);
  }
  std::vector<std::pair<std::tuple<int, bool, size_t, std::string>, Hit>> keyed;
  for (const Hit& hit : hits) {
    const std::string key = hit.person.value != 0
                                ? collator.name_key(display_name(state, hit.person))
                                : collator.key(state.units.at(hit.unit).spec.name);
    keyed.emplace_back(std::tuple_cat(rough(hit), std::tuple(key)), hit);
  }
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Found> found;
  for (const auto& [key, hit] : keyed) {
    if (found.size() == max) break;
    found.push_back(hit.person.value != 0 ? found_person(state, hit.person, day)
                                          : found_unit(state, hit.unit));
  }
  return found;
}

std::vector<PostLine> posts_in(const State& state, UnitId unit, Day day,
                               const text::Collator& collator) {
  const auto posts = sorted_by(held_in(state, unit, day), [&](PostId id) {
    const PostSpec& spec = state.posts.at(id).spec;
    const Person* person = find_person(state, spec.person);
    return std::tuple(order_of_title(state.words, spec.title),
                      order_of_rank(state.words, person == nullptr ? "" : person->rank),
                      collator.name_key(display_name(state, spec.person)));
  });
  std::vector<PostLine> lines;
  lines.reserve(posts.size());
  for (const PostId post : posts) lines.push_back(line_of(state, post, day));
  return lines;
}

std::vector<PostLine> past_posts_in(const State& state, UnitId unit, Day day) {
  std::vector<PostLine> lines;
  const auto all = state.index.posts_of_unit.find(unit);
  if (all == state.index.posts_of_unit.end()) return lines;
  for (const PostId id : all->second) {
    const PostSpec& spec = state.posts.at(id).spec;
    if (is_set(spec.to) && spec.to < day) lines.push_back(line_of(state, id, day));
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const PostLine& a, const PostLine& b) { return a.to > b.to; });
  for (PostLine& line : lines) {
    line.telephone.clear();
    line.email.clear();
    // The post itself is not among those that the person holds on the day.
    ++line.other_posts;
  }
  return lines;
}

std::optional<UnitPage> unit_page(const State& state, UnitId id, AccountId account, Day day,
                                  const text::Collator& collator) {
  const Unit* unit = find_unit(state, id);
  if (unit == nullptr || !may(state, account, Purpose::kSeeUnits, id)) return {};
  UnitPage page;
  page.id = id;
  page.unit = *unit;
  page.level = name_of_level(state.words, unit->spec.level);
  page.path = links_to(state, path_of(state, id));
  const UnitId second = unit->spec.second_superior;
  if (second.value != 0) page.second_superior = link_to(state, second);
  page.children = links_to(state, children_of(state, id, collator));
  page.second_children =
      links_to(state, in_order(state, set_of(state.index.below_second, id), collator));
  page.predecessors = links_to(state, unit->predecessors);
  page.successors = links_to(state, unit->successors);
  page.posts = posts_in(state, id, day, collator);
  const Account* mine = find_account(state, account);
  const bool personal = may(state, account, Purpose::kSeePersonal, id);
  for (PostLine& line : page.posts) {
    if (personal || (mine != nullptr && mine->person == line.person)) continue;
    line.telephone.clear();
    line.email.clear();
  }
  if (const auto all = state.index.posts_of_unit.find(id); all != state.index.posts_of_unit.end()) {
    page.past_posts = static_cast<uint32_t>(all->second.size() - page.posts.size());
  }
  std::set<PersonId> people;
  const auto branch = branch_of(state, id);
  for (const UnitId below : branch) {
    for (const PostId post : held_in(state, below, day)) {
      people.insert(state.posts.at(post).spec.person);
    }
  }
  page.branch_units = static_cast<uint32_t>(branch.size());
  page.branch_people = static_cast<uint32_t>(people.size());
  return page;
}

std::string name_on(const State& state, UnitId id, Day day) {
  const Unit* unit = find_unit(state, id);
  if (unit == nullptr) return {};
  // The earliest of the names that were left after that day.
  const FormerName* then = nullptr;
  for (const FormerName& former : unit->names) {
    if (former.until > day && (then == nullptr || former.until < then->until)) then = &former;
  }
  return then == nullptr ? unit->spec.name : then->name;
}

PostId head_of(const State& state, UnitId unit, Day day) {
  std::vector<PostId> leading = held_in(state, unit, day);
  std::erase_if(leading, [&](PostId id) {
    const Title* title = find_title(state.words, state.posts.at(id).spec.title);
    return title == nullptr || !title->leads;
  });
  return highest(state, leading);
}

std::string people_csv(const State& state, UnitId branch, Day day, const text::Collator& collator) {
  std::string csv =
      "Mã cán bộ,Họ và tên,Ngày sinh,Điện thoại,Email,Cấp bậc,Mã đơn vị,Đơn vị,Chức vụ,Từ ngày,Đến "
      "ngày\r\n";
  for (const UnitId unit : branch_of(state, branch)) {
    const UnitSpec& spec = state.units.at(unit).spec;
    for (const PostLine& line : posts_in(state, unit, day, collator)) {
      const Person* person = find_person(state, line.person);
      const Personal personal = person == nullptr ? Personal{} : person->open;
      const std::string cells[] = {personal.code,
                                   line.name,
                                   to_string(personal.born),
                                   personal.telephone,
                                   personal.email,
                                   line.rank,
                                   spec.code,
                                   spec.name,
                                   line.title,
                                   to_string(line.from),
                                   to_string(line.to)};
      for (const std::string& cell : cells) {
        if (&cell != cells) csv += ',';
        csv += text::csv_cell(cell);
      }
      csv += "\r\n";
    }
  }
  return csv;
}

}  // namespace diemcau::organisation
