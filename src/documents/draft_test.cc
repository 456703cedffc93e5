#include <gtest/gtest.h>

#include <set>

#include "documents/test_drafts.h"

namespace diemcau::documents {
namespace {

TEST(Rules, name_each_command_once_and_each_reads_back) {
  std::set<std::string_view> names;
  for (const Rule& rule : all_rules()) {
    EXPECT_TRUE(names.insert(rule.command).second) << rule.command;
    EXPECT_EQ(rule.sides.size(), 2u);
    EXPECT_EQ(rule.phases.size(), 4u);
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

TEST(Facts, of_another_draft_pass_by_and_unknown_ones_are_told) {
  State state = state_of({7});
  EXPECT_TRUE(apply(state, {{1}, {}, {}, "draft/8", "draft.begun", Json::object()}).ok());
  EXPECT_EQ(apply(state, {{2}, {}, {}, "draft/7", "draft.sung", Json::object()}).error(),
            ParseError::kUnsupported);
  EXPECT_EQ(state, state_of({7}));
}

TEST(Begin, refuses_with_a_reason) {
  Table table;
  EXPECT_FALSE(table.own(DraftWrite{{}, 0}));
  EXPECT_EQ(table.code, "draft.unknown");
  EXPECT_FALSE(table.run(DraftBegin{{"Nghị quyết", "", {1}}}, of_unit(2)));
  EXPECT_EQ(table.code, "role.not_allowed");
  EXPECT_FALSE(table.own(DraftBegin{{"Nghị quyết", "", {1}, {}, true}}));
  EXPECT_EQ(table.code, "draft.secret");
  EXPECT_FALSE(table.own(DraftBegin{{"", "", {1}}}));
  EXPECT_EQ(table.code, "text.missing");
  EXPECT_TRUE(table.own(DraftBegin{{"Nghị quyết", "", {1}}}));
  EXPECT_FALSE(table.own(DraftBegin{{"Nghị quyết", "", {1}}}));
  EXPECT_EQ(table.code, "draft.phase");
}

TEST(Write, clauses_keep_their_ids_and_new_ones_get_one) {
  Table table = Table::written();
  std::vector<Clause> text = table.state.clauses;
  EXPECT_EQ(text.back().id, ClauseId{5});
  text.erase(text.begin() + 1);
  text.insert(text.begin(), clause(ClauseKind::kPart, "Mở đầu"));
  ASSERT_TRUE(table.own(DraftWrite{text, 1}));
  EXPECT_EQ(table.state.clauses.front().id, ClauseId{6});
  EXPECT_EQ(table.state.clauses.back().id, ClauseId{5});
  EXPECT_EQ(table.state.revision, 2u);
}

TEST(Write, refuses_with_a_reason) {
  Table table = Table::written();
  const auto text = table.state.clauses;
  EXPECT_FALSE(table.own(DraftWrite{text, 0}));
  EXPECT_EQ(table.code, "draft.changed");
  EXPECT_FALSE(table.own(DraftWrite{{text[0], text[0]}, 1}));
  EXPECT_EQ(table.code, "clause.twice");
  EXPECT_FALSE(table.own(DraftWrite{{clause(ClauseKind::kArticle, "A", 6)}, 1}));
  EXPECT_EQ(table.code, "clause.unknown");
  EXPECT_FALSE(table.own(DraftWrite{{clause(ClauseKind::kArticle, " ")}, 1}));
  EXPECT_EQ(table.code, "text.missing");
  EXPECT_FALSE(table.run(DraftWrite{text, 1}, of_unit(2)));
  EXPECT_EQ(table.code, "role.not_allowed");
}

TEST(Circulate, keeps_the_version_as_it_went_out) {
  Table table = Table::circulated();
  const auto sent = table.state.clauses;
  ASSERT_TRUE(table.own(DraftWrite{{sent[1]}, 1}));
  EXPECT_EQ(table.state.versions[0].clauses, sent);
  ASSERT_TRUE(table.own(DraftCirculate{{{4}}, {}, "Lần 2", 2}));
  EXPECT_EQ(table.state.versions[1].clauses.size(), 1u);
}

TEST(Circulate, refuses_with_a_reason) {
  Table table = Table::written();
  EXPECT_FALSE(table.own(DraftCirculate{{}, {}, "", 1}));
  EXPECT_EQ(table.code, "text.missing");
  EXPECT_FALSE(table.own(DraftCirculate{{{9}}, {}, "", 1}));
  EXPECT_EQ(table.code, "unit.unknown");
  EXPECT_FALSE(table.own(DraftCirculate{{{2}, {2}}, {}, "", 1}));
  EXPECT_EQ(table.code, "unit.twice");
  EXPECT_FALSE(table.own(DraftCirculate{{{2}}, {20'000}, "", 1}));
  EXPECT_EQ(table.code, "deadline.past");
  EXPECT_FALSE(table.own(DraftCirculate{{{2}}, {}, "", 0}));
  EXPECT_EQ(table.code, "draft.changed");
}

TEST(Comment, is_pinned_to_a_clause_of_the_version_that_is_out) {
  Table table = Table::circulated();
  const CommentId comment = table.comment(2, 3);
  EXPECT_EQ(table.state.comments.at(comment).version, 1u);
  EXPECT_FALSE(table.run(CommentMake{{6}, {2}, "Sửa", {}}, of_unit(2)));
  EXPECT_EQ(table.code, "clause.unknown");
  EXPECT_FALSE(table.run(CommentMake{{3}, {4}, "Sửa", {}}, of_unit(4)));
  EXPECT_EQ(table.code, "unit.not_asked");
  EXPECT_FALSE(table.run(CommentMake{{3}, {3}, "Sửa", {}}, of_unit(2)));
  EXPECT_EQ(table.code, "role.not_allowed");
}

TEST(Comment, what_was_said_in_a_conference_is_carried_over_with_its_source) {
  Table table = Table::circulated();
  const Source source{{4}, 12, 8, {}, {77}};
  ASSERT_TRUE(table.own(CommentMake{{}, {4}, "Nên nêu rõ nguồn lực", source}));
  EXPECT_EQ(table.state.comments.at({1}).source, source);
}

TEST(Answer, is_given_once_unless_the_former_one_was_seen) {
  Table table = Table::circulated();
  const CommentId comment = table.comment(2, 3);
  EXPECT_FALSE(table.run(CommentAbsorb{comment, "Chi bộ xã, phường", 0}, of_unit(2)));
  EXPECT_EQ(table.code, "role.not_allowed");
  ASSERT_TRUE(table.own(CommentAbsorb{comment, "Chi bộ xã, phường", 0}));
  EXPECT_FALSE(table.own(CommentExplain{comment, "Đã có ở Điều 2", 0}));
  EXPECT_EQ(table.code, "comment.answered");
  ASSERT_TRUE(table.own(CommentExplain{comment, "Đã có ở Điều 2", 1}));
  EXPECT_EQ(table.state.comments.at(comment).answers.back().kind, AnswerKind::kExplained);
  EXPECT_FALSE(table.own(CommentExplain{{9}, "Đã có", 0}));
  EXPECT_EQ(table.code, "comment.unknown");
}

TEST(Withdraw, is_for_the_unit_itself_until_it_was_answered) {
  Table table = Table::circulated();
  const CommentId first = table.comment(2, 3);
  const CommentId second = table.comment(2, 4);
  EXPECT_FALSE(table.own(CommentWithdraw{first}));
  EXPECT_EQ(table.code, "role.not_allowed");
  ASSERT_TRUE(table.run(CommentWithdraw{first}, of_unit(2)));
  EXPECT_FALSE(table.own(CommentAbsorb{first, "Sửa", 0}));
  EXPECT_EQ(table.code, "comment.withdrawn");
  ASSERT_TRUE(table.own(CommentExplain{second, "Giữ nguyên", 0}));
  EXPECT_FALSE(table.run(CommentWithdraw{second}, of_unit(2)));
  EXPECT_EQ(table.code, "comment.answered");
}

TEST(Finish, waits_until_every_comment_is_answered) {
  Table table = Table::circulated();
  const CommentId comment = table.comment(2, 3);
  EXPECT_FALSE(table.own(DraftFinish{"Trình Ban Thường vụ"}));
  EXPECT_EQ(table.code, "comments.open");
  ASSERT_TRUE(table.own(CommentExplain{comment, "Giữ nguyên", 0}));
  ASSERT_TRUE(table.own(DraftFinish{"Trình Ban Thường vụ"}));
  EXPECT_FALSE(table.run(CommentMake{{3}, {2}, "Sửa", {}}, of_unit(2)));
  EXPECT_EQ(table.code, "draft.phase");
}

}  // namespace
}  // namespace diemcau::documents
