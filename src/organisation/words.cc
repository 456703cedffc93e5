#include "organisation/words.h"

#include "organisation/decided.h"

namespace diemcau::organisation {

namespace {

template <class List>
Denial bad_list(const List& list) {
  if (Denial no = too_many(list.size(), kMaxWords, "words")) return no;
  std::set<std::string> codes;
  for (const auto& one : list) {
    if (Denial no = first_of(missing_or_too_long(one.code, kCodeLetters, "code"),
                             missing_or_too_long(one.name, kNameLetters, "name"))) {
      return no;
    }
    if (!codes.insert(one.code).second) return deny("words.twice", {{"code", one.code}});
  }
  return {};
}

template <class List>
size_t order_in(const List& list, const std::string& code) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.code == code; });
  return static_cast<size_t>(found - list.begin());
}

// Refused if something of `things` uses a code that the new list has no more.
template <class List, class Things, class CodeOf>
Denial loses_used(const List& list, const Things& things, CodeOf code_of) {
  std::set<std::string> known = {""};
  for (const auto& one : list) known.insert(one.code);
  for (const auto& [id, thing] : things) {
    const std::string& code = code_of(thing);
    if (!known.contains(code)) return deny("words.in_use", {{"code", code}});
  }
  return {};
}

Denial may_set_words(const State& state, const Context& context) {
  return not_allowed(state, context, Purpose::kWords, UnitId{});
}

}  // namespace

Words sample_words() {
  return {
      {{"centre", "Trung ương"},
       {"department", "Ban, vụ, cục trung ương"},
       {"province", "Cấp tỉnh"},
       {"province_office", "Phòng, ban cấp tỉnh"},
       {"district", "Cấp huyện"},
       {"commune", "Cấp xã"},
       {"cell", "Chi bộ, tổ"}},
      {{"chair", "Chủ tịch", true},
       {"secretary", "Bí thư", true},
       {"director", "Vụ trưởng", true},
       {"head", "Trưởng phòng", true},
       {"cell_secretary", "Bí thư chi bộ", true},
       {"vice_chair", "Phó Chủ tịch", false},
       {"deputy_secretary", "Phó Bí thư", false},
       {"deputy_director", "Phó Vụ trưởng", false},
       {"deputy_head", "Phó Trưởng phòng", false},
       {"standing_member", "Uỷ viên thường vụ", false},
       {"committee_member", "Uỷ viên", false},
       {"officer", "Cán bộ", false},
       {"clerk", "Văn thư", false},
       {"member", "Thành viên", false}},
      {{"senior_specialist", "Chuyên viên cao cấp"},
       {"principal_specialist", "Chuyên viên chính"},
       {"specialist", "Chuyên viên"},
       {"staff", "Cán sự"}},
  };
}

Decided decide_one(const State& state, const LevelsSet& c, const Context& context) {
  const auto code_of = [](const Unit& unit) -> const std::string& { return unit.spec.level; };
  if (Denial no = first_of(may_set_words(state, context), bad_list(c.levels))) return *no;
  if (Denial no = loses_used(c.levels, state.units, code_of)) return *no;
  if (state.words.levels == c.levels) return nothing();
  return LevelsWereSet{c.levels};
}

Decided decide_one(const State& state, const TitlesSet& c, const Context& context) {
  const auto code_of = [](const Post& post) -> const std::string& { return post.spec.title; };
  if (Denial no = first_of(may_set_words(state, context), bad_list(c.titles))) return *no;
  if (Denial no = loses_used(c.titles, state.posts, code_of)) return *no;
  if (state.words.titles == c.titles) return nothing();
  return TitlesWereSet{c.titles};
}

Decided decide_one(const State& state, const RanksSet& c, const Context& context) {
  const auto code_of = [](const Person& person) -> const std::string& { return person.rank; };
  if (Denial no = first_of(may_set_words(state, context), bad_list(c.ranks))) return *no;
  if (Denial no = loses_used(c.ranks, state.people, code_of)) return *no;
  if (state.words.ranks == c.ranks) return nothing();
  return RanksWereSet{c.ranks};
}

Decided decide_one(const State& state, const WordsBegin&, const Context& context) {
  if (Denial no = may_set_words(state, context)) return *no;
  if (state.words != Words{}) return deny("words.begun");
  Words sample = sample_words();
  return std::vector<Fact>{LevelsWereSet{std::move(sample.levels)},
                           TitlesWereSet{std::move(sample.titles)},
                           RanksWereSet{std::move(sample.ranks)}};
}

void apply_one(State& state, const LevelsWereSet& f, const Stamp&) {
  state.words.levels = f.levels;
}
void apply_one(State& state, const TitlesWereSet& f, const Stamp&) {
  state.words.titles = f.titles;
}
void apply_one(State& state, const RanksWereSet& f, const Stamp&) { state.words.ranks = f.ranks; }

size_t order_of_level(const Words& words, const std::string& code) {
  return order_in(words.levels, code);
}
size_t order_of_title(const Words& words, const std::string& code) {
  return order_in(words.titles, code);
}
size_t order_of_rank(const Words& words, const std::string& code) {
  return order_in(words.ranks, code);
}

const Title* find_title(const Words& words, const std::string& code) {
  const size_t at = order_of_title(words, code);
  return at < words.titles.size() ? &words.titles[at] : nullptr;
}

std::string name_of_level(const Words& words, const std::string& code) {
  const size_t at = order_of_level(words, code);
  return at < words.levels.size() ? words.levels[at].name : "";
}

std::string name_of_rank(const Words& words, const std::string& code) {
  const size_t at = order_of_rank(words, code);
  return at < words.ranks.size() ? words.ranks[at].name : "";
}

}  // namespace diemcau::organisation
