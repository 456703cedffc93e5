#include <gmock/gmock.h>

#include "api/ledger_paper.h"
#include "api/test_api.h"
#include "documents/commands.h"

namespace diemcau::api {
namespace {

using organisation::Role;
using testing::HasSubstr;
using testing::StartsWith;

// The centre (1) has sent a draft to two provinces (2, 3); both have said something about it.
class Ledger : public testing::Test {
 protected:
  Ledger() {
    api.must(organisation::WordsBegin{});
    api.unit("TW", "Trung ương");
    api.unit("T1", "Tỉnh Một", {1});
    api.unit("T2", "Tỉnh Hai", {1});
    api.account("trung.uong", Role::kSecretariat, {1});
    api.account("tinh.mot", Role::kLeader, {2});
    api.account("nguoi.xem", Role::kViewer, {1});
    using namespace documents;  // NOLINT(google-build-using-namespace)
    api.must(DraftBegin{{"Quy chế làm việc", "Quyết định", {1}, {}}}, "draft/new");
    api.must(DraftWrite{{{{}, ClauseKind::kArticle, "", "Phạm vi"}}, 0}, "draft/1");
    const Day soon{day_in_vietnam(api.now).number + 10};
    api.must(DraftCirculate{{{2}, {3}}, soon, "", 1}, "draft/1");
    api.must(CommentMake{{1}, {2}, "Bổ sung cấp xã", {}}, "draft/1");
    api.must(CommentMake{{}, {3}, "Nhất trí", {}}, "draft/1");
    api.must(CommentExplain{{1}, "Đã có ở Điều 5", 0}, "draft/1");
  }
  TestApi api;
  Browser browser{api};
};

TEST_F(Ledger, is_a_file_for_who_drafts_and_for_who_was_asked) {
  for (const char* login : {"trung.uong", "tinh.mot"}) {
    browser.sign_in(login);
    const auto answer = browser.get("/api/drafts/1/ledger.docx");
    EXPECT_EQ(answer.status, 200) << login;
    EXPECT_THAT(answer.bytes, StartsWith("PK")) << login;
    EXPECT_THAT(answer.file, HasSubstr("tiep-thu-giai-trinh-1.docx"));
  }
  EXPECT_EQ(browser.get("/api/drafts/1/ledger.docx?unit=2&language=en").status, 200);
}

TEST_F(Ledger, is_refused_as_the_draft_is) {
  EXPECT_EQ(browser.get("/api/drafts/1/ledger.docx").code(), "caller.unknown");
  browser.sign_in("nguoi.xem");
  EXPECT_EQ(browser.get("/api/drafts/1/ledger.docx").code(), "view.forbidden");
  browser.sign_in("tinh.mot");
  EXPECT_EQ(browser.get("/api/drafts/1/ledger.docx?unit=3").status, 403);
  EXPECT_EQ(browser.get("/api/drafts/9/ledger.docx").status, 404);
  for (const char* wrong : {"0", "x", "1/", "99999999999"}) {
    EXPECT_NE(browser.get(std::string("/api/drafts/") + wrong + "/ledger.docx").status, 200);
  }
  EXPECT_EQ(browser.get("/api/drafts/1/ledger.docx?unit=x").status, 400);
  EXPECT_EQ(browser.get("/api/drafts/1/ledger.docx?language=fr").status, 400);
}

TEST_F(Ledger, says_what_became_of_each_comment) {
  const documents::State& draft = *office::find_draft(api.clerk->folds(), {1});
  const auto paper =
      ledger_on_paper(draft, documents::ledger_of(draft), api.state(), api.now, "vi");
  EXPECT_EQ(paper.draft, "dự thảo Quyết định Quy chế làm việc");
  EXPECT_EQ(paper.version, "lần 1");
  EXPECT_EQ(paper.agency, "Trung ương");
  ASSERT_EQ(paper.rows.size(), 2u);
  const auto explained = std::find_if(paper.rows.begin(), paper.rows.end(),
                                      [](const auto& row) { return row.clause == "Điều 1"; });
  ASSERT_NE(explained, paper.rows.end());
  EXPECT_EQ(explained->unit, "Tỉnh Một");
  EXPECT_EQ(explained->answered, paper::Answered::kExplained);
  EXPECT_EQ(explained->answer, "Đã có ở Điều 5");
  const auto whole = std::find_if(paper.rows.begin(), paper.rows.end(),
                                  [](const auto& row) { return row.unit == "Tỉnh Hai"; });
  ASSERT_NE(whole, paper.rows.end());
  EXPECT_EQ(whole->clause, "Toàn văn dự thảo");
  EXPECT_EQ(whole->answered, paper::Answered::kOpen);
}

}  // namespace
}  // namespace diemcau::api
