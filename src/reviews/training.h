#pragma once

#include "reviews/types.h"

// Courses, which posts need them, and who took part.
namespace diemcau::reviews {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

struct Course {
  std::string code;  // "BD-CB-2026": what an item of a programme names
  std::string title;
  UnitId unit;                           // keeps it; it is required in its branch
  std::vector<std::string> required_of;  // codes of titles of posts
  uint32_t valid_months = 0;             // 0: for good
  bool ended = false;                    // no longer required
  DIEMCAU_PLAIN(Course, code, title, unit, required_of, valid_months, ended)
};

// That a person took part. From a conference by itself (`conference` is set), or added by hand.
struct Record {
  PersonId person;
  std::string course;
  Day day;
  ConferenceId conference;
  uint32_t item = 0;    // of the conference's programme
  std::string place;    // of one added by hand: where, by which certificate
  std::string why;      // it was added by hand
  bool voided = false;  // a correction: it does not hold
  std::string void_why;
  Stamp stamp;
  Stamp corrected;
  DIEMCAU_PLAIN(Record, person, course, day, conference, item, place, why, voided, void_why, stamp,
                corrected)
};

// A course as it was held: a step of a conference.
struct Session {
  ConferenceId conference;
  uint32_t item = 0;
  std::string course;
  Day day;
  uint32_t people = 0;
  uint32_t unnamed = 0;  // there by count only: they have no record
  Seq seq;
  DIEMCAU_PLAIN(Session, conference, item, course, day, people, unnamed, seq)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

// A new course, or the same anew.
struct CourseSet {
  static constexpr const char* kName = "course.set";
  Course course;
  DIEMCAU_PLAIN(CourseSet, course)
};
// Somebody took part elsewhere or earlier.
struct TrainingAdd {
  static constexpr const char* kName = "training.add";
  PersonId person;
  std::string course;
  Day day;
  std::string place;
  std::string why;
  DIEMCAU_PLAIN(TrainingAdd, person, course, day, place, why)
};
// A correction: the record does not hold.
struct TrainingVoid {
  static constexpr const char* kName = "training.void";
  RecordId record;
  std::string why;
  DIEMCAU_PLAIN(TrainingVoid, record, why)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct CourseWasSet {
  static constexpr const char* kKind = "course.was_set";
  Course course;
  DIEMCAU_PLAIN(CourseWasSet, course)
};
struct TrainingAdded {
  static constexpr const char* kKind = "training.added";
  RecordId record;
  PersonId person;
  std::string course;
  Day day;
  std::string place;
  std::string why;
  DIEMCAU_PLAIN(TrainingAdded, record, person, course, day, place, why)
};
struct TrainingVoided {
  static constexpr const char* kKind = "training.voided";
  RecordId record;
  std::string why;
  DIEMCAU_PLAIN(TrainingVoided, record, why)
};

// Who was there while a conference held a course: a fact of the conference that the office hands on
// as it folds it. Heard again for the same step, it replaces what was heard before; what somebody
// has corrected stays corrected.
struct CourseHeld {
  ConferenceId conference;
  uint32_t item = 0;
  std::string course;
  std::vector<PersonId> people;
  uint32_t unnamed = 0;
};
void apply_held(State& state, const CourseHeld& held, const Stamp& stamp);

// The last day on which it counts; not set: for good.
Day last_day_of(const Record& record, const Course& course);

Decided decide_one(const State&, const CourseSet&, const Context&);
Decided decide_one(const State&, const TrainingAdd&, const Context&);
Decided decide_one(const State&, const TrainingVoid&, const Context&);

void apply_one(State&, const CourseWasSet&, const Stamp&);
void apply_one(State&, const TrainingAdded&, const Stamp&);
void apply_one(State&, const TrainingVoided&, const Stamp&);

}  // namespace diemcau::reviews
