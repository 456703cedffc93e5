#include "reviews/training.h"

#include <chrono>

#include "reviews/decided.h"

namespace diemcau::reviews {

namespace {

Denial bad_course(const State& state, const Course& course, const Context& context) {
  Denial no = first_of(missing_or_too_long(course.code, kCodeLetters, "code"),
                       missing_or_too_long(course.title, kTitleLetters, "title"),
                       too_many(course.required_of.size(), kMaxRequired, "required_of"),
                       too_many(state.courses.size() + 1, kMaxCourses, "courses"));
  if (no) return no;
  for (const std::string& title : course.required_of) {
    if ((no = missing_or_too_long(title, kCodeLetters, "required_of"))) return no;
  }
  if (course.valid_months > kMaxMonths) {
    return deny("value.out_of_range", {{"field", "valid_months"}});
  }
  if (!context.organisation->is_active(course.unit)) return deny("unit.unknown");
  return {};
}

Denial bad_day(Day day, const Context& context) {
  if (!is_set(day)) return deny("day.missing");
  if (day > today(context)) return deny("day.future");
  return {};
}

// In a unit whose training whoever acts keeps.
bool may_train_person(PersonId person, const Context& context) {
  const auto units = context.organisation->units_of(person, today(context));
  return std::any_of(units.begin(), units.end(),
                     [&](UnitId unit) { return context.rights->may_train(unit); });
}

Denial has_record(const State& state, const TrainingAdd& command) {
  for (const auto& [id, record] : state.records) {
    const bool same = record.person == command.person && record.course == command.course &&
                      record.day == command.day && !record.voided;
    if (same) return deny("record.twice", {{"record", id}});
  }
  return {};
}

bool is_of(const Record& record, const CourseHeld& held) {
  return record.conference == held.conference && record.item == held.item;
}

// Who is no longer named loses the record, unless somebody has corrected it: that stays to be read.
void forget_absent(State& state, const CourseHeld& held) {
  std::erase_if(state.records, [&](const auto& one) {
    const Record& record = one.second;
    if (!is_of(record, held) || record.voided) return false;
    if (record.course != held.course) return true;
    return std::find(held.people.begin(), held.people.end(), record.person) == held.people.end();
  });
}

void add_present(State& state, const CourseHeld& held, const Stamp& stamp) {
  for (const PersonId person : held.people) {
    const bool known = std::any_of(state.records.begin(), state.records.end(), [&](auto& one) {
      return is_of(one.second, held) && one.second.person == person &&
             one.second.course == held.course;
    });
    if (known) continue;
    Record record{.person = person, .course = held.course};
    record.day = day_in_vietnam(stamp.at);
    record.conference = held.conference;
    record.item = held.item;
    record.stamp = stamp;
    state.records[{++state.last.record}] = std::move(record);
  }
}

}  // namespace

Day last_day_of(const Record& record, const Course& course) {
  using namespace std::chrono;  // NOLINT(google-build-using-namespace): calendars read badly else
  if (course.valid_months == 0) return {};
  const year_month_day from{sys_days{days{record.day.number}}};
  year_month_day to = from + months{course.valid_months};
  if (!to.ok()) to = to.year() / to.month() / last;
  return {static_cast<int32_t>(sys_days{to}.time_since_epoch().count())};
}

Decided decide_one(const State& state, const CourseSet& command, const Context& context) {
  const auto before = state.courses.find(command.course.code);
  const bool keeps =
      before == state.courses.end() || context.rights->may_train(before->second.unit);
  if (!keeps || !context.rights->may_train(command.course.unit)) {
    return deny("training.not_allowed");
  }
  if (Denial no = bad_course(state, command.course, context)) return *no;
  return CourseWasSet{command.course};
}

Decided decide_one(const State& state, const TrainingAdd& command, const Context& context) {
  if (!may_train_person(command.person, context)) return deny("person.not_there");
  if (!state.courses.contains(command.course)) return deny("course.unknown");
  Denial no =
      first_of(bad_day(command.day, context), too_long(command.place, kTitleLetters, "place"),
               missing_or_too_long(command.why, kTitleLetters, "why"), has_record(state, command),
               too_many(state.records.size() + 1, kMaxRecords, "records"));
  if (no) return *no;
  return TrainingAdded{{state.last.record + 1}, command.person, command.course, command.day,
                       command.place,           command.why};
}

Decided decide_one(const State& state, const TrainingVoid& command, const Context& context) {
  const auto found = state.records.find(command.record);
  if (found == state.records.end()) return deny("record.unknown");
  if (!may_train_person(found->second.person, context)) return deny("person.not_there");
  if (found->second.voided) return deny("record.voided");
  if (Denial no = missing_or_too_long(command.why, kTitleLetters, "why")) return *no;
  return TrainingVoided{command.record, command.why};
}

void apply_held(State& state, const CourseHeld& held, const Stamp& stamp) {
  forget_absent(state, held);
  add_present(state, held, stamp);
  std::erase_if(state.sessions, [&](const Session& one) {
    return one.conference == held.conference && one.item == held.item;
  });
  state.sessions.push_back({held.conference, held.item, held.course, day_in_vietnam(stamp.at),
                            static_cast<uint32_t>(held.people.size()), held.unnamed, stamp.seq});
  state.seq = stamp.seq;
}

void apply_one(State& state, const CourseWasSet& fact, const Stamp&) {
  state.courses[fact.course.code] = fact.course;
}

void apply_one(State& state, const TrainingAdded& fact, const Stamp& stamp) {
  state.last.record = std::max(state.last.record, fact.record.value);
  Record record{.person = fact.person, .course = fact.course, .day = fact.day};
  record.place = fact.place;
  record.why = fact.why;
  record.stamp = stamp;
  state.records[fact.record] = std::move(record);
}

void apply_one(State& state, const TrainingVoided& fact, const Stamp& stamp) {
  const auto found = state.records.find(fact.record);
  DIEMCAU_CHECK(found != state.records.end());
  found->second.voided = true;
  found->second.void_why = fact.why;
  found->second.corrected = stamp;
}

}  // namespace diemcau::reviews
