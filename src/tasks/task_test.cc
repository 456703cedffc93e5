#include <gtest/gtest.h>

#include <set>

#include "tasks/test_tasks.h"

namespace diemcau::tasks {
namespace {

// ── Reading and the tables ───────────────────────────────────────────────────────────────────────

TEST(Reader, refuses_what_does_not_fit) {
  for (const char* body : {R"([])", R"({"task":-1})", R"({"task":1.5})", R"({"work":1})",
                           R"({"parts":[{"lead":"2"}]})", R"({"parts":[{"deadline":"soon"}]})"}) {
    EXPECT_FALSE(read_command("task.pass_down", Json::parse(body)).ok()) << body;
  }
  EXPECT_EQ(read_command("task.steal", Json::object()).error(), ParseError::kUnsupported);
}

TEST(Rules, name_each_command_once_and_each_reads_back) {
  std::set<std::string_view> names;
  for (const Rule& rule : all_rules()) {
    EXPECT_TRUE(names.insert(rule.command).second) << rule.command;
    EXPECT_EQ(rule.sides.size(), 3u);
    const auto command = read_command(rule.command, Json::object());
    ASSERT_TRUE(command.ok()) << rule.command;
    EXPECT_EQ(name_of(*command), rule.command);
    EXPECT_EQ(*read_command(rule.command, body_of(*command)), *command);
  }
  EXPECT_EQ(names.size(), std::variant_size_v<Command>);
}

TEST(Refusals, are_told_in_both_languages_once_each) {
  std::set<std::string_view> codes;
  for (const RefusalText& text : kRefusals) {
    EXPECT_TRUE(codes.insert(text.code).second) << text.code;
    EXPECT_TRUE(text.vi.ends_with(".") && text.en.ends_with(".")) << text.code;
  }
}

TEST(Facts, of_another_stream_pass_by_and_unknown_ones_are_told) {
  State state;
  EXPECT_TRUE(apply(state, {{1}, {}, {}, "conference/1", "task.given", Json::object()}).ok());
  EXPECT_EQ(apply(state, {{2}, {}, {}, kStream, "task.sung", Json::object()}).error(),
            ParseError::kUnsupported);
  EXPECT_EQ(state, State{});
}

// ── Giving ───────────────────────────────────────────────────────────────────────────────────────

TEST(Giving, keeps_where_the_task_comes_from) {
  Desk desk;
  const TaskId task = desk.give(1, 20);
  const Task& given = desk.state.tasks.at(task);
  EXPECT_EQ(given.spec, desk.spec(1, 20));
  EXPECT_EQ(given.spec.source.event, Seq{77});
  EXPECT_EQ(given.deadline, desk.in_days(10));
  EXPECT_EQ(given.given.who, "account:1");
}

TEST(Giving, refuses_with_a_reason) {
  const auto refused = [](auto change, uint32_t who = 2) {
    Desk desk;
    TaskSpec spec = desk.spec(2, 20);
    change(spec, desk);
    EXPECT_FALSE(desk.run(TaskGive{spec}, of_unit(who)));
    EXPECT_TRUE(desk.journal.empty());
    return desk.code;
  };
  EXPECT_EQ(refused([](auto&, auto&) {}, 3), "role.not_allowed");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.title = " "; }), "text.missing");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.title = std::string(501, 'a'); }),
            "text.too_long");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.lead = {9}; }), "unit.unknown");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.lead = {30}; }), "lead.not_below");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.lead = {1}; }), "lead.not_below");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.helpers = {{20}}; }), "helper.twice");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.helpers = {{3}, {3}}; }), "helper.twice");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.head = {30}; }), "head.not_in_unit");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.head = {}; }), "head.missing");
  EXPECT_EQ(refused([](auto& spec, auto&) { spec.goal.target = -1; }), "value.out_of_range");
  EXPECT_EQ(refused([](auto& spec, Desk& desk) { spec.deadline = desk.in_days(-1); }),
            "deadline.past");
}

TEST(Changing, is_free_until_the_task_is_accepted) {
  Desk desk;
  const TaskId task = desk.give(2, 20);
  TaskSpec spec = desk.spec(2, 21);
  spec.deadline = desk.in_days(20);
  ASSERT_TRUE(desk.run(TaskChange{task, spec}, of_unit(2))) << desk.code;
  EXPECT_EQ(desk.state.tasks.at(task).deadline, desk.in_days(20));
  spec.giver = {1};
  EXPECT_FALSE(desk.run(TaskChange{task, spec}, of_unit(2)));
  EXPECT_EQ(desk.code, "giver.fixed");
}

TEST(Changing, an_accepted_task_leaves_lead_and_deadline) {
  Desk desk;
  const TaskId task = desk.give_accepted(2, 20);
  TaskSpec spec = desk.spec(2, 20);
  spec.title = "Tên mới";
  EXPECT_TRUE(desk.run(TaskChange{task, spec}, of_unit(2)));
  EXPECT_EQ(desk.state.tasks.at(task).spec.title, "Tên mới");
  EXPECT_FALSE(desk.run(TaskChange{task, desk.spec(2, 21)}, of_unit(2)));
  EXPECT_EQ(desk.code, "lead.fixed");
  spec.deadline = desk.in_days(30);
  EXPECT_FALSE(desk.run(TaskChange{task, spec}, of_unit(2)));
  EXPECT_EQ(desk.code, "deadline.by_extension");
  spec = desk.spec(2, 20);
  spec.head = {};
  spec.head_post = {};
  EXPECT_FALSE(desk.run(TaskChange{task, spec}, of_unit(2)));
  EXPECT_EQ(desk.code, "head.missing");
}

TEST(Accepting, names_who_answers_for_it) {
  Desk desk;
  TaskSpec spec = desk.spec(2, 20);
  spec.head = {};
  spec.head_post = {};
  ASSERT_TRUE(desk.run(TaskGive{spec}, of_unit(2)));
  EXPECT_FALSE(desk.run(TaskAccept{{1}, {}, {}}, of_unit(20)));
  EXPECT_EQ(desk.code, "head.missing");
  EXPECT_FALSE(desk.run(TaskAccept{{1}, {210}, {}}, of_unit(20)));
  EXPECT_EQ(desk.code, "head.not_in_unit");
  EXPECT_TRUE(desk.run(TaskAccept{{1}, {200}, {2000}}, of_unit(20)));
  EXPECT_EQ(desk.state.tasks.at({1}).spec.head_post, PostId{2000});
  EXPECT_FALSE(desk.run(TaskAccept{{1}, {}, {}}, of_unit(20)));
  EXPECT_EQ(desk.code, "task.accepted");
}

TEST(Accepting, is_for_the_lead_or_its_head) {
  Desk desk;
  const TaskId task = desk.give(2, 20);
  EXPECT_FALSE(desk.run(TaskAccept{task, {}, {}}, of_unit(2)));
  EXPECT_EQ(desk.code, "role.not_allowed");
  EXPECT_FALSE(desk.run(TaskAccept{task, {}, {}}, person(210)));
  EXPECT_TRUE(desk.run(TaskAccept{task, {}, {}}, person(200)));
}

// ── Passing down ─────────────────────────────────────────────────────────────────────────────────

TEST(PassingDown, goes_one_level_only) {
  Desk desk;
  const TaskId task = desk.give_accepted(1, 2);
  EXPECT_FALSE(desk.run(TaskPassDown{task, {Desk::part(200)}}, of_unit(2)));
  EXPECT_EQ(desk.code, "part.not_below");
  EXPECT_FALSE(desk.run(TaskPassDown{task, {Desk::part(20), Desk::part(30)}}, of_unit(2)));
  EXPECT_EQ(desk.code, "part.not_below");
  EXPECT_EQ(desk.state.tasks.size(), 1u) << "nothing half done";
  const TaskId part = desk.pass_down(task, {20, 21});
  EXPECT_EQ(desk.state.tasks.at(task).parts, (std::vector<TaskId>{{2}, {3}}));
  const Task& below = desk.state.tasks.at(part);
  EXPECT_EQ(below.spec.giver, UnitId{2});
  EXPECT_EQ(below.spec.source, desk.state.tasks.at(task).spec.source);
  EXPECT_EQ(below.deadline, desk.in_days(10));
  desk.pass_down(part, {200});
  EXPECT_EQ(desk.state.tasks.at({4}).parent, part);
}

TEST(PassingDown, follows_the_second_line_too) {
  Desk desk;
  desk.pass_down(desk.give_accepted(1, 4), {30});
  EXPECT_EQ(desk.state.tasks.at({2}).spec.lead, UnitId{30});
}

TEST(PassingDown, refuses_with_a_reason) {
  Desk desk;
  const TaskId given = desk.give(1, 2);
  EXPECT_FALSE(desk.run(TaskPassDown{given, {Desk::part(20)}}, of_unit(2)));
  EXPECT_EQ(desk.code, "task.not_accepted");
  const TaskId task = desk.give_accepted(1, 2);
  EXPECT_FALSE(desk.run(TaskPassDown{task, {}}, of_unit(2)));
  EXPECT_EQ(desk.code, "parts.missing");
  EXPECT_FALSE(desk.run(TaskPassDown{task, {Desk::part(20), Desk::part(20)}}, of_unit(2)));
  EXPECT_EQ(desk.code, "part.twice");
  Part late = Desk::part(20);
  late.deadline = desk.in_days(11);
  EXPECT_FALSE(desk.run(TaskPassDown{task, {late}}, of_unit(2)));
  EXPECT_EQ(desk.code, "deadline.after_whole");
  desk.pass_down(task, {20});
  EXPECT_FALSE(desk.run(TaskPassDown{task, {Desk::part(20)}}, of_unit(2)));
  EXPECT_EQ(desk.code, "part.twice");
}

// ── Reports ──────────────────────────────────────────────────────────────────────────────────────

TEST(Reporting, done_holds_once_it_is_confirmed_by_the_day_it_was_sent) {
  Desk desk;
  const TaskId task = desk.give_accepted(2, 20);
  desk.later(10);
  const ReportId report = desk.report(task, 100'000, true);
  EXPECT_EQ(desk.state.tasks.at(task).status, Status::kAccepted);
  EXPECT_FALSE(desk.run(TaskReport{task, "Thêm", false, 0, {}, false}, of_unit(20)));
  EXPECT_EQ(desk.code, "report.waiting");
  desk.later(5);
  desk.confirm(task, report);
  const Task& done = desk.state.tasks.at(task);
  EXPECT_EQ(done.status, Status::kDone);
  EXPECT_EQ(done.done, done.deadline);
  EXPECT_EQ(done.reports.at(report).receipt->number, 1u);
  EXPECT_FALSE(desk.run(TaskReport{task, "Thêm", false, 0, {}, false}, of_unit(20)));
  EXPECT_EQ(desk.code, "task.ended");
}

TEST(Reporting, a_report_that_is_returned_says_why_and_the_task_goes_on) {
  Desk desk;
  const TaskId task = desk.give_accepted(2, 20);
  const ReportId report = desk.report(task, 90'000, true);
  EXPECT_FALSE(desk.run(ReportReturn{task, report, ""}, of_unit(2)));
  EXPECT_EQ(desk.code, "text.missing");
  EXPECT_TRUE(desk.run(ReportReturn{task, report, "Thiếu minh chứng"}, of_unit(2)));
  EXPECT_FALSE(desk.run(ReportConfirm{task, report, ""}, of_unit(2)));
  EXPECT_EQ(desk.code, "report.answered");
  desk.finish(task, 95'000);
  EXPECT_EQ(desk.state.tasks.at(task).status, Status::kDone);
}

TEST(Reporting, only_the_giver_confirms) {
  Desk desk;
  const TaskId task = desk.give_accepted(2, 20);
  const ReportId report = desk.report(task, 0, true);
  EXPECT_FALSE(desk.run(ReportConfirm{task, report, ""}, of_unit(20)));
  EXPECT_EQ(desk.code, "role.not_allowed");
  EXPECT_FALSE(desk.run(ReportConfirm{task, {99}, ""}, of_unit(2)));
  EXPECT_EQ(desk.code, "report.unknown");
}

TEST(Reporting, evidence_points_to_something) {
  Desk desk;
  const TaskId task = desk.give_accepted(2, 20);
  const auto send = [&](Evidence evidence) {
    desk.run(TaskReport{task, "Đã làm", false, 0, {std::move(evidence)}, false}, of_unit(20));
    return desk.code;
  };
  EXPECT_EQ(send({}), "text.missing");
  EXPECT_EQ(send({"", {}, {}, "../../etc/passwd"}), "file.not_a_hash");
  EXPECT_EQ(send({"", {}, {}, std::string(64, 'a')}), "");
  EXPECT_EQ(send({"", {4}, {77}, ""}), "");
  EXPECT_EQ(desk.state.tasks.at(task).reports.at({2}).evidence[0].event, Seq{77});
}

TEST(Reporting, the_whole_is_not_done_before_its_parts) {
  Desk desk;
  const TaskId task = desk.give_accepted(1, 2);
  const TaskId part = desk.pass_down(task, {20, 21});
  EXPECT_FALSE(desk.run(TaskReport{task, "Xong", false, 0, {}, true}, of_unit(2)));
  EXPECT_EQ(desk.code, "parts.open");
  desk.finish(part);
  ASSERT_TRUE(desk.run(TaskWithdraw{{3}, "Không còn cần"}, of_unit(2)));
  desk.finish(task);
  EXPECT_EQ(desk.state.tasks.at(task).status, Status::kDone);
}

TEST(Reporting, parts_that_came_after_the_report_hold_the_receipt_back) {
  Desk desk;
  const TaskId task = desk.give_accepted(1, 2);
  const ReportId report = desk.report(task, 0, true);
  desk.pass_down(task, {20});
  EXPECT_FALSE(desk.run(ReportConfirm{task, report, ""}, of_unit(1)));
  EXPECT_EQ(desk.code, "parts.open");
}

// ── Extensions ───────────────────────────────────────────────────────────────────────────────────

TEST(Extension, moves_the_deadline_when_it_is_granted) {
  Desk desk;
  const TaskId task = desk.give_accepted(2, 20);
  ASSERT_TRUE(desk.run(ExtensionAsk{task, desk.in_days(30), "Mưa lũ"}, of_unit(20)));
  EXPECT_EQ(desk.state.tasks.at(task).deadline, desk.in_days(10));
  EXPECT_FALSE(desk.run(ExtensionAsk{task, desk.in_days(40), "Mưa lũ"}, of_unit(20)));
  EXPECT_EQ(desk.code, "extension.waiting");
  ASSERT_TRUE(desk.run(ExtensionDecide{task, {1}, true, desk.in_days(20), ""}, of_unit(2)));
  EXPECT_EQ(desk.state.tasks.at(task).deadline, desk.in_days(20));
  EXPECT_EQ(desk.state.tasks.at(task).spec.deadline, desk.in_days(10));
  EXPECT_FALSE(desk.run(ExtensionDecide{task, {1}, true, {}, ""}, of_unit(2)));
  EXPECT_EQ(desk.code, "extension.decided");
}

TEST(Extension, refuses_with_a_reason) {
  Desk desk;
  const TaskId task = desk.give_accepted(2, 20);
  EXPECT_FALSE(desk.run(ExtensionAsk{task, desk.in_days(10), "Mưa lũ"}, of_unit(20)));
  EXPECT_EQ(desk.code, "extension.not_later");
  EXPECT_FALSE(desk.run(ExtensionDecide{task, {1}, true, {}, ""}, of_unit(2)));
  EXPECT_EQ(desk.code, "extension.unknown");
  ASSERT_TRUE(desk.run(ExtensionAsk{task, desk.in_days(30), "Mưa lũ"}, of_unit(20)));
  EXPECT_FALSE(desk.run(ExtensionDecide{task, {1}, false, {}, ""}, of_unit(2)));
  EXPECT_EQ(desk.code, "text.missing");
  EXPECT_TRUE(desk.run(ExtensionDecide{task, {1}, false, {}, "Đã đủ thời gian"}, of_unit(2)));
  EXPECT_EQ(desk.state.tasks.at(task).deadline, desk.in_days(10));
  TaskSpec endless = desk.spec(2, 20);
  endless.deadline = {};
  ASSERT_TRUE(desk.run(TaskGive{endless}, of_unit(2)));
  ASSERT_TRUE(desk.run(TaskAccept{{2}, {}, {}}, of_unit(20)));
  EXPECT_FALSE(desk.run(ExtensionAsk{{2}, desk.in_days(30), "Mưa lũ"}, of_unit(20)));
  EXPECT_EQ(desk.code, "deadline.none");
}

TEST(Extension, of_a_part_stays_within_the_whole) {
  Desk desk;
  const TaskId part = desk.pass_down(desk.give_accepted(1, 2), {20});
  ASSERT_TRUE(desk.run(ExtensionAsk{part, desk.in_days(11), "Mưa lũ"}, of_unit(20)));
  EXPECT_FALSE(desk.run(ExtensionDecide{part, {1}, true, {}, ""}, of_unit(2)));
  EXPECT_EQ(desk.code, "deadline.after_whole");
}

// ── Withdrawing ──────────────────────────────────────────────────────────────────────────────────

TEST(Withdrawing, takes_what_was_passed_down_with_it_but_not_what_is_done) {
  Desk desk;
  const TaskId task = desk.give_accepted(1, 2);
  const TaskId part = desk.pass_down(task, {20, 21});
  const TaskId leaf = desk.pass_down(part, {200});
  desk.finish({3});
  ASSERT_TRUE(desk.run(TaskWithdraw{task, "Thay đổi kế hoạch"}, of_unit(1)));
  EXPECT_EQ(desk.state.tasks.at(task).status, Status::kWithdrawn);
  EXPECT_EQ(desk.state.tasks.at(part).status, Status::kWithdrawn);
  EXPECT_EQ(desk.state.tasks.at(leaf).status, Status::kWithdrawn);
  EXPECT_EQ(desk.state.tasks.at({3}).status, Status::kDone);
  EXPECT_FALSE(desk.run(TaskWithdraw{task, "Nữa"}, of_unit(1)));
  EXPECT_EQ(desk.code, "task.ended");
}

}  // namespace
}  // namespace diemcau::tasks
