#include "documents/ledger.h"

#include <gtest/gtest.h>

#include "documents/test_drafts.h"

namespace diemcau::documents {
namespace {

TEST(Labels, number_clauses_as_vietnamese_documents_do) {
  using enum ClauseKind;
  std::vector<Clause> clauses;
  for (const ClauseKind kind :
       {kPart, kChapter, kSection, kArticle, kClause, kPoint, kPoint, kPoint, kPoint, kPoint,
        kClause, kSection, kArticle, kPoint, kPart, kChapter, kSection, kArticle, kClause}) {
    clauses.push_back({{static_cast<uint32_t>(clauses.size()) + 1}, kind, "", "x"});
  }
  const auto labels = labels_of(clauses);
  const char* const expected[] = {"Phần I",
                                  "Chương I",
                                  "Mục 1, Chương I",
                                  "Điều 1",
                                  "Khoản 1, Điều 1",
                                  "Điểm a, Khoản 1, Điều 1",
                                  "Điểm b, Khoản 1, Điều 1",
                                  "Điểm c, Khoản 1, Điều 1",
                                  "Điểm d, Khoản 1, Điều 1",
                                  "Điểm đ, Khoản 1, Điều 1",
                                  "Khoản 2, Điều 1",
                                  "Mục 2, Chương I",
                                  "Điều 2",
                                  "Điểm a, Điều 2",
                                  "Phần II",
                                  "Chương II",
                                  "Mục 1, Chương II",
                                  "Điều 3",
                                  "Khoản 1, Điều 3"};
  for (uint32_t i = 0; i < std::size(expected); ++i) EXPECT_EQ(labels.at({i + 1}), expected[i]);
}

Table commented() {
  Table table = Table::circulated();
  table.comment(2, 5, "Thêm đảng viên dự bị");
  table.comment(2, 3, "Thêm phường");
  table.comment(2, 0, "Bố cục hợp lý");
  DIEMCAU_CHECK(table.own(CommentMake{{3}, {4}, "Thêm đặc khu", {{4}, 12, 8, {}, {77}}}));
  DIEMCAU_CHECK(table.own(CommentAbsorb{{2}, "Chi bộ cấp xã, phường", 0}));
  DIEMCAU_CHECK(table.own(CommentExplain{{1}, "Đã có quy định riêng", 0}));
  return table;
}

TEST(Ledger, lists_every_comment_in_the_texts_order_with_its_answer) {
  const Table table = commented();
  const Ledger ledger = ledger_of(table.state);
  ASSERT_EQ(ledger.rows.size(), 4u);
  EXPECT_EQ(ledger.rows[0].text, "Bố cục hợp lý");
  EXPECT_EQ(ledger.rows[0].label, "");
  EXPECT_EQ(ledger.rows[1].label, "Khoản 1, Điều 1");
  EXPECT_EQ(ledger.rows[1].answer, AnswerKind::kAbsorbed);
  EXPECT_EQ(ledger.rows[1].answer_text, "Chi bộ cấp xã, phường");
  EXPECT_EQ(ledger.rows[2].source.event, Seq{77});
  EXPECT_EQ(ledger.rows[3].label, "Điều 2");
  EXPECT_EQ(ledger.rows[3].answer, AnswerKind::kExplained);
  EXPECT_EQ(ledger.absorbed, 1u);
  EXPECT_EQ(ledger.explained, 1u);
  EXPECT_EQ(ledger.open, 2u);
  EXPECT_EQ(ledger.silent, std::vector<UnitId>{{3}});
  EXPECT_EQ(Json::parse(Json(ledger).dump()).get<Ledger>(), ledger);
}

TEST(Ledger, keeps_the_number_that_a_clause_had_when_it_was_commented) {
  Table table = commented();
  ASSERT_TRUE(table.own(DraftWrite{{clause(ClauseKind::kArticle, "Đối tượng", 5)}, 1}));
  ASSERT_TRUE(table.own(DraftCirculate{{{3}}, {}, "", 2}));
  table.comment(3, 5, "Nhất trí");
  const Ledger ledger = ledger_of(table.state);
  EXPECT_EQ(ledger.rows[3].label, "Điều 2");
  EXPECT_EQ(ledger.rows[4].label, "Điều 1");
  EXPECT_EQ(ledger.rows[4].version, 2u);
  EXPECT_TRUE(ledger.silent.empty());
}

TEST(Ledger, shows_a_unit_its_own_comments_only) {
  const Table table = commented();
  const Ledger ledger = ledger_for(table.state, {2});
  EXPECT_EQ(ledger.rows.size(), 3u);
  for (const LedgerRow& row : ledger.rows) EXPECT_EQ(row.unit, UnitId{2});
  EXPECT_TRUE(ledger.silent.empty());
  EXPECT_EQ(ledger_for(table.state, {3}).silent, std::vector<UnitId>{{3}});
}

TEST(Ledger, leaves_out_what_was_withdrawn) {
  Table table = commented();
  ASSERT_TRUE(table.run(CommentWithdraw{{3}}, of_unit(2)));
  EXPECT_EQ(ledger_of(table.state).rows.size(), 3u);
}

TEST(Page, tells_a_unit_what_is_out_and_nothing_of_others) {
  Table table = commented();
  ASSERT_TRUE(table.own(DraftWrite{{clause(ClauseKind::kArticle, "Chưa gửi")}, 1}));
  const DraftPage own = draft_page(table.state);
  EXPECT_EQ(own.written.size(), 1u);
  EXPECT_EQ(own.circulated[2].comments, 2u);
  EXPECT_EQ(own.circulated[2].open, 1u);
  const auto asked = draft_page_for(table.state, {2});
  ASSERT_TRUE(asked);
  EXPECT_TRUE(asked->written.empty());
  EXPECT_EQ(asked->circulated[2].comments, 1u);
  EXPECT_EQ(asked->units, std::vector<UnitId>{{2}});
  EXPECT_EQ(draft_page_for(table.state, {4}), std::nullopt);
  EXPECT_EQ(Json::parse(Json(own).dump()).get<DraftPage>(), own);
}

}  // namespace
}  // namespace diemcau::documents
