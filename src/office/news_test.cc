#include <gmock/gmock.h>

#include "conference/commands.h"
#include "news/commands.h"
#include "office/conference_list.h"
#include "office/news_desk.h"
#include "office/news_views.h"
#include "office/test_office.h"

namespace diemcau::office {
namespace {

const std::string kFile(64, 'a');
constexpr const char* kView = "news/conference/1";

// A centre (1) with two provinces (2, 3) below it; person N heads unit N and has account N + 1.
// The centre's head holds a conference with a room of each, in which room 2 sends a still.
class OfficeNews : public testing::Test {
 protected:
  OfficeNews() {
    using namespace organisation;  // NOLINT(google-build-using-namespace)
    test.must(WordsBegin{});
    add_unit("TW", {});
    add_unit("T1", {1});
    add_unit("T2", {1});
    test.must(RoleGrant{{2}, Role::kLeader, {1}, {}, "thử"});
    test.must(RoleGrant{{3}, Role::kSecretariat, {2}, {}, "thử"});
    hold_conference();
  }
  void add_unit(const char* code, UnitId superior) {
    using namespace organisation;  // NOLINT(google-build-using-namespace)
    const Words words = sample_words();
    UnitSpec spec{.code = code, .name = code, .level = words.levels.at(2).code};
    spec.superior = superior;
    test.must(UnitAdd{spec});
    const UnitId unit{test.office.folds().organisation.last.unit};
    const auto leads = std::find_if(words.titles.begin(), words.titles.end(),
                                    [](const auto& one) { return one.leads; });
    PersonAdd person;
    person.personal.name = "Nguyễn Văn An";
    person.post = {{}, unit, leads->code, *parse_day("2020-01-01"), {}};
    test.must(person);
    test.must(AccountCreate{{unit.value}, "", "thử"});
  }
  void hold_conference() {
    using namespace conference;  // NOLINT(google-build-using-namespace)
    Call call{.title = "Hội nghị", .unit = {1}};
    call.sittings = {{test.now, {test.now.ms + 3'600'000}}};
    ask(head(1), ConferenceDraft{call}, "conference/new");
    for (const uint32_t unit : {1u, 2u, 3u}) {
      SiteSpec site{.unit = {unit}, .name = "Điểm cầu"};
      site.level = unit == 1 ? SiteLevel::kCentre : SiteLevel::kProvince;
      site.chair = {unit};
      in_conference(SiteAdd{site});
    }
    ItemSpec opening{.kind = ItemKind::kOpening, .title = "Khai mạc"};
    opening.planned_minutes = 5;
    opening.site = {1};
    in_conference(ItemAdd{opening, {}});
    in_conference(ChairsAppoint{{{1}, {1}, {1}}, {}});
    in_conference(ConferenceConvene{});
    in_conference(SiteCheckIn{{2}, 31});
    in_conference(ConferenceOpen{.without_quorum = true});
    EXPECT_EQ(ask(head(3), StillTake{{2}, kFile}, "conference/1"), "site.not_yours");
    EXPECT_EQ(ask(head(2), StillTake{{2}, kFile}, "conference/1"), "");
    in_conference(ConferenceClose{});
  }
  template <class Command>
  void in_conference(const Command& command) {
    EXPECT_EQ(ask(head(1), command, "conference/1"), "") << Command::kName;
  }
  template <class Command>
  std::string ask(const Caller& caller, const Command& command, std::string stream = "news") {
    const Request request{caller, std::move(stream), Command::kName, journal::Json(command)};
    const Reply reply = test.office.execute(test.now, std::span(&request, 1)).front();
    const auto* refusal = std::get_if<Refusal>(&reply);
    return refusal == nullptr ? "" : refusal->code;
  }
  static Caller head(uint32_t unit) {
    Caller caller;
    caller.account = {unit + 1};
    caller.person = {unit};
    return caller;
  }
  void publish(const Caller& caller, uint32_t edition) {
    const uint32_t seen = test.office.folds().news.editions.at({edition}).version;
    EXPECT_EQ(ask(caller, news::NewsSubmit{{edition}, seen}), "");
    EXPECT_EQ(ask(caller, news::NewsApprove{{edition}, {caller.person.value}, seen}), "");
    EXPECT_EQ(ask(caller, news::NewsPublish{{edition}, seen}), "");
  }
  journal::Json draw(const Caller& caller) {
    EXPECT_TRUE(views.may_see(test.office.folds(), caller, kView).ok());
    return views.draw(test.office.folds(), views.picture_of(kView, caller));
  }

  TestOffice test;
  NewsViews views;
};

TEST_F(OfficeNews, a_still_of_the_conference_becomes_a_picture) {
  const auto& picture = test.office.folds().news.pictures.at({1});
  EXPECT_EQ(picture.spec.file, kFile);
  EXPECT_EQ(picture.unit, UnitId{2});
  EXPECT_TRUE(may_see_still(test.office.folds(), head(1), kFile));
  EXPECT_TRUE(may_see_still(test.office.folds(), head(2), kFile));
  EXPECT_FALSE(may_see_still(test.office.folds(), head(3), kFile));
  EXPECT_FALSE(may_see_still(test.office.folds(), Caller{}, kFile));
}

TEST_F(OfficeNews, each_unit_writes_and_approves_its_own) {
  EXPECT_EQ(ask(Caller{}, news::NewsBegin{{1}, {1}}), "caller.unknown");
  EXPECT_EQ(ask(head(2), news::NewsBegin{{1}, {1}}), "role.not_allowed");
  EXPECT_EQ(ask(head(1), news::NewsBegin{{1}, {1}}), "");
  publish(head(1), 1);
  EXPECT_EQ(ask(head(3), news::NewsBegin{{1}, {2}}), "role.not_allowed");
  EXPECT_EQ(ask(head(2), news::NewsBegin{{1}, {2}}), "");
  EXPECT_EQ(ask(head(3), news::NewsBegin{{1}, {3}}), "") << "who leads needs no other right";
  EXPECT_EQ(ask(head(2), news::NewsSubmit{{2}, 1}), "");
  EXPECT_EQ(ask(head(1), news::NewsApprove{{2}, {1}, 1}), "post.not_leading");
  EXPECT_EQ(ask(head(2), news::NewsApprove{{2}, {2}, 1}), "");
  EXPECT_EQ(ask(head(2), news::NewsPublish{{2}, 1}), "");
  EXPECT_TRUE(may_see_still(test.office.folds(), Caller{}, kFile)) << "it is out";
  const auto& edition = test.office.folds().news.editions.at({2});
  EXPECT_EQ(edition.local.present, 31u);
  EXPECT_EQ(edition.figures.sites, 1u) << "one room was there";
}

TEST_F(OfficeNews, a_withdrawn_picture_is_seen_by_nobody) {
  ask(head(1), news::NewsBegin{{1}, {1}});
  publish(head(1), 1);
  ask(head(2), news::NewsBegin{{1}, {2}});
  publish(head(2), 2);
  EXPECT_EQ(ask(head(3), news::PictureWithdraw{{1}, "Xin rút"}), "role.not_allowed");
  EXPECT_EQ(ask(head(2), news::PictureWithdraw{{1}, "Xin rút"}), "");
  for (const uint32_t unit : {1u, 2u, 3u}) {
    EXPECT_FALSE(may_see_still(test.office.folds(), head(unit), kFile));
  }
  EXPECT_FALSE(may_see_still(test.office.folds(), Caller{}, kFile));
  EXPECT_EQ(draw(head(2))["pictures"][0]["file"], "");
}

TEST_F(OfficeNews, are_shown_to_who_has_to_do_with_them) {
  const auto& folds = test.office.folds();
  ask(head(1), news::NewsBegin{{1}, {1}});
  EXPECT_EQ(views.may_see(folds, Caller{}, kView).error().code, "not_signed_in");
  EXPECT_EQ(views.may_see(folds, caller_of_account(folds, {1}), "news/conference/9").error().code,
            "view.unknown");
  EXPECT_EQ(views.may_see(folds, head(2), "news/conference/1/2").error().code, "view.unknown");
  EXPECT_EQ(draw(head(1))["editions"].size(), 1u);
  EXPECT_EQ(draw(head(2))["editions"].size(), 0u) << "not out yet";
  EXPECT_EQ(draw(head(2))["may_begin"].size(), 0u);
  publish(head(1), 1);
  EXPECT_EQ(draw(head(2))["may_begin"][0]["unit"], 2u);
  EXPECT_EQ(draw(head(2))["names"]["units"]["2"], "T1");
  EXPECT_EQ(draw(head(3))["pictures"].size(), 0u) << "of another unit's room";
}

TEST_F(OfficeNews, are_what_the_journal_says_after_a_start) {
  ask(head(1), news::NewsBegin{{1}, {1}});
  publish(head(1), 1);
  const auto before = test.office.folds().news;
  Office again(test.log, test.sealer, test.ballots);
  ASSERT_TRUE(again.open().ok());
  EXPECT_EQ(again.folds().news, before);
}

}  // namespace
}  // namespace diemcau::office
