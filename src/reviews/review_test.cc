#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reviews/test_reviews.h"

namespace diemcau::reviews {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Review, is_decided_by_named_people_level_by_level) {
  Desk desk;
  const ReviewId id = desk.open();
  EXPECT_FALSE(desk.run(ReviewAppraise{id, Level::kGood, "Sớm"}, appraiser()));
  EXPECT_EQ(desk.code, "review.not_now");
  EXPECT_TRUE(desk.run(Desk::rating(id), head(2)));
  EXPECT_TRUE(desk.run(ReviewAppraise{id, Level::kFulfilled, "Còn chậm"}, appraiser()));
  EXPECT_TRUE(desk.run(ReviewAnswer{id, "Do bão"}, head(2)));
  EXPECT_TRUE(desk.run(ReviewDecide{id, Level::kGood, "Chấp nhận giải trình", 0}, decider()));
  EXPECT_TRUE(desk.run(ReviewPublish{id}, decider()));
  const Review& review = desk.state.reviews.at(id);
  EXPECT_EQ(review.status, Status::kPublished);
  EXPECT_EQ(review.self.person, PersonId{20});
  EXPECT_EQ(review.appraisal.person, PersonId{11});
  EXPECT_EQ(review.decisions.back().person, PersonId{12});
}

TEST(Review, no_right_over_a_branch_stands_in_for_a_named_person) {
  Desk desk;
  const ReviewId id = desk.open();
  EXPECT_FALSE(desk.run(Desk::rating(id), anyone()));
  EXPECT_EQ(desk.code, "review.not_allowed");
  EXPECT_TRUE(desk.run(Desk::rating(id), head(2)));
  EXPECT_FALSE(desk.run(ReviewAppraise{id, Level::kGood, "Tốt"}, decider()));
  EXPECT_FALSE(desk.run(ReviewAppraise{id, Level::kGood, "Tốt"}, anyone()));
}

TEST(Review, asks_for_a_level_and_its_reasons) {
  Desk desk;
  const ReviewId id = desk.rated();
  EXPECT_FALSE(desk.run(ReviewAppraise{id, Level::kNone, "Tốt"}, appraiser()));
  EXPECT_EQ(desk.code, "level.missing");
  EXPECT_FALSE(desk.run(ReviewAppraise{id, Level::kGood, "  "}, appraiser()));
  EXPECT_EQ(desk.code, "text.missing");
}

TEST(Review, is_opened_by_the_superior_for_two_of_its_people) {
  Desk desk;
  EXPECT_FALSE(desk.run(desk.opening(), By{20, 2, false}));
  EXPECT_EQ(desk.code, "review.not_allowed");
  ReviewOpen command = desk.opening();
  command.spec.decider = command.spec.appraiser;
  EXPECT_FALSE(desk.run(command, superior()));
  EXPECT_EQ(desk.code, "person.twice");
  command.spec.decider = {20};
  EXPECT_FALSE(desk.run(command, superior()));
  EXPECT_EQ(desk.code, "person.not_above");
  EXPECT_FALSE(desk.run(desk.opening(1), anyone()));
  EXPECT_EQ(desk.code, "unit.highest");
  desk.open();
  EXPECT_FALSE(desk.run(desk.opening(), superior()));
  EXPECT_EQ(desk.code, "review.twice");
}

TEST(Review, rests_on_the_figures_that_were_frozen) {
  Desk desk;
  const ReviewId id = desk.open();
  EXPECT_FALSE(desk.page(id, head(2)).frozen);
  ASSERT_TRUE(desk.run(Desk::rating(id), head(2)));
  desk.evidence.late = 9;
  const ReviewPage page = desk.page(id, head(2));
  EXPECT_TRUE(page.frozen);
  EXPECT_EQ(page.figures.at(1).kind, FigureKind::kTasksDoneLate);
  EXPECT_EQ(page.figures.at(1).value, 1u);
  EXPECT_EQ(page.figures.at(1).rows.size(), 1u);
}

TEST(Review, lets_the_unit_answer_before_the_decision) {
  Desk desk;
  const ReviewId id = desk.appraised();
  const ReviewDecide decide{id, Level::kGood, "Đồng ý", 0};
  EXPECT_FALSE(desk.run(decide, decider()));
  EXPECT_EQ(desk.code, "answer.awaited");
  desk.later(5);
  EXPECT_FALSE(desk.run(decide, decider()));
  desk.later(1);
  EXPECT_TRUE(desk.run(decide, decider()));
}

TEST(Review, is_decided_again_after_an_appeal) {
  Desk desk;
  const ReviewId id = desk.decided();
  ASSERT_TRUE(desk.run(ReviewPublish{id}, superior()));
  ASSERT_TRUE(desk.run(ReviewAppeal{id, "Chưa tính nhiệm vụ 4"}, head(2)));
  EXPECT_FALSE(desk.run(ReviewDecide{id, Level::kExcellent, "Đúng", 0}, decider()));
  EXPECT_EQ(desk.code, "review.stale");
  EXPECT_TRUE(desk.run(ReviewDecide{id, Level::kExcellent, "Đúng", 1}, decider()));
  EXPECT_EQ(desk.state.reviews.at(id).decisions.size(), 2u);
  desk.later(31);
  EXPECT_FALSE(desk.run(ReviewAppeal{id, "Muộn"}, head(2)));
  EXPECT_EQ(desk.code, "review.not_now");
}

TEST(Review, remarks_beside_the_evidence_and_says_no_level) {
  Desk desk;
  desk.evidence.late = 3;
  const ReviewPage page = desk.page(desk.open(), head(2));
  const Remark& late = page.remarks.at(0);
  EXPECT_EQ(late.code, "late_share");
  EXPECT_EQ(late.percent, 50u);
  EXPECT_TRUE(late.over);
  EXPECT_EQ(page.review.self.level, Level::kNone);
  EXPECT_THAT(page.review.decisions, IsEmpty());
}

TEST(Review, a_cap_demotes_nobody) {
  Desk desk;
  const ReviewId first = desk.decided(2, Level::kExcellent);
  const ReviewId second = desk.decided(3, Level::kExcellent);
  EXPECT_TRUE(desk.page(second, decider()).remarks.at(1).over);
  EXPECT_EQ(desk.state.reviews.at(first).decisions.back().level, Level::kExcellent);
  EXPECT_EQ(desk.state.reviews.at(second).decisions.back().level, Level::kExcellent);
}

TEST(Review, is_read_by_its_people_and_by_the_unit_once_published) {
  Desk desk;
  const ReviewId id = desk.decided();
  const By member{22, 0, false};
  EXPECT_THAT(desk.unit(2, member).reviews, IsEmpty());
  EXPECT_EQ(desk.unit(2, head(2)).reviews.size(), 1u);
  EXPECT_THAT(desk.unit(2, By{30, 3, false}).reviews, IsEmpty());
  ASSERT_TRUE(desk.run(ReviewPublish{id}, superior()));
  EXPECT_EQ(desk.unit(2, member).reviews.size(), 1u);
  EXPECT_EQ(desk.unit(1, superior()).below.size(), 1u);
}

TEST(Review, tells_each_which_step_is_theirs) {
  Desk desk;
  const ReviewId id = desk.appraised();
  EXPECT_THAT(desk.page(id, head(2)).may, ElementsAre("review.answer"));
  EXPECT_THAT(desk.page(id, decider()).may, IsEmpty());
  EXPECT_THAT(desk.page(id, superior()).may, ElementsAre("review.withdraw"));
}

// What the mission bars has no word.
TEST(Evidence, knows_no_speaking_time_attention_line_or_incident) {
  const std::vector<std::string> words(words_of(FigureKind{}).begin(),
                                       words_of(FigureKind{}).end());
  EXPECT_THAT(words, ElementsAre("tasks_done_in_time", "tasks_done_late", "tasks_open_in_time",
                                 "tasks_open_overdue", "conferences_convened",
                                 "conferences_attended", "papers_presented", "papers_filed",
                                 "comments_made", "comments_answered", "training_gaps"));
  Json form = built_in_form();
  form["figures"].push_back("speaking_time");
  EXPECT_FALSE(read_command("form.adopt", {{"form", form}}).ok());
}

TEST(Form, is_a_sample_until_somebody_adopts_one) {
  Desk desk;
  EXPECT_TRUE(newest_form(desk.state).sample);
  Form own = built_in_form();
  own.rules.late_percent = 10;
  EXPECT_FALSE(desk.run(FormAdopt{own}, superior()));
  EXPECT_EQ(desk.code, "form.not_allowed");
  const ReviewId before = desk.open();
  ASSERT_TRUE(desk.run(FormAdopt{own}, anyone()));
  EXPECT_EQ(newest_form(desk.state).version, 2u);
  EXPECT_FALSE(newest_form(desk.state).sample);
  EXPECT_EQ(desk.page(before, superior()).form.version, 1u);
}

TEST(Form, refuses_a_section_that_stands_twice) {
  Desk desk;
  Form own = built_in_form();
  own.sections.push_back(own.sections.front());
  EXPECT_FALSE(desk.run(FormAdopt{own}, anyone()));
  EXPECT_EQ(desk.code, "section.twice");
}

}  // namespace
}  // namespace diemcau::reviews
