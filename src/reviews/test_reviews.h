#pragma once

#include <string>
#include <vector>

#include "base/check.h"
#include "reviews/commands.h"
#include "reviews/facts.h"
#include "reviews/refusals.h"
#include "reviews/rules.h"
#include "reviews/views.h"

// For tests only: training and reviews in memory with a clock and a small tree of units.
namespace diemcau::reviews {

// Centre 1; provinces 2 and 3; communes 20 and 21 below 2. In unit N, person 10·N heads it by post
// 100·N ("head"), person 10·N + 1 holds post 100·N + 1 ("clerk"), 10·N + 2 post 100·N + 2.
inline constexpr uint32_t kTestUnits[] = {1, 2, 3, 20, 21};

class TestTree final : public Organisation {
 public:
  bool is_active(UnitId unit) const override {
    return std::find(std::begin(kTestUnits), std::end(kTestUnits), unit.value) !=
           std::end(kTestUnits);
  }
  UnitId superior_of(UnitId unit) const override {
    if (unit.value == 2 || unit.value == 3) return {1};
    return {unit.value == 20 || unit.value == 21 ? 2u : 0u};
  }
  PersonId head_of(UnitId unit, Day) const override { return {10 * unit.value}; }
  bool holds_post(PersonId person, UnitId unit, Day) const override {
    return person.value / 10 == unit.value && person.value % 10 < 3;
  }
  std::vector<UnitId> units_of(PersonId person, Day day) const override {
    const UnitId unit{person.value / 10};
    if (!is_active(unit) || !holds_post(person, unit, day)) return {};
    return {unit};
  }
  std::vector<HeldPost> posts_of(UnitId unit, Day) const override {
    const uint32_t n = unit.value;
    return {{{100 * n}, {10 * n}, unit, "head"},
            {{100 * n + 1}, {10 * n + 1}, unit, "clerk"},
            {{100 * n + 2}, {10 * n + 2}, unit, "clerk"}};
  }
  std::vector<HeldPost> posts_in(UnitId branch, Day day) const override {
    std::vector<HeldPost> posts;
    for (const uint32_t unit : kTestUnits) {
      if (!stands_under({unit}, branch)) continue;
      for (const HeldPost& post : posts_of({unit}, day)) posts.push_back(post);
    }
    return posts;
  }

 private:
  bool stands_under(UnitId unit, UnitId over) const {
    while (unit.value != 0 && unit != over) unit = superior_of(unit);
    return unit == over;
  }
};

// As many tasks late as the test says; everything else is empty.
class TestEvidence final : public Evidence {
 public:
  uint32_t late = 1;
  uint32_t in_time = 3;
  std::vector<Figure> of(UnitId unit, Day, Day, Day) const override {
    return {tasks(FigureKind::kTasksDoneInTime, in_time, unit),
            tasks(FigureKind::kTasksDoneLate, late, unit)};
  }

 private:
  static Figure tasks(FigureKind kind, uint32_t count, UnitId unit) {
    std::vector<Row> rows;
    for (uint32_t i = 1; i <= count; ++i) {
      rows.push_back({.stream = "tasks", .id = i, .seq = {i}, .text = "Nhiệm vụ", .unit = unit});
    }
    return figure_of(kind, std::move(rows));
  }
};

// Everything, or the two purposes in one unit.
class TestRights final : public Rights {
 public:
  bool everywhere = false;
  UnitId unit;
  bool may_review(UnitId of) const override { return everywhere || (unit.value && of == unit); }
  bool may_train(UnitId of) const override { return may_review(of); }
};

// Who asks: a person, with rights in one unit (0: none), or everywhere.
struct By {
  uint32_t person = 0;
  uint32_t unit = 0;
  bool everywhere = false;
};
inline By head(uint32_t unit) { return {10 * unit, 0, false}; }
inline By appraiser() { return {11, 0, false}; }
inline By decider() { return {12, 0, false}; }
inline By superior() { return {11, 1, false}; }
inline By anyone() { return {0, 0, true}; }

class Desk {
 public:
  State state;
  std::vector<journal::Event> journal;
  UnixTime now{1'764'000'000'000};  // 24 November 2025
  std::string code;                 // of the last refusal, empty after a command that was accepted
  TestEvidence evidence;

  bool run(const Command& command, const By& by) {
    with(by, [&](const Context& context) {
      const auto decision = decide(state, command, context);
      code = decision.ok() ? "" : decision.error().code;
      if (!decision.ok()) return;
      for (const auto& draft : *decision) keep(draft, context.actor);
    });
    return code.empty();
  }
  template <class Use>
  void with(const By& by, Use use) const {
    static const TestTree tree;
    TestRights rights;
    rights.everywhere = by.everywhere;
    rights.unit = {by.unit};
    const Context context{now,         {"account:" + std::to_string(by.person), "device:test"},
                          {by.person}, &tree,
                          &evidence,   &rights};
    use(context);
  }
  ReviewPage page(ReviewId review, const By& by) const {
    std::optional<ReviewPage> page;
    with(by, [&](const Context& context) { page = review_page(state, review, context); });
    DIEMCAU_CHECK(page.has_value());
    return *page;
  }
  UnitReviews unit(uint32_t unit, const By& by, bool with_people = true) const {
    UnitReviews page;
    with(by, [&](const Context& c) { page = unit_reviews(state, {unit}, c, with_people); });
    return page;
  }
  void hold(uint32_t item, const std::string& course, std::vector<PersonId> people) {
    journal.push_back({{journal.size() + 1}, now, {"system", ""}, "conference/4", "held", {}});
    apply_held(state, {{4}, item, course, std::move(people), 2},
               {journal.back().seq, now, "system"});
  }

  Day day() const { return day_in_vietnam(now); }
  void later(int32_t days) { now.ms += int64_t{days} * 86'400'000; }
  Period year() const {
    return {PeriodKind::kYear, *parse_day("2025-01-01"), *parse_day("2025-12-31")};
  }
  ReviewOpen opening(uint32_t unit = 2) const { return {{{unit}, year(), {11}, {12}}}; }
  static ReviewRate rating(ReviewId review) {
    return {review,
            {{"results", "Đã làm"}, {"shortfalls", "Chậm"}, {"causes", "Thiếu người"}},
            Level::kGood,
            "Theo kết quả"};
  }

  ReviewId open(uint32_t unit = 2) {
    DIEMCAU_CHECK(run(opening(unit), superior()));
    return {state.last.review};
  }
  ReviewId rated(uint32_t unit = 2) {
    const ReviewId review = open(unit);
    DIEMCAU_CHECK(run(rating(review), head(unit)));
    return review;
  }
  ReviewId appraised(uint32_t unit = 2) {
    const ReviewId review = rated(unit);
    DIEMCAU_CHECK(run(ReviewAppraise{review, Level::kFulfilled, "Còn chậm"}, appraiser()));
    return review;
  }
  ReviewId decided(uint32_t unit = 2, Level level = Level::kGood) {
    const ReviewId review = appraised(unit);
    DIEMCAU_CHECK(run(ReviewAnswer{review, "Đã khắc phục"}, head(unit)));
    DIEMCAU_CHECK(run(ReviewDecide{review, level, "Đồng ý", 0}, decider()));
    return review;
  }
  void add_course(std::string named, std::vector<std::string> titles, uint32_t months = 0) {
    const Course course{std::move(named), "Bồi dưỡng", {1}, std::move(titles), months, false};
    DIEMCAU_CHECK(run(CourseSet{course}, anyone()));
  }

 private:
  void keep(const journal::Draft& draft, const journal::Actor& actor) {
    journal::Event event{{journal.size() + 1}, now, actor, draft.stream, draft.kind, draft.body};
    DIEMCAU_CHECK(apply(state, event).ok());
    journal.push_back(std::move(event));
  }
};

}  // namespace diemcau::reviews
