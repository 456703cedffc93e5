#include <gmock/gmock.h>

#include "conference/commands.h"
#include "documents/commands.h"
#include "office/review_views.h"
#include "office/reviews_desk.h"
#include "office/test_office.h"
#include "organisation/queries.h"
#include "reviews/commands.h"
#include "tasks/commands.h"

namespace diemcau::office {
namespace {

// A centre (1) and a province (2) below it; person 1 heads the province, 2 and 3 work at the
// centre. Account 1 keeps everything, account 2 is the province's head, account 3 a stranger.
class OfficeReviews : public testing::Test {
 protected:
  OfficeReviews() {
    using namespace organisation;  // NOLINT(google-build-using-namespace)
    test.must(WordsBegin{});
    const Words words = sample_words();
    UnitSpec spec{.code = "TW", .name = "Trung ương", .level = words.levels.front().code};
    test.must(UnitAdd{spec});
    spec = {.code = "T1", .name = "Tỉnh Một", .level = words.levels.at(2).code, .superior = {1}};
    test.must(UnitAdd{spec});
    for (const uint32_t unit : {2u, 1u, 1u}) add_person(words, unit);
    test.must(AccountCreate{{1}, "", "thử"});
    test.must(AccountCreate{{}, "Người ngoài", "thử"});
  }
  void add_person(const organisation::Words& words, uint32_t unit) {
    const auto leads = std::find_if(words.titles.begin(), words.titles.end(),
                                    [](const auto& one) { return one.leads; });
    organisation::PersonAdd person;
    person.personal.name = "Nguyễn Văn An";
    person.post = {{}, {unit}, leads->code, *parse_day("2020-01-01"), {}};
    title = leads->code;
    test.must(person);
  }
  template <class Command>
  std::string ask(const Caller& caller, const Command& command) {
    const Request request{caller, "reviews", Command::kName, journal::Json(command)};
    const Reply reply = test.office.execute(test.now, std::span(&request, 1)).front();
    const auto* refusal = std::get_if<Refusal>(&reply);
    return refusal == nullptr ? "" : refusal->code;
  }
  static Caller account(uint32_t id, uint32_t person) {
    Caller caller;
    caller.account = {id};
    caller.person = {person};
    return caller;
  }
  journal::Json draw(const Caller& caller) {
    EXPECT_TRUE(views.may_see(test.office.folds(), caller, "reviews/unit/2").ok());
    return views.draw(test.office.folds(), views.picture_of("reviews/unit/2", caller));
  }

  TestOffice test;
  ReviewViews views;
  std::string title;
  Caller keeper = account(1, 0);
  Caller head = account(2, 1);
  Caller stranger = account(3, 0);
};

TEST_F(OfficeReviews, are_opened_from_above_and_rated_by_the_head_alone) {
  const reviews::Period year{reviews::PeriodKind::kYear, *parse_day("2023-01-01"),
                             *parse_day("2023-12-31")};
  const reviews::ReviewOpen open{{{2}, year, {2}, {3}}};
  EXPECT_EQ(ask(stranger, open), "review.not_allowed");
  EXPECT_EQ(ask(keeper, open), "");
  const reviews::ReviewRate rate{{1},
                                 {{"results", "Đã làm"}, {"shortfalls", "Chậm"}, {"causes", "Bão"}},
                                 reviews::Level::kGood,
                                 "Theo kết quả"};
  EXPECT_EQ(ask(keeper, rate), "review.not_allowed");
  EXPECT_EQ(ask(head, rate), "");
  const auto page = draw(head);
  EXPECT_EQ(page["reviews"][0]["review"]["status"], "rated");
  EXPECT_TRUE(page["reviews"][0]["frozen"]);
  EXPECT_EQ(page["names"]["people"].size(), 3u);
}

TEST_F(OfficeReviews, rest_on_tasks_and_comments_of_the_period) {
  const Day day = day_in_vietnam(test.now);
  for (const int32_t days : {5, 30}) {
    tasks::TaskGive give;
    give.spec.title = "Việc hạn " + std::to_string(days) + " ngày";
    give.spec.giver = {1};
    give.spec.lead = {2};
    give.spec.head = {1};
    give.spec.deadline = {day.number + days};
    test.must(give, tasks::kStream);
  }
  test.must(documents::DraftBegin{{"Quy chế", "Quyết định", {1}, {}}}, "draft/new");
  test.must(documents::DraftWrite{{{{}, documents::ClauseKind::kArticle, "", "Một"}}, 0},
            "draft/1");
  test.must(documents::DraftCirculate{{{2}}, {day.number + 10}, "", 1}, "draft/1");
  test.must(documents::CommentMake{{1}, {2}, "Bổ sung", {}}, "draft/1");
  const auto count = [&](UnitId unit, Day from, Day to, reviews::FigureKind kind) {
    for (const auto& figure : EvidenceOfReviews(test.office.folds()).of(unit, from, to, to)) {
      if (figure.kind == kind) return figure.rows.size();
    }
    return size_t{99};
  };
  using reviews::FigureKind;
  const Day later{day.number + 10};
  EXPECT_EQ(count({2}, day, later, FigureKind::kTasksOpenOverdue), 1u);
  EXPECT_EQ(count({2}, day, later, FigureKind::kTasksOpenInTime), 1u);
  EXPECT_EQ(count({2}, day, later, FigureKind::kCommentsMade), 1u);
  const Day before{day.number - 10};
  const Day yesterday{day.number - 1};
  EXPECT_EQ(count({2}, before, yesterday, FigureKind::kTasksOpenInTime), 0u);
  EXPECT_EQ(count({2}, before, yesterday, FigureKind::kCommentsMade), 0u);
  EXPECT_EQ(count({1}, day, later, FigureKind::kTasksOpenOverdue), 1u) << "of its branch";
  EXPECT_EQ(count({1}, day, later, FigureKind::kCommentsMade), 0u);
}

TEST_F(OfficeReviews, training_comes_from_a_course_by_itself) {
  const reviews::Course course{"BD", "Bồi dưỡng", {1}, {title}, 0, false};
  EXPECT_EQ(ask(keeper, reviews::CourseSet{course}), "");
  EXPECT_EQ(draw(head)["training"]["sums"]["lacking"], 1);
  const conference::PresenceRecorded recorded{{3}, "BD", {{{2}, {{1}}, 4}}};
  const journal::Draft draft{"conference/9", recorded.kKind, journal::Json(recorded)};
  const journal::Batch batch{test.now, {"system", ""}, {draft}};
  ASSERT_TRUE(test.log.append(std::span(&batch, 1)).ok());
  ASSERT_TRUE(test.office.open().ok());
  const auto training = draw(head)["training"];
  EXPECT_EQ(training["sums"]["lacking"], 0);
  EXPECT_EQ(training["records"][0]["record"]["person"], 1);
  EXPECT_EQ(training["sessions"][0]["unnamed"], 4);
}

TEST_F(OfficeReviews, are_no_ones_who_has_nothing_to_do_with_the_unit) {
  const auto& folds = test.office.folds();
  EXPECT_EQ(views.may_see(folds, stranger, "reviews/unit/2").error().code, "view.forbidden");
  EXPECT_EQ(views.may_see(folds, Caller{}, "reviews/unit/2").error().code, "not_signed_in");
  EXPECT_EQ(views.may_see(folds, head, "reviews/unit/2/1").error().code, "view.unknown");
  EXPECT_EQ(views.may_see(folds, head, "reviews/unit/99").error().code, "view.unknown");
  EXPECT_EQ(views.may_see(folds, head, "reviews/unit/2x").error().code, "view.unknown");
}

}  // namespace
}  // namespace diemcau::office
