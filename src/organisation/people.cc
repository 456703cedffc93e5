#include "organisation/people.h"

#include "organisation/decided.h"
#include "text/unicode.h"

namespace diemcau::organisation {

namespace {

std::string clean(const std::string& text) { return text::nfc(text::tidy(text)); }

Personal clean(Personal personal) {
  personal.code = clean(personal.code);
  personal.name = clean(personal.name);
  personal.telephone = clean(personal.telephone);
  personal.email = clean(personal.email);
  return personal;
}

// Seldom asked for one person at a time, so it is looked for and not indexed.
Denial code_taken(const State& state, PersonId self, const std::string& code) {
  if (code.empty()) return {};
  const std::string key = code_key(code);
  for (const auto& [id, person] : state.people) {
    if (id != self && !person.erased && code_key(person.open.code) == key) {
      return deny("person.code_taken", {{"code", code}});
    }
  }
  return {};
}

Denial bad_rank(const State& state, const std::string& rank) {
  if (rank.empty() || order_of_rank(state.words, rank) < state.words.ranks.size()) return {};
  return deny("rank.unknown", {{"rank", rank}});
}

Denial bad_personal(const State& state, PersonId self, const Personal& personal) {
  return first_of(missing_or_too_long(personal.name, kNameLetters, "name"),
                  too_long(personal.code, kCodeLetters, "code"),
                  too_long(personal.telephone, kCodeLetters, "telephone"),
                  too_long(personal.email, kNameLetters, "email"),
                  code_taken(state, self, personal.code));
}

Denial not_there(const State& state, PersonId id) {
  const Person* person = find_person(state, id);
  if (person == nullptr) return deny("person.unknown", {{"person", id}});
  if (person->erased) return deny("person.erased", {{"person", id}});
  return {};
}

Denial bad_post(const State& state, const PostSpec& spec) {
  if (Denial no = not_active(state, spec.unit)) return no;
  if (find_title(state.words, spec.title) == nullptr) {
    return deny("title.unknown", {{"title", spec.title}});
  }
  return days_in_disorder(spec.from, spec.to);
}

bool overlap(const PostSpec& a, const PostSpec& b) {
  const bool a_ends_before = is_set(a.to) && a.to < b.from;
  const bool b_ends_before = is_set(b.to) && b.to < a.from;
  return !a_ends_before && !b_ends_before;
}

// The same title in the same unit at the same time.
Denial holds_already(const State& state, PostId self, const PostSpec& spec) {
  const auto posts = state.index.posts_of_person.find(spec.person);
  if (posts == state.index.posts_of_person.end()) return {};
  for (const PostId id : posts->second) {
    const PostSpec& other = state.posts.at(id).spec;
    const bool same = other.unit == spec.unit && other.title == spec.title;
    if (id != self && same && overlap(other, spec)) return deny("post.twice", {{"post", id}});
  }
  return {};
}

Denial may_staff(const State& state, const Context& context, UnitId unit) {
  return not_allowed(state, context, Purpose::kPeople, unit);
}

template <class Change>
void change_post(State& state, PostId id, Change change) {
  const Post* found = find_post(state, id);
  if (found == nullptr) return;
  Post post = *found;
  post.import = {};
  change(post);
  put_post(state, id, std::move(post));
}

}  // namespace

Decided decide_one(const State& state, const PersonAdd& c, const Context& context) {
  const PersonId id{state.last.person + 1};
  const Personal personal = clean(c.personal);
  PostSpec post = c.post;
  post.person = id;
  if (Denial no = first_of(may_staff(state, context, post.unit), bad_personal(state, id, personal),
                           bad_rank(state, c.rank), bad_post(state, post),
                           too_many(state.people.size() + 1, kMaxPeople, "people"))) {
    return *no;
  }
  return std::vector<Fact>{PersonAdded{id, c.rank, seal(context, id, personal)},
                           PostAdded{PostId{state.last.post + 1}, post}};
}

Decided decide_one(const State& state, const PersonChange& c, const Context& context) {
  const Personal personal = clean(c.personal);
  if (Denial no = first_of(not_there(state, c.person),
                           not_allowed(state, context, Purpose::kPeople, c.person),
                           bad_personal(state, c.person, personal), bad_rank(state, c.rank))) {
    return *no;
  }
  const Person& before = state.people.at(c.person);
  if (before.open == personal && before.rank == c.rank) return nothing();
  const std::string sealed =
      before.open == personal ? before.sealed : seal(context, c.person, personal);
  return PersonChanged{c.person, c.rank, sealed};
}

Decided decide_one(const State& state, const PostAdd& c, const Context& context) {
  if (Denial no = first_of(may_staff(state, context, c.spec.unit), not_there(state, c.spec.person),
                           bad_post(state, c.spec), holds_already(state, {}, c.spec),
                           too_many(state.posts.size() + 1, kMaxPosts, "posts"))) {
    return *no;
  }
  return PostAdded{PostId{state.last.post + 1}, c.spec};
}

Decided decide_one(const State& state, const PostChange& c, const Context& context) {
  const Post* post = find_post(state, c.post);
  if (post == nullptr) return deny("post.unknown", {{"post", c.post}});
  if (post->spec.person != c.spec.person) return deny("post.other_person");
  if (Denial no = first_of(may_staff(state, context, post->spec.unit),
                           may_staff(state, context, c.spec.unit), not_there(state, c.spec.person),
                           bad_post(state, c.spec), holds_already(state, c.post, c.spec))) {
    return *no;
  }
  if (post->spec == c.spec) return nothing();
  return PostChanged{c.post, c.spec};
}

Decided decide_one(const State& state, const PostEnd& c, const Context& context) {
  const Post* post = find_post(state, c.post);
  if (post == nullptr) return deny("post.unknown", {{"post", c.post}});
  if (Denial no = first_of(may_staff(state, context, post->spec.unit),
                           too_long(c.decision, kTextLetters, "decision"),
                           days_in_disorder(post->spec.from, c.last_day))) {
    return *no;
  }
  if (!is_set(c.last_day)) return deny("day.missing", {{"field", "last_day"}});
  if (is_set(post->spec.to) && post->spec.to <= c.last_day) return deny("post.ended");
  return PostEnded{c.post, c.last_day, c.decision};
}

void apply_one(State& state, const PersonAdded& f, const Stamp&) {
  state.last.person = std::max(state.last.person, f.person.value);
  Person person;
  person.rank = f.rank;
  person.sealed = f.sealed;
  put_person(state, f.person, std::move(person));
}

void apply_one(State& state, const PersonChanged& f, const Stamp&) {
  const Person* found = find_person(state, f.person);
  if (found == nullptr) return;
  Person person = *found;
  person.rank = f.rank;
  person.sealed = f.sealed;
  person.import = {};
  put_person(state, f.person, std::move(person));
}

void apply_one(State& state, const PostAdded& f, const Stamp&) {
  state.last.post = std::max(state.last.post, f.post.value);
  Post post;
  post.spec = f.spec;
  put_post(state, f.post, std::move(post));
}

void apply_one(State& state, const PostChanged& f, const Stamp&) {
  change_post(state, f.post, [&](Post& post) { post.spec = f.spec; });
}

void apply_one(State& state, const PostEnded& f, const Stamp&) {
  change_post(state, f.post, [&](Post& post) {
    post.spec.to = f.last_day;
    post.ended_by = f.decision;
  });
}

}  // namespace diemcau::organisation
