#include "tasks/buckets.h"

#include <gtest/gtest.h>

#include "tasks/test_tasks.h"
#include "tasks/views.h"

namespace diemcau::tasks {
namespace {

Task task_with(Status status, int32_t deadline, int32_t done = 0) {
  Task task;
  task.status = status;
  if (deadline != 0) task.deadline = {deadline};
  if (done != 0) task.done = {done};
  return task;
}

TEST(Bucket, is_told_by_the_deadline_and_the_day) {
  EXPECT_EQ(bucket_of(task_with(Status::kDone, 10, 10), {20}), Bucket::kDoneInTime);
  EXPECT_EQ(bucket_of(task_with(Status::kDone, 10, 11), {20}), Bucket::kDoneLate);
  EXPECT_EQ(bucket_of(task_with(Status::kGiven, 10), {10}), Bucket::kOpenInTime);
  EXPECT_EQ(bucket_of(task_with(Status::kAccepted, 10), {11}), Bucket::kOpenOverdue);
  EXPECT_EQ(bucket_of(task_with(Status::kAccepted, 0), {9'999}), Bucket::kOpenInTime);
  EXPECT_EQ(bucket_of(task_with(Status::kDone, 0, 11), {20}), Bucket::kDoneInTime);
  EXPECT_EQ(bucket_of(task_with(Status::kWithdrawn, 10), {20}), std::nullopt);
}

TEST(Bucket, of_a_day_before_it_was_done_is_open) {
  EXPECT_EQ(bucket_of(task_with(Status::kDone, 10, 15), {9}), Bucket::kOpenInTime);
  EXPECT_EQ(bucket_of(task_with(Status::kDone, 10, 15), {12}), Bucket::kOpenOverdue);
}

TEST(RollUp, counts_every_leaf_once_at_each_level) {
  Desk desk;
  const TaskId whole = desk.give_accepted(1, 2);
  desk.pass_down(whole, {20, 21});  // 2, 3
  desk.pass_down({2}, {200});       // 4
  desk.give_accepted(3, 30);        // 5
  desk.later(3);
  desk.finish({4});
  desk.later(8);
  desk.finish({5});
  const auto sums = roll_up(desk.state, test_tree(), desk.day());
  const Buckets north{1, 0, 0, 1};
  EXPECT_EQ(sums.at({200}), (Buckets{1, 0, 0, 0}));
  EXPECT_EQ(sums.at({20}), (Buckets{1, 0, 0, 0}));
  EXPECT_EQ(sums.at({2}), north);
  EXPECT_EQ(sums.at({3}), (Buckets{0, 1, 0, 0}));
  EXPECT_EQ(sums.at({1}), (Buckets{1, 1, 0, 1}));
  EXPECT_EQ(sums.at({}), sums.at({1}));
  EXPECT_FALSE(sums.contains({4})) << "the second line does not count it again";
  EXPECT_EQ(count_of(desk.state, whole, desk.day()), north);
  EXPECT_EQ(leaves_in(desk.state, test_tree(), {2}, Bucket::kOpenOverdue, desk.day()),
            std::vector<TaskId>{{3}});
}

TEST(RollUp, a_task_whose_parts_were_withdrawn_counts_itself_again) {
  Desk desk;
  const TaskId task = desk.give_accepted(1, 2);
  const TaskId part = desk.pass_down(task, {20});
  EXPECT_FALSE(is_leaf(desk.state, desk.state.tasks.at(task)));
  ASSERT_TRUE(desk.run(TaskWithdraw{part, "Không còn cần"}, of_unit(2)));
  EXPECT_TRUE(is_leaf(desk.state, desk.state.tasks.at(task)));
  EXPECT_EQ(count_of(desk.state, task, desk.day()).total(), 1u);
}

TEST(Figure, of_a_leaf_is_the_last_one_confirmed) {
  Desk desk;
  const TaskId task = desk.give_accepted(2, 20);
  EXPECT_EQ(figure_of(desk.state, task), std::nullopt);
  desk.confirm(task, desk.report(task, 40'000, false));
  const ReportId returned = desk.report(task, 60'000, false);
  EXPECT_EQ(figure_of(desk.state, task), 40'000) << "not confirmed yet";
  ASSERT_TRUE(desk.run(ReportReturn{task, returned, "Sai số liệu"}, of_unit(2)));
  EXPECT_EQ(figure_of(desk.state, task), 40'000);
}

TEST(Figure, of_the_whole_is_the_sum_of_its_parts) {
  Desk desk;
  const TaskId task = desk.give_accepted(1, 2);
  desk.pass_down(task, {20, 21});
  EXPECT_EQ(figure_of(desk.state, task), std::nullopt);
  desk.finish({2}, 30'000);
  desk.finish({3}, 12'500);
  EXPECT_EQ(figure_of(desk.state, task), 42'500);
  State shares = desk.state;
  shares.tasks.at(task).spec.goal.measure = "%";
  EXPECT_EQ(figure_of(shares, task), std::nullopt) << "shares do not add up";
}

TEST(Views, a_units_page_lists_what_is_owed_and_what_waits_for_it) {
  Desk desk;
  const TaskId whole = desk.give_accepted(1, 2);
  const TaskId part = desk.pass_down(whole, {20, 21});
  TaskSpec sooner = desk.spec(1, 3);
  sooner.helpers = {{2}};
  sooner.deadline = desk.in_days(2);
  ASSERT_TRUE(desk.run(TaskGive{sooner}, of_unit(1)));
  desk.report(part, 10'000, false);
  const UnitTasks view = unit_tasks(desk.state, test_tree(), {2}, desk.day());
  ASSERT_EQ(view.open.size(), 2u);
  EXPECT_EQ(view.open[0].task, TaskId{4}) << "that which ends first";
  ASSERT_EQ(view.to_answer.size(), 1u);
  EXPECT_EQ(view.to_answer[0].task, part);
  ASSERT_EQ(view.given_away.size(), 1u);
  EXPECT_EQ(view.branch, (Buckets{0, 0, 2, 0}));
  EXPECT_EQ(Json::parse(Json(view).dump()).get<UnitTasks>(), view);
}

TEST(Views, a_tasks_page_shows_the_way_down_to_it) {
  Desk desk;
  const TaskId whole = desk.give_accepted(1, 2);
  const TaskId part = desk.pass_down(whole, {20});
  const TaskId leaf = desk.pass_down(part, {200});
  const auto page = task_page(desk.state, leaf, desk.day());
  ASSERT_TRUE(page);
  ASSERT_EQ(page->over.size(), 2u);
  EXPECT_EQ(page->over[0].task, whole);
  EXPECT_EQ(task_page(desk.state, {99}, desk.day()), std::nullopt);
  EXPECT_EQ(tasks_from(desk.state, {4}, desk.day()).size(), 1u) << "parts are not told again";
  EXPECT_EQ(Json::parse(Json(*page).dump()).get<TaskPage>(), *page);
}

}  // namespace
}  // namespace diemcau::tasks
