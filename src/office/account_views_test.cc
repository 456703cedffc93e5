#include "office/account_views.h"

#include <gmock/gmock.h>

#include "documents/commands.h"
#include "office/test_office.h"
#include "organisation/queries.h"
#include "tasks/commands.h"

namespace diemcau::office {
namespace {

using journal::Json;
using organisation::Role;
using testing::Contains;

constexpr const char* kNew = "draft/new";

// The centre (1), two provinces (2, 3) and a commune (4) of the first; person N heads unit N and
// has account N + 1 as its leader. Account 1 keeps the papers of the whole organisation, account 6
// sees the tree of the first province and nothing else.
class OfficeAccounts : public testing::Test {
 protected:
  OfficeAccounts() {
    test.must(organisation::WordsBegin{});
    const auto words = organisation::sample_words();
    add_unit(words, 0, 0);
    add_unit(words, 2, 1);
    add_unit(words, 2, 1);
    add_unit(words, words.levels.size() - 1, 2);
    for (uint32_t unit = 1; unit <= 4; ++unit) {
      test.must(organisation::AccountCreate{{unit}, "", "thử"});
      test.must(organisation::RoleGrant{{unit + 1}, Role::kLeader, {unit}, {}, "thử"});
    }
    test.must(organisation::AccountCreate{{}, "Người xem", "thử"});
    test.must(organisation::RoleGrant{{6}, Role::kViewer, {2}, {}, "thử"});
  }
  void add_unit(const organisation::Words& words, size_t level, uint32_t superior) {
    organisation::UnitSpec spec;
    spec.code = "U" + std::to_string(++units_);
    spec.name = "Đơn vị " + std::to_string(units_);
    spec.level = words.levels.at(level).code;
    spec.superior = {superior};
    test.must(organisation::UnitAdd{spec});
    const auto leads = std::find_if(words.titles.begin(), words.titles.end(),
                                    [](const auto& one) { return one.leads; });
    organisation::PersonAdd person;
    person.personal.name = "Người thứ " + std::to_string(units_);
    person.post = {{}, {units_}, leads->code, *parse_day("2020-01-01"), {}};
    test.must(person);
  }
  static Caller account(uint32_t id) {
    Caller caller;
    caller.account = {id};
    caller.person = {id == 1 || id == 6 ? 0 : id - 1};
    return caller;
  }
  // "" or the refusal's code.
  template <class Command>
  std::string ask(uint32_t asker, const char* stream, const Command& command) {
    const Request request{account(asker), stream, Command::kName, Json(command)};
    const Reply reply = test.office.execute(test.now, std::span(&request, 1)).front();
    const auto* refusal = std::get_if<Refusal>(&reply);
    return refusal == nullptr ? "" : refusal->code;
  }
  tasks::TaskSpec task_for(uint32_t giver, uint32_t lead) const {
    tasks::TaskSpec spec;
    spec.title = "Rà soát tổ chức cơ sở";
    spec.giver = {giver};
    spec.lead = {lead};
    spec.head = {lead};
    spec.goal.text = "Báo cáo kết quả";
    spec.deadline = {day_in_vietnam(test.now).number + 10};
    return spec;
  }
  void circulate_a_draft() {
    using documents::ClauseKind;
    const documents::DraftBegin begin{{"Nghị quyết về cơ sở", "Nghị quyết", {1}, {}}};
    ASSERT_EQ(ask(1, kNew, begin), "");
    const documents::DraftWrite write{{{{}, ClauseKind::kArticle, "", "Phạm vi"}}, 0};
    ASSERT_EQ(ask(1, "draft/1", write), "");
    const Day soon{day_in_vietnam(test.now).number + 10};
    ASSERT_EQ(ask(1, "draft/1", documents::DraftCirculate{{{2}, {3}}, soon, "", 1}), "");
  }
  bool sees(uint32_t asker, const std::string& view) {
    return views.may_see(test.office.folds(), account(asker), view).ok();
  }
  Json draw(uint32_t asker, const std::string& view) {
    EXPECT_TRUE(sees(asker, view)) << asker << " " << view;
    return views.draw(test.office.folds(), views.picture_of(view, account(asker)));
  }

  TestOffice test;
  AccountViews views{[this] { return test.now; }};
  uint32_t units_ = 0;
};

TEST_F(OfficeAccounts, a_task_goes_down_the_tree_and_is_seen_along_its_way_only) {
  ASSERT_EQ(ask(2, "tasks", tasks::TaskGive{task_for(1, 2)}), "");
  ASSERT_EQ(ask(3, "tasks", tasks::TaskAccept{{1}, {}, {}}), "");
  tasks::Part part;
  part.lead = {4};
  part.head = {4};
  ASSERT_EQ(ask(3, "tasks", tasks::TaskPassDown{{1}, {part}}), "");
  for (const uint32_t asker : {1, 2, 3, 5}) EXPECT_TRUE(sees(asker, "task/2")) << asker;
  for (const uint32_t asker : {4, 6}) EXPECT_FALSE(sees(asker, "task/2")) << asker;
  EXPECT_FALSE(sees(5, "task/1")) << "the commune has no part in the whole";
  const auto page = draw(5, "task/2");
  EXPECT_EQ(page["page"]["over"][0]["task"], 1);
  EXPECT_THAT(page["may"], Contains("task.accept"));
  EXPECT_EQ(page["names"]["units"]["4"], "Đơn vị 4");
}

TEST_F(OfficeAccounts, nobody_answers_for_another_units_task) {
  ASSERT_EQ(ask(2, "tasks", tasks::TaskGive{task_for(1, 2)}), "");
  EXPECT_NE(ask(4, "tasks", tasks::TaskAccept{{1}, {}, {}}), "");
  EXPECT_NE(ask(6, "tasks", tasks::TaskAccept{{1}, {}, {}}), "");
  EXPECT_NE(ask(4, "tasks", tasks::TaskGive{task_for(2, 4)}), "");
  EXPECT_EQ(ask(3, "tasks", tasks::TaskAccept{{1}, {}, {}}), "");
}

TEST_F(OfficeAccounts, a_task_from_a_conclusion_that_was_not_adopted_is_refused) {
  EXPECT_FALSE(sees(2, "conference/7/conclusion"));
  auto spec = task_for(1, 2);
  spec.source = {{7}, {12}, "Kết luận, mục 3"};
  EXPECT_EQ(ask(2, "tasks", tasks::TaskGive{spec}), "source.unknown");
}

TEST_F(OfficeAccounts, the_board_counts_the_branch_and_a_viewer_of_the_tree_does_not_see_it) {
  ASSERT_EQ(ask(2, "tasks", tasks::TaskGive{task_for(1, 2)}), "");
  const auto board = draw(2, "tasks/unit/1");
  EXPECT_EQ(board["below"].size(), 1u);
  EXPECT_THAT(board["may"], Contains("task.give"));
  EXPECT_FALSE(sees(6, "tasks/unit/2"));
  EXPECT_FALSE(sees(4, "tasks/unit/2"));
}

TEST_F(OfficeAccounts, a_unit_page_shows_tasks_and_drafts_to_who_deals_with_them) {
  ASSERT_EQ(ask(2, "tasks", tasks::TaskGive{task_for(1, 2)}), "");
  circulate_a_draft();
  const auto own = draw(3, "unit/2");
  EXPECT_EQ(own["tasks"]["open"].size(), 1u);
  EXPECT_EQ(own["drafts"][0]["side"], "asked");
  EXPECT_EQ(own["organisation"]["posts"].size(), 1u);
  EXPECT_EQ(own["training"]["lacking"], 0);
  EXPECT_TRUE(own["review"].is_null());
  const auto seen = draw(6, "unit/2");
  EXPECT_TRUE(seen["tasks"].is_null());
  EXPECT_TRUE(seen["drafts"].is_null());
  EXPECT_EQ(seen["may"], Json::array());
  EXPECT_FALSE(sees(4, "unit/2"));
}

TEST_F(OfficeAccounts, deadlines_are_counted_by_the_day_on_which_the_page_is_drawn) {
  ASSERT_EQ(ask(2, "tasks", tasks::TaskGive{task_for(1, 2)}), "");
  EXPECT_EQ(draw(3, "unit/2")["tasks"]["open"][0]["bucket"], "open_in_time");
  test.now.ms += 11LL * 86'400'000;
  EXPECT_EQ(draw(3, "unit/2")["tasks"]["open"][0]["bucket"], "open_overdue");
}

TEST_F(OfficeAccounts, a_second_superior_acts_for_tasks_and_not_for_papers) {
  test.must(organisation::UnitMove{{4}, {2}, {3}, day_in_vietnam(test.now), "thử"});
  ASSERT_EQ(ask(4, "tasks", tasks::TaskGive{task_for(3, 4)}), "");
  EXPECT_TRUE(sees(4, "tasks/unit/4"));
  EXPECT_TRUE(draw(4, "unit/4")["drafts"].is_null());
}

TEST_F(OfficeAccounts, who_is_asked_about_a_draft_sees_its_own_rows_only) {
  circulate_a_draft();
  ASSERT_EQ(ask(3, "draft/1", documents::CommentMake{{1}, {2}, "Bổ sung cấp xã", {}}), "");
  ASSERT_EQ(ask(4, "draft/1", documents::CommentMake{{1}, {3}, "Giữ như cũ", {}}), "");
  EXPECT_NE(ask(4, "draft/1", documents::CommentMake{{1}, {2}, "Thay người khác", {}}), "");
  const auto asked = draw(3, "draft/1");
  EXPECT_EQ(asked["ledger"]["rows"].size(), 1u);
  EXPECT_EQ(asked.dump().find("Giữ như cũ"), std::string::npos);
  EXPECT_EQ(draw(1, "draft/1")["ledger"]["rows"].size(), 2u);
  EXPECT_FALSE(sees(5, "draft/1"));
  EXPECT_FALSE(sees(6, "draft/1"));
  EXPECT_EQ(draw(6, "drafts")["drafts"], Json::array());
}

TEST_F(OfficeAccounts, a_comment_cannot_say_that_it_was_said_where_it_was_not) {
  circulate_a_draft();
  documents::Source source;
  source.conference = {9};
  source.note = 3;
  EXPECT_EQ(ask(1, "draft/1", documents::CommentMake{{1}, {2}, "Bịa", source}), "source.unknown");
}

TEST_F(OfficeAccounts, the_tree_shows_what_an_account_may_see) {
  EXPECT_EQ(draw(1, "units")["units"].size(), 4u);
  const auto tree = draw(3, "units")["units"];
  ASSERT_EQ(tree.size(), 2u);
  EXPECT_EQ(tree[0]["parent"], 0) << "what is above may not be seen";
  EXPECT_EQ(tree[0]["mine"], true);
  EXPECT_EQ(tree[1]["mine"], false);
}

TEST_F(OfficeAccounts, accounts_are_shown_to_who_administers_them) {
  EXPECT_FALSE(sees(1, "accounts"));
  test.must(organisation::AccountCreate{{}, "Quản trị", "thử"});
  test.must(organisation::RoleGrant{{7}, Role::kAdministrator, {2}, {}, "thử"});
  test.must(organisation::AccountInvite{{3}, "hash", {test.now.ms + 1000}});
  const auto accounts = draw(7, "accounts")["accounts"];
  ASSERT_EQ(accounts.size(), 2u) << "of people in the branch";
  EXPECT_EQ(accounts[0]["waiting"], true);
  EXPECT_EQ(accounts[1]["waiting"], false);
  test.now.ms += 2000;
  EXPECT_EQ(draw(7, "accounts")["accounts"][0]["waiting"], false);
}

TEST_F(OfficeAccounts, an_account_that_was_closed_sees_nothing_more) {
  ASSERT_TRUE(sees(3, "unit/2"));
  test.must(organisation::AccountDisable{{3}, "thử"});
  for (const char* view : {"units", "unit/2", "tasks/unit/2", "drafts", "organisation/words"}) {
    EXPECT_FALSE(sees(3, view)) << view;
  }
}

TEST_F(OfficeAccounts, names_that_are_none_are_refused) {
  for (const char* view :
       {"unit/", "unit/0", "unit/99", "unit/2/", "unit/2/x", "unit/-1", "unit/99999999999",
        "task/1", "tasks/unit/0", "conference/1/tasks", "draft/1", "units/", "", "/", "@", "#"}) {
    EXPECT_FALSE(sees(1, view)) << view;
  }
}

TEST_F(OfficeAccounts, a_picture_changes_with_what_it_rests_on) {
  EXPECT_TRUE(views.depends_on("unit/2@3", "tasks"));
  EXPECT_TRUE(views.depends_on("unit/2@3", "draft/1"));
  EXPECT_TRUE(views.depends_on("unit/2@3", "organisation"));
  EXPECT_TRUE(views.depends_on("unit/2@3", "reviews"));
  EXPECT_FALSE(views.depends_on("task/2@3", "reviews"));
  EXPECT_FALSE(views.depends_on("task/2@3", "draft/1"));
  EXPECT_TRUE(views.depends_on("draft/1@3", "draft/1"));
  EXPECT_FALSE(views.depends_on("draft/1@3", "draft/2"));
  EXPECT_TRUE(views.depends_on("conference/4/tasks@3", "conference/4"));
  EXPECT_FALSE(views.depends_on("conference/4/tasks@3", "conference/5"));
}

}  // namespace
}  // namespace diemcau::office
