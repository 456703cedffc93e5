#include <deque>
#include <tuple>

#include "organisation/import_plan.h"

namespace diemcau::organisation {

namespace {

// What the file says of one person, over all rows.
struct PersonDraft {
  PersonId id;
  bool is_new = false;
  bool changed = false;
  bool sure = false;  // told apart by a code or a birth date
  uint32_t line = 0;  // where the file names the person first
  Personal personal;
  std::string rank;
  bool wanted = false;  // some row that is not refused needs the person
};

struct RowFields {
  Personal personal;
  std::string rank;
  UnitId unit;
  std::string title;
  Day from;
  Day to;
};

std::string born_key(const Personal& personal) {
  return text::search_key(personal.name) + '|' + to_string(personal.born);
}
std::string place_key(const std::string& name, UnitId unit) {
  return text::search_key(name) + '|' + std::to_string(unit.value);
}

class PeoplePlanner {
 public:
  PeoplePlanner(const State& state, const ImportTable& table, const Context& context)
      : state_(state),
        table_(table),
        scope_(state, context),
        ranks_(state.words.ranks),
        titles_(state.words.titles) {
    for (const auto& [id, person] : state.people) {
      if (!person.erased) index_person(id, person);
    }
  }

  void run(Plan& plan) {
    for (const text::CsvRow& row : table_.rows()) plan_row(row, plan);
    for (const PersonDraft& draft : drafts_) {
      if (draft.wanted && (draft.is_new || draft.changed)) {
        plan.people.push_back({draft.id, draft.personal, draft.rank});
      }
    }
  }

 private:
  void index_person(PersonId id, const Person& person) {
    if (!person.open.code.empty()) by_code_.emplace(code_key(person.open.code), id);
    if (is_set(person.open.born)) by_born_.emplace(born_key(person.open), id);
    const auto posts = state_.index.posts_of_person.find(id);
    if (posts == state_.index.posts_of_person.end()) return;
    std::set<UnitId> units;
    for (const PostId post : posts->second) units.insert(state_.posts.at(post).spec.unit);
    for (const UnitId unit : units) by_place_[place_key(person.open.name, unit)].push_back(id);
  }

  // ── One row ────────────────────────────────────────────────────────────────────────────────────

  void plan_row(const text::CsvRow& cells, Plan& plan) {
    RowReader in(cells, table_.places, table_.csv.rows.front().cells.size(), people_columns());
    const RowFields fields = read_fields(in);
    PersonDraft* person = in.refused() ? nullptr : find_person_for(in, fields, cells.line);
    PreviewRow row;
    if (person != nullptr && !in.refused()) {
      note_same_name(in, fields, cells.line);
      const RowOutcome outcome = plan_post(in, *person, fields, cells.line, plan);
      row = in.take();
      if (row.outcome != RowOutcome::kRefuse) row.outcome = outcome;
    } else {
      row = in.take();
    }
    row.name = fields.personal.name;
    plan.preview.rows.push_back(std::move(row));
  }

  RowFields read_fields(RowReader& in) {
    RowFields fields;
    fields.personal.code = in.text("code", kCodeLetters);
    fields.personal.name = in.required("name", kNameLetters);
    fields.personal.born = in.day("born");
    fields.personal.telephone = in.text("telephone", kCodeLetters);
    fields.personal.email = in.text("email", kNameLetters);
    fields.from = in.day("from");
    fields.to = in.day("to");
    if (days_in_disorder(fields.from, fields.to)) in.refuse(remark("row.day_order"));
    read_words(in, fields);
    read_unit(in, fields);
    return fields;
  }

  void read_words(RowReader& in, RowFields& fields) {
    const std::string rank = in.text("rank", kNameLetters);
    if (!rank.empty()) {
      const std::string* code = ranks_.find(rank);
      if (code == nullptr) return in.refuse(remark("row.rank_unknown", {{"rank", rank}}));
      fields.rank = *code;
    }
    const std::string title = in.required("title", kNameLetters);
    if (title.empty()) return;
    const std::string* code = titles_.find(title);
    if (code == nullptr) return in.refuse(remark("row.title_unknown", {{"title", title}}));
    fields.title = *code;
  }

  void read_unit(RowReader& in, RowFields& fields) {
    const std::string code = in.required("unit", kCodeLetters);
    if (code.empty()) return;
    const auto unit = state_.index.by_code.find(code_key(code));
    if (unit == state_.index.by_code.end()) {
      return in.refuse(remark("row.unit_unknown", {{"code", code}}));
    }
    fields.unit = unit->second;
    if (!scope_.has(fields.unit)) in.refuse(remark("row.not_yours"));
  }

  // ── Whose row it is ────────────────────────────────────────────────────────────────────────────

  PersonDraft* find_person_for(RowReader& in, const RowFields& fields, uint32_t line) {
    if (!fields.personal.code.empty()) {
      return by(in, by_code_, code_key(fields.personal.code), fields, line);
    }
    if (is_set(fields.personal.born)) {
      return by(in, by_born_, born_key(fields.personal), fields, line);
    }
    return by_place(in, fields, line);
  }

  PersonDraft* by(RowReader& in, std::unordered_map<std::string, PersonId>& known,
                  const std::string& key, const RowFields& fields, uint32_t line) {
    const auto found = known.find(key);
    if (found == known.end()) {
      PersonDraft& draft = add_new(fields, line, true);
      known.emplace(key, draft.id);
      return &draft;
    }
    return merge(in, draft_of(found->second, line), fields);
  }

  // Neither a code nor a birth date: only a name that the unit has once tells who it is.
  PersonDraft* by_place(RowReader& in, const RowFields& fields, uint32_t line) {
    const std::string key = place_key(fields.personal.name, fields.unit);
    const auto [first, fresh] = line_of_place_.emplace(key, line);
    const auto known = by_place_.find(key);
    const size_t candidates = known == by_place_.end() ? 0 : known->second.size();
    if (!fresh || candidates > 1) {
      in.refuse(remark("row.person_unclear", {{"line", fresh ? 0 : first->second}}));
      return nullptr;
    }
    if (candidates == 1) return merge(in, draft_of(known->second.front(), line), fields);
    return &add_new(fields, line, false);
  }

  PersonDraft& add_new(const RowFields& fields, uint32_t line, bool sure) {
    PersonDraft draft;
    draft.id = PersonId{state_.last.person + ++new_people_};
    draft.is_new = true;
    draft.sure = sure;
    draft.line = line;
    draft.personal = fields.personal;
    draft.rank = fields.rank;
    return keep(std::move(draft));
  }

  PersonDraft& keep(PersonDraft draft) {
    draft_at_[draft.id] = drafts_.size();
    drafts_.push_back(std::move(draft));
    return drafts_.back();
  }

  PersonDraft& draft_of(PersonId id, uint32_t line) {
    const auto found = draft_at_.find(id);
    if (found != draft_at_.end()) return drafts_[found->second];
    PersonDraft draft;
    draft.id = id;
    draft.line = line;
    draft.personal = state_.people.at(id).open;
    draft.rank = state_.people.at(id).rank;
    return keep(std::move(draft));
  }

  // What the row says more is taken in; what it says otherwise than another row of the file is
  // refused.
  PersonDraft* merge(RowReader& in, PersonDraft& draft, const RowFields& fields) {
    Personal next = draft.personal;
    std::string rank = draft.rank;
    const bool seen = draft.is_new || draft.wanted;
    const auto take = [&](std::string& into, const std::string& from, const char* column) {
      if (from.empty() || from == into) return;
      if (seen && !into.empty()) {
        in.refuse(
            remark("row.person_differs",
                   {{"code", fields.personal.code}, {"line", draft.line}, {"column", column}}));
      }
      into = from;
    };
    take(next.name, fields.personal.name, "họ và tên");
    take(next.code, fields.personal.code, "mã cán bộ");
    take(next.telephone, fields.personal.telephone, "điện thoại");
    take(next.email, fields.personal.email, "thư điện tử");
    take(rank, fields.rank, "cấp bậc");
    if (is_set(fields.personal.born)) next.born = fields.personal.born;
    const bool changes = next != draft.personal || rank != draft.rank;
    // A post in one's own branch is no right over somebody of another one.
    if (changes && !draft.is_new && !scope_.has(draft.id)) in.refuse(remark("row.not_yours"));
    if (in.refused()) return nullptr;
    draft.changed = draft.changed || changes;
    draft.personal = std::move(next);
    draft.rank = std::move(rank);
    return &draft;
  }

  void note_same_name(RowReader& in, const RowFields& fields, uint32_t line) {
    const auto [first, fresh] =
        name_at_.emplace(text::search_key(fields.personal.name), std::pair(line, fields.unit));
    if (fresh || first->second.second == fields.unit || is_set(fields.personal.born) ||
        !fields.personal.code.empty()) {
      return;
    }
    in.say(remark("row.same_name_elsewhere", {{"line", first->second.first}}));
  }

  // ── The post ───────────────────────────────────────────────────────────────────────────────────

  // The post of the same title in the same unit that is not over before this one begins.
  const std::pair<const PostId, Post>* same_post(const PersonDraft& person,
                                                 const RowFields& fields) const {
    const auto posts = state_.index.posts_of_person.find(person.id);
    if (posts == state_.index.posts_of_person.end()) return nullptr;
    for (const PostId id : posts->second) {
      const auto post = state_.posts.find(id);
      const PostSpec& spec = post->second.spec;
      const bool over = is_set(spec.to) && is_set(fields.from) && spec.to < fields.from;
      if (spec.unit == fields.unit && spec.title == fields.title && !over) return &*post;
    }
    return nullptr;
  }

  RowOutcome plan_post(RowReader& in, PersonDraft& person, const RowFields& fields, uint32_t line,
                       Plan& plan) {
    const auto [first, fresh] =
        lines_of_posts_.emplace(std::tuple(person.id, fields.unit, fields.title), line);
    if (!fresh) {
      in.refuse(remark("row.post_twice", {{"line", first->second}}));
      return RowOutcome::kRefuse;
    }
    const bool known_person = !person.is_new || person.wanted;
    person.wanted = true;
    PostSpec spec{person.id, fields.unit, fields.title, fields.from, fields.to};
    const auto* existing = same_post(person, fields);
    if (existing == nullptr) {
      if (known_person) in.say(remark("row.new_post"));
      plan.posts.push_back({PostId{state_.last.post + ++new_posts_}, spec});
      return RowOutcome::kCreate;
    }
    if (!in.has_column("from")) spec.from = existing->second.spec.from;
    if (!in.has_column("to")) spec.to = existing->second.spec.to;
    if (existing->second.spec != spec) {
      plan.posts.push_back({existing->first, spec});
      return RowOutcome::kChange;
    }
    return person.changed ? RowOutcome::kChange : RowOutcome::kLeave;
  }

  const State& state_;
  const ImportTable& table_;
  ImportScope scope_;
  WordFinder<std::vector<Rank>> ranks_;
  WordFinder<std::vector<Title>> titles_;
  std::unordered_map<std::string, PersonId> by_code_;
  std::unordered_map<std::string, PersonId> by_born_;
  std::unordered_map<std::string, std::vector<PersonId>> by_place_;
  std::unordered_map<std::string, uint32_t> line_of_place_;
  std::unordered_map<std::string, std::pair<uint32_t, UnitId>> name_at_;
  std::map<std::tuple<PersonId, UnitId, std::string>, uint32_t> lines_of_posts_;
  std::deque<PersonDraft> drafts_;
  std::unordered_map<PersonId, size_t> draft_at_;
  uint32_t new_people_ = 0;
  uint32_t new_posts_ = 0;
};

}  // namespace

void plan_people(const State& state, const ImportTable& table, const Context& context, Plan& plan) {
  PeoplePlanner(state, table, context).run(plan);
}

}  // namespace diemcau::organisation
