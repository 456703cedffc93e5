#include <algorithm>
#include <set>

#include "reviews/views.h"

namespace diemcau::reviews {

namespace {

// Who has which course on a day, and which posts need it.
class Register {
 public:
  Register(const State& state, const Organisation& organisation, Day day)
      : state_(state), organisation_(organisation) {
    for (const auto& [id, record] : state.records) {
      const auto course = state.courses.find(record.course);
      if (record.voided || course == state.courses.end()) continue;
      const Day until = last_day_of(record, course->second);
      const bool counts = record.day <= day && (!is_set(until) || day <= until);
      if (counts) held_.insert({record.person, record.course});
    }
  }

  // The courses that the post needs.
  std::vector<const Course*> needed_by(const HeldPost& held) const {
    std::vector<const Course*> courses;
    for (const auto& [code, course] : state_.courses) {
      const auto& titles = course.required_of;
      const bool named = std::find(titles.begin(), titles.end(), held.title) != titles.end();
      if (named && !course.ended && stands_under(held.unit, course.unit)) {
        courses.push_back(&course);
      }
    }
    return courses;
  }
  bool has(PersonId person, const Course& course) const {
    return held_.contains({person, course.code});
  }

 private:
  bool stands_under(UnitId unit, UnitId over) const {
    for (int depth = 0; unit.value != 0 && depth < 64; ++depth) {
      if (unit == over) return true;
      unit = organisation_.superior_of(unit);
    }
    return false;
  }

  const State& state_;
  const Organisation& organisation_;
  std::set<std::pair<PersonId, std::string>> held_;
};

// The unit itself, or the one directly below it over which `of` stands.
UnitId part_of(UnitId of, UnitId unit, const Organisation& organisation) {
  UnitId part = of;
  for (int depth = 0; of != unit && of.value != 0 && depth < 64; ++depth) {
    part = of;
    of = organisation.superior_of(of);
  }
  return part;
}

void count(TrainingPage& page, const Course& course, UnitId part, bool has) {
  const auto line = std::find_if(page.courses.begin(), page.courses.end(),
                                 [&](auto& one) { return one.course.code == course.code; });
  ++line->needed;
  ++(has ? line->held : line->lacking);
  auto below = std::find_if(page.below.begin(), page.below.end(),
                            [&](const UnitGaps& one) { return one.unit == part; });
  if (below == page.below.end()) below = page.below.insert(below, UnitGaps{part, {}});
  for (TrainingSummary* sums : {&page.sums, &below->sums}) {
    ++sums->needed;
    if (!has) ++sums->lacking;
  }
}

void add_records(TrainingPage& page, const State& state, const std::set<PersonId>& people) {
  for (const auto& [id, record] : state.records) {
    if (!people.contains(record.person)) continue;
    const auto course = state.courses.find(record.course);
    const bool known = course != state.courses.end();
    page.records.push_back({id, record, known ? last_day_of(record, course->second) : Day{}});
  }
}

}  // namespace

std::vector<Gap> gaps_in(const State& state, const Organisation& organisation, UnitId branch,
                         Day day) {
  const Register all(state, organisation, day);
  std::vector<Gap> gaps;
  for (const HeldPost& held : organisation.posts_in(branch, day)) {
    for (const Course* course : all.needed_by(held)) {
      if (all.has(held.person, *course)) continue;
      gaps.push_back({held.unit, held.post, held.person, course->code});
    }
  }
  return gaps;
}

TrainingPage training_page(const State& state, const Organisation& organisation, UnitId unit,
                           Day day, bool with_people) {
  const Register all(state, organisation, day);
  TrainingPage page{.unit = unit};
  for (const auto& [code, course] : state.courses) {
    if (!course.ended) page.courses.push_back({course});
  }
  page.below.push_back({unit, {}});
  std::set<PersonId> own;
  for (const HeldPost& held : organisation.posts_in(unit, day)) {
    const UnitId part = part_of(held.unit, unit, organisation);
    if (held.unit == unit) own.insert(held.person);
    for (const Course* course : all.needed_by(held)) {
      const bool has = all.has(held.person, *course);
      count(page, *course, part, has);
      const PersonId person = with_people ? held.person : PersonId{};
      if (!has && held.unit == unit) page.gaps.push_back({unit, held.post, person, course->code});
    }
  }
  if (with_people) add_records(page, state, own);
  page.sessions.assign(state.sessions.rbegin(), state.sessions.rend());
  return page;
}

TrainingSummary training_summary(const State& state, const Organisation& organisation, UnitId unit,
                                 Day day) {
  return training_page(state, organisation, unit, day, false).sums;
}

}  // namespace diemcau::reviews
