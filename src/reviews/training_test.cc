#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reviews/test_reviews.h"

namespace diemcau::reviews {
namespace {

using testing::IsEmpty;

TEST(Training, records_itself_from_a_course_that_was_held) {
  Desk desk;
  desk.add_course("BD", {"clerk"});
  EXPECT_EQ(desk.unit(2, head(2)).training.gaps.size(), 2u);
  desk.hold(3, "BD", {{21}, {22}});
  const TrainingPage page = desk.unit(2, head(2)).training;
  EXPECT_THAT(page.gaps, IsEmpty());
  EXPECT_EQ(page.records.size(), 2u);
  EXPECT_EQ(page.sessions.at(0).unnamed, 2u);
}

TEST(Training, a_roll_recorded_again_replaces_the_last) {
  Desk desk;
  desk.add_course("BD", {"clerk"});
  desk.hold(3, "BD", {{21}, {22}});
  ASSERT_TRUE(desk.run(TrainingVoid{{1}, "Về sớm"}, anyone()));
  desk.hold(3, "BD", {{21}});
  const auto& records = desk.state.records;
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records.at({1}).person, PersonId{21});
  EXPECT_TRUE(records.at({1}).voided);
}

TEST(Training, counts_over_the_branch_and_names_only_the_units_own) {
  Desk desk;
  desk.add_course("BD", {"head", "clerk"});
  desk.hold(3, "BD", {{20}, {200}});
  const TrainingPage page = desk.unit(2, head(2)).training;
  EXPECT_EQ(page.sums, (TrainingSummary{9, 7}));
  EXPECT_EQ(page.courses.at(0).held, 2u);
  ASSERT_EQ(page.below.size(), 3u);
  EXPECT_EQ(page.gaps.size(), 2u);
  const TrainingPage without = desk.unit(2, head(2), false).training;
  EXPECT_EQ(without.gaps.at(0).person, PersonId{});
  EXPECT_THAT(without.records, IsEmpty());
}

TEST(Training, ends_after_its_months) {
  Desk desk;
  desk.add_course("BD", {"clerk"}, 3);
  desk.hold(3, "BD", {{21}, {22}});
  EXPECT_EQ(to_string(desk.unit(2, head(2)).training.records.at(0).until), "2026-02-24");
  desk.later(93);
  EXPECT_EQ(desk.unit(2, head(2)).training.gaps.size(), 2u);
}

TEST(Training, the_end_of_a_short_month_is_its_last_day) {
  const Record record{.day = *parse_day("2025-11-30")};
  EXPECT_EQ(to_string(last_day_of(record, Course{.valid_months = 3})), "2026-02-28");
}

TEST(Training, is_added_and_corrected_with_a_reason) {
  Desk desk;
  desk.add_course("BD", {"clerk"});
  TrainingAdd command{{21}, "BD", desk.day(), "Trường Chính trị", ""};
  const By keeper{10, 2, false};
  EXPECT_FALSE(desk.run(command, keeper));
  EXPECT_EQ(desk.code, "text.missing");
  command.why = "Chứng chỉ số 4";
  EXPECT_TRUE(desk.run(command, keeper));
  EXPECT_FALSE(desk.run(command, keeper));
  EXPECT_EQ(desk.code, "record.twice");
  command.person = {31};
  EXPECT_FALSE(desk.run(command, keeper));
  EXPECT_EQ(desk.code, "person.not_there");
  EXPECT_TRUE(desk.run(TrainingVoid{{1}, "Nhầm người"}, keeper));
  EXPECT_FALSE(desk.run(TrainingVoid{{1}, "Lại"}, keeper));
  EXPECT_EQ(desk.code, "record.voided");
}

TEST(Training, is_required_in_the_branch_of_who_keeps_the_course) {
  Desk desk;
  const Course course{"BD2", "Riêng của tỉnh", {2}, {"clerk"}, 0, false};
  EXPECT_FALSE(desk.run(CourseSet{course}, By{30, 3, false}));
  ASSERT_TRUE(desk.run(CourseSet{course}, By{20, 2, false}));
  EXPECT_EQ(desk.unit(2, head(2)).training.sums.needed, 6u);
  EXPECT_EQ(desk.unit(3, head(3)).training.sums.needed, 0u);
}

TEST(Training, a_gap_in_a_review_names_a_post_and_no_person) {
  Desk desk;
  desk.add_course("BD", {"head"});
  const ReviewPage page = desk.page(desk.open(), head(2));
  const Figure& gaps = page.figures.back();
  ASSERT_EQ(gaps.kind, FigureKind::kTrainingGaps);
  ASSERT_EQ(gaps.rows.size(), 3u);
  EXPECT_EQ(gaps.rows.at(0).post, PostId{200});
  EXPECT_FALSE(Json(gaps.rows.at(0)).contains("person"));
}

}  // namespace
}  // namespace diemcau::reviews
