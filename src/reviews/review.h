#pragma once

#include "reviews/form.h"

// The review of a unit's period: what was seen, who said what with which reasons.
namespace diemcau::reviews {

// ── State ────────────────────────────────────────────────────────────────────────────────────────

// kOpened → kRated → kAppraised → kAnswered → kDecided → kPublished; kAppealed stands between two
// decisions. The answer may be left out once its time is over.
enum class Status : uint8_t {
  kOpened,
  kRated,
  kAppraised,
  kAnswered,
  kDecided,
  kAppealed,
  kPublished,
  kWithdrawn,
};
DIEMCAU_WORDS(Status, "opened", "rated", "appraised", "answered", "decided", "appealed",
              "published", "withdrawn")

enum class PeriodKind : uint8_t { kYear, kQuarter, kTerm };
DIEMCAU_WORDS(PeriodKind, "year", "quarter", "term")

struct Period {
  PeriodKind kind = PeriodKind::kYear;
  Day from;
  Day to;  // still belongs to it
  DIEMCAU_PLAIN(Period, kind, from, to)
};

// A level that a named person said, and why.
struct Voice {
  Level level = Level::kNone;
  std::string reasons;
  PersonId person;
  Stamp stamp;
  DIEMCAU_PLAIN(Voice, level, reasons, person, stamp)
};
// What the unit answers, or why it appeals.
struct Answer {
  std::string text;
  PersonId person;
  Stamp stamp;
  DIEMCAU_PLAIN(Answer, text, person, stamp)
};

struct ReviewSpec {
  UnitId unit;
  Period period;
  PersonId appraiser;  // a person of the superior
  PersonId decider;    // another one
  DIEMCAU_PLAIN(ReviewSpec, unit, period, appraiser, decider)
};

struct Review {
  ReviewSpec spec;
  UnitId superior;
  uint32_t form = 0;  // its version
  Status status = Status::kOpened;
  std::map<std::string, std::string> sections;  // by their code in the form
  std::vector<Figure> figures;  // frozen with the self-rating: what every decision rests on
  Day as_of;                    // on which they were counted
  Voice self;
  Voice appraisal;
  Answer answer;
  std::vector<Voice> decisions;  // the last one holds
  std::vector<Answer> appeals;
  std::string withdrawn_why;
  Stamp opened;
  Stamp published;
  DIEMCAU_PLAIN(Review, spec, superior, form, status, sections, figures, as_of, self, appraisal,
                answer, decisions, appeals, withdrawn_why, opened, published)
};

// ── Commands ─────────────────────────────────────────────────────────────────────────────────────

// By the superior, who names the people.
struct ReviewOpen {
  static constexpr const char* kName = "review.open";
  ReviewSpec spec;
  DIEMCAU_PLAIN(ReviewOpen, spec)
};
// By the unit's head: the text of each section, its own level, its reasons. Freezes the figures.
struct ReviewRate {
  static constexpr const char* kName = "review.rate";
  ReviewId review;
  std::map<std::string, std::string> sections;
  Level level = Level::kNone;
  std::string reasons;
  DIEMCAU_PLAIN(ReviewRate, review, sections, level, reasons)
};
struct ReviewAppraise {
  static constexpr const char* kName = "review.appraise";
  ReviewId review;
  Level level = Level::kNone;
  std::string reasons;
  DIEMCAU_PLAIN(ReviewAppraise, review, level, reasons)
};
struct ReviewAnswer {
  static constexpr const char* kName = "review.answer";
  ReviewId review;
  std::string text;
  DIEMCAU_PLAIN(ReviewAnswer, review, text)
};
// `seen`: how many decisions the screen showed.
struct ReviewDecide {
  static constexpr const char* kName = "review.decide";
  ReviewId review;
  Level level = Level::kNone;
  std::string reasons;
  uint32_t seen = 0;
  DIEMCAU_PLAIN(ReviewDecide, review, level, reasons, seen)
};
struct ReviewAppeal {
  static constexpr const char* kName = "review.appeal";
  ReviewId review;
  std::string text;
  DIEMCAU_PLAIN(ReviewAppeal, review, text)
};
// Shown to everybody in the unit.
struct ReviewPublish {
  static constexpr const char* kName = "review.publish";
  ReviewId review;
  DIEMCAU_PLAIN(ReviewPublish, review)
};
// Opened by mistake; only before it was decided.
struct ReviewWithdraw {
  static constexpr const char* kName = "review.withdraw";
  ReviewId review;
  std::string why;
  DIEMCAU_PLAIN(ReviewWithdraw, review, why)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct ReviewOpened {
  static constexpr const char* kKind = "review.opened";
  ReviewId review;
  ReviewSpec spec;
  UnitId superior;
  uint32_t form = 0;
  DIEMCAU_PLAIN(ReviewOpened, review, spec, superior, form)
};
struct ReviewRated {
  static constexpr const char* kKind = "review.rated";
  ReviewId review;
  PersonId person;
  std::map<std::string, std::string> sections;
  Level level = Level::kNone;
  std::string reasons;
  std::vector<Figure> figures;
  Day as_of;
  DIEMCAU_PLAIN(ReviewRated, review, person, sections, level, reasons, figures, as_of)
};
struct ReviewAppraised {
  static constexpr const char* kKind = "review.appraised";
  ReviewId review;
  PersonId person;
  Level level = Level::kNone;
  std::string reasons;
  DIEMCAU_PLAIN(ReviewAppraised, review, person, level, reasons)
};
struct ReviewAnswered {
  static constexpr const char* kKind = "review.answered";
  ReviewId review;
  PersonId person;
  std::string text;
  DIEMCAU_PLAIN(ReviewAnswered, review, person, text)
};
struct ReviewDecided {
  static constexpr const char* kKind = "review.decided";
  ReviewId review;
  PersonId person;
  Level level = Level::kNone;
  std::string reasons;
  DIEMCAU_PLAIN(ReviewDecided, review, person, level, reasons)
};
struct ReviewAppealed {
  static constexpr const char* kKind = "review.appealed";
  ReviewId review;
  PersonId person;
  std::string text;
  DIEMCAU_PLAIN(ReviewAppealed, review, person, text)
};
struct ReviewPublished {
  static constexpr const char* kKind = "review.published";
  ReviewId review;
  DIEMCAU_PLAIN(ReviewPublished, review)
};
struct ReviewWithdrawn {
  static constexpr const char* kKind = "review.withdrawn";
  ReviewId review;
  std::string why;
  DIEMCAU_PLAIN(ReviewWithdrawn, review, why)
};

Decided decide_one(const State&, const ReviewOpen&, const Context&);
Decided decide_one(const State&, const ReviewRate&, const Context&);
Decided decide_one(const State&, const ReviewAppraise&, const Context&);
Decided decide_one(const State&, const ReviewAnswer&, const Context&);
Decided decide_one(const State&, const ReviewDecide&, const Context&);
Decided decide_one(const State&, const ReviewAppeal&, const Context&);
Decided decide_one(const State&, const ReviewPublish&, const Context&);
Decided decide_one(const State&, const ReviewWithdraw&, const Context&);

void apply_one(State&, const ReviewOpened&, const Stamp&);
void apply_one(State&, const ReviewRated&, const Stamp&);
void apply_one(State&, const ReviewAppraised&, const Stamp&);
void apply_one(State&, const ReviewAnswered&, const Stamp&);
void apply_one(State&, const ReviewDecided&, const Stamp&);
void apply_one(State&, const ReviewAppealed&, const Stamp&);
void apply_one(State&, const ReviewPublished&, const Stamp&);
void apply_one(State&, const ReviewWithdrawn&, const Stamp&);

}  // namespace diemcau::reviews
