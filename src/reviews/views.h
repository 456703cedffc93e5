#pragma once

#include "reviews/context.h"
#include "reviews/state.h"

// What pages show of training and reviews: plain structs with JSON, functions of the state and the
// day. No list of persons is ordered by anything but where they work.
namespace diemcau::reviews {

// ── Training ─────────────────────────────────────────────────────────────────────────────────────

// Counted by posts: who holds two that need a course stands in both.
struct CourseLine {
  Course course;
  uint32_t needed = 0;
  uint32_t held = 0;
  uint32_t lacking = 0;
  DIEMCAU_PLAIN(CourseLine, course, needed, held, lacking)
};
struct TrainingSummary {
  uint32_t needed = 0;
  uint32_t lacking = 0;
  DIEMCAU_PLAIN(TrainingSummary, needed, lacking)
};
struct UnitGaps {
  UnitId unit;
  TrainingSummary sums;
  DIEMCAU_PLAIN(UnitGaps, unit, sums)
};
// A post whose holder lacks a course.
struct Gap {
  UnitId unit;
  PostId post;
  PersonId person;  // 0 for who may not see the unit's people
  std::string course;
  DIEMCAU_PLAIN(Gap, unit, post, person, course)
};
struct RecordLine {
  RecordId id;
  Record record;
  Day until;  // not set: for good
  DIEMCAU_PLAIN(RecordLine, id, record, until)
};
struct TrainingPage {
  UnitId unit;
  TrainingSummary sums;             // over the branch
  std::vector<CourseLine> courses;  // over the branch, by code
  std::vector<UnitGaps> below;      // of each unit directly below, and the unit itself first
  std::vector<Gap> gaps;            // of the unit's own posts
  std::vector<RecordLine> records;  // of its own people; only for who may see them
  std::vector<Session> sessions;    // the last first
  DIEMCAU_PLAIN(TrainingPage, unit, sums, courses, below, gaps, records, sessions)
};
TrainingPage training_page(const State& state, const Organisation& organisation, UnitId unit,
                           Day day, bool with_people);
TrainingSummary training_summary(const State& state, const Organisation& organisation, UnitId unit,
                                 Day day);
// Every post of the branch whose holder lacks a course that the post needs.
std::vector<Gap> gaps_in(const State& state, const Organisation& organisation, UnitId branch,
                         Day day);

// ── Reviews ──────────────────────────────────────────────────────────────────────────────────────

// What the rules of the form say about the evidence, to be weighed by people. Never a level.
//   late_share: `count` of `of` tasks late or overdue, `percent`; the form says at most `limit`
//   excellent_share: `count` of `of` units of the superior decided as excellent in this period
//   training_gaps: `count` posts lack a course
struct Remark {
  std::string code;
  uint32_t count = 0;
  uint32_t of = 0;
  uint32_t percent = 0;
  uint32_t limit = 0;
  bool over = false;  // beyond what the form says
  DIEMCAU_PLAIN(Remark, code, count, of, percent, limit, over)
};
struct ReviewPage {
  ReviewId id;
  Review review;
  Form form;
  bool frozen = false;          // `figures` are those of the review; else as they stand now
  std::vector<Figure> figures;  // in the form's order
  std::vector<Remark> remarks;
  Day answer_until;              // once appraised: the unit may answer to the end of this day
  Day appeal_until;              // once decided
  std::vector<std::string> may;  // "review.rate": the steps that whoever looks may take now
  DIEMCAU_PLAIN(ReviewPage, id, review, form, frozen, figures, remarks, answer_until, appeal_until,
                may)
};
struct ReviewLine {
  ReviewId review;
  UnitId unit;
  Period period;
  Status status = Status::kOpened;
  DIEMCAU_PLAIN(ReviewLine, review, unit, period, status)
};

// Whether whoever looks may read it: those who take part in it, and, once it is published,
// everybody who may see reviews of the unit or holds a post there.
bool may_read(const Review& review, const Context& context);

// What the evidence says now, in the order of the form. A figure that nobody can count yet is left
// out: it is not nought.
std::vector<Figure> figures_now(const State& state, const ReviewSpec& spec, const Form& form,
                                const Context& context, Day day);

// None: there is no such review.
std::optional<ReviewPage> review_page(const State& state, ReviewId review, const Context& context);
// Those that may be read, the last first.
std::vector<ReviewLine> reviews_of(const State& state, UnitId unit, const Context& context);

// The page "/units/U/review".
struct Superior {
  PersonId person;
  PostId post;
  DIEMCAU_PLAIN(Superior, person, post)
};
struct UnitReviews {
  UnitId unit;
  UnitId superior;
  std::vector<ReviewPage> reviews;  // of the unit, the last first; those that may be read
  std::vector<ReviewLine> below;    // of units directly below, by unit
  Form form;                        // of a new review
  TrainingPage training;
  std::vector<Superior> superiors;  // whom a review may name: people of the superior unit
  std::vector<std::string> may;     // "review.open", "course.set", "training.add"
  DIEMCAU_PLAIN(UnitReviews, unit, superior, reviews, below, form, training, superiors, may)
};
UnitReviews unit_reviews(const State& state, UnitId unit, const Context& context, bool with_people);

}  // namespace diemcau::reviews
