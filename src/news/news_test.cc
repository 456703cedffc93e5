#include <gtest/gtest.h>

#include "news/commands.h"
#include "news/facts.h"
#include "news/refusals.h"
#include "news/views.h"

namespace diemcau::news {
namespace {

constexpr ConferenceId kConference{4};
constexpr UnitId kCentre{1};
constexpr UnitId kProvince{2};
constexpr SiteId kRoom{7};
const std::string kFile(64, 'a');

// Conference 4 of unit 1; room 7 of unit 2. Person 10·N leads unit N by post 100·N.
class TestWorld final : public World {
 public:
  bool closed = true;
  UnitId writes;
  bool desk = false;
  SiteId room;
  UnitId convener(ConferenceId one) const override {
    return one == kConference ? kCentre : UnitId{};
  }
  bool is_closed(ConferenceId) const override { return closed; }
  std::string title(ConferenceId) const override { return "Hội nghị toàn quốc"; }
  SiteId site_of(ConferenceId, UnitId unit) const override {
    return unit == kProvince ? kRoom : SiteId{};
  }
  std::string site_name(ConferenceId, SiteId) const override { return "Điểm cầu tỉnh"; }
  Figures figures(ConferenceId) const override {
    Figures figures;
    figures.sites = 12;
    return figures;
  }
  LocalFigures local_figures(ConferenceId, SiteId site) const override {
    LocalFigures local;
    local.site = site;
    local.present = 31;
    return local;
  }
  bool leads(PersonId person, PostId post, UnitId unit, Day) const override {
    return person.value == 10 * unit.value && post.value == 100 * unit.value;
  }
  bool may_write(UnitId unit) const override { return unit == writes && unit.value != 0; }
  bool keeps(ConferenceId) const override { return desk; }
  bool is_room(ConferenceId, SiteId site) const override { return site == room; }
};

class NewsTest : public testing::Test {
 protected:
  // "" when it was done, else the code of the refusal.
  std::string run(const Command& command) {
    const auto read = read_command(name_of(command), body_of(command));
    EXPECT_TRUE(read.ok());
    const auto drafts = decide(state, command, context);
    if (!drafts.ok()) return drafts.error().code;
    for (const auto& draft : *drafts) {
      const auto fact = journal::from_body<Fact>(draft.kind, draft.body);
      EXPECT_TRUE(fact.ok());
      apply(state, *fact, {{++seq}, context.now, "account:1"});
    }
    return "";
  }
  void act_as(UnitId unit) {
    world.writes = unit;
    context.person = {10 * unit.value};
  }
  Content content() const {
    Content content;
    content.title = "Hội nghị toàn quốc";
    return content;
  }
  void publish(EditionId edition, UnitId unit) {
    act_as(unit);
    const uint32_t seen = state.editions.at(edition).version;
    EXPECT_EQ(run(NewsSubmit{edition, seen}), "");
    EXPECT_EQ(run(NewsApprove{edition, {100 * unit.value}, seen}), "");
    EXPECT_EQ(run(NewsPublish{edition, seen}), "");
  }
  void publish_central() {
    act_as(kCentre);
    EXPECT_EQ(run(NewsBegin{kConference, kCentre}), "");
    publish({1}, kCentre);
  }
  // Of the province's room, or of another one.
  PictureId take(SiteId site = kRoom, char file = 'a') {
    const uint32_t still = state.last.picture + 1;
    const PictureSpec spec{kConference, site, {still}, std::string(64, file), {}};
    apply_still(state, spec, site == kRoom ? kProvince : kCentre,
                {{++seq}, context.now, "site:4/7"});
    return {still};
  }

  TestWorld world;
  State state;
  uint64_t seq = 0;
  Context context{{1'770'000'000'000}, {}, {}, &world};
};

TEST_F(NewsTest, AUnitsEditionIsTheCentresWithItsOwnRoom) {
  take();
  act_as(kProvince);
  EXPECT_EQ(run(NewsBegin{kConference, kProvince}), "news.no_central");
  publish_central();
  EXPECT_FALSE(is_public(state, kFile));
  act_as(kProvince);
  EXPECT_EQ(run(NewsBegin{kConference, kProvince}), "");
  EXPECT_EQ(run(NewsBegin{kConference, kProvince}), "news.begun");
  const Edition& own = state.editions.at({2});
  EXPECT_EQ(own.content.title, content().title);
  ASSERT_EQ(own.content.pictures.size(), 1u);
  EXPECT_EQ(own.content.pictures[0].caption, "Điểm cầu tỉnh");
  EXPECT_EQ(own.local.present, 31u);
  publish({2}, kProvince);
  EXPECT_TRUE(is_public(state, kFile));
  EXPECT_EQ(run(NewsWithdraw{{2}, " "}), "text.missing");
  EXPECT_EQ(run(NewsWithdraw{{2}, "Sai số liệu"}), "");
  EXPECT_FALSE(is_public(state, kFile));
  EXPECT_EQ(run(NewsBegin{kConference, kProvince}), "") << "a new one after the withdrawal";
}

TEST_F(NewsTest, AChangeTakesTheApprovalBack) {
  publish_central();
  EXPECT_EQ(run(NewsChange{{1}, content(), 2}), "news.changed");
  EXPECT_EQ(run(NewsChange{{1}, content(), 1}), "");
  EXPECT_EQ(state.editions.at({1}).status, Status::kDraft);
  EXPECT_TRUE(published(state).empty());
  EXPECT_EQ(state.editions.at({1}).approval.person.value, 0u);
  EXPECT_EQ(run(NewsPublish{{1}, 2}), "news.wrong_status");
}

TEST_F(NewsTest, WhoLeadsTheUnitApprovesIt) {
  act_as(kCentre);
  EXPECT_EQ(run(NewsBegin{kConference, kCentre}), "");
  EXPECT_EQ(run(NewsChange{{1}, {}, 1}), "text.missing") << "it has no title";
  EXPECT_EQ(run(NewsChange{{1}, content(), 1}), "");
  EXPECT_EQ(run(NewsSubmit{{1}, 2}), "");
  EXPECT_EQ(run(NewsApprove{{1}, {200}, 2}), "post.not_leading");
  context.person = {20};
  EXPECT_EQ(run(NewsApprove{{1}, {100}, 2}), "post.not_leading");
  world.writes = kProvince;
  EXPECT_EQ(run(NewsWithdraw{{1}, "Vì"}), "role.not_allowed");
}

TEST_F(NewsTest, ChoosesPicturesOfItsConferenceOnceAndSaysWhatTheyShow) {
  act_as(kCentre);
  EXPECT_EQ(run(NewsBegin{kConference, kCentre}), "");
  take();
  Content chosen = content();
  chosen.pictures = {{{1}, ""}, {{1}, ""}};
  EXPECT_EQ(run(NewsChange{{1}, chosen, 1}), "picture.twice");
  chosen.pictures = {{{9}, ""}};
  EXPECT_EQ(run(NewsChange{{1}, chosen, 1}), "picture.unknown");
  chosen.pictures = {{{1}, " "}};
  EXPECT_EQ(run(NewsChange{{1}, chosen, 1}), "");
  EXPECT_EQ(run(NewsSubmit{{1}, 2}), "text.missing") << "the caption";
}

TEST_F(NewsTest, AUnitShowsItsOwnRoomAndWhatTheCentreHasPutOut) {
  const PictureId centre = take({1}, 'c');
  publish_central();
  const PictureId own = take(kRoom, 'd');
  act_as(kProvince);
  EXPECT_EQ(run(NewsBegin{kConference, kProvince}), "");
  Content chosen = content();
  chosen.pictures = {{own, "Phòng họp"}, {centre, "Trung tâm"}};
  EXPECT_EQ(run(NewsChange{{2}, chosen, 1}), "picture.other_room");
  act_as(kCentre);
  Content central = content();
  central.pictures = {{centre, "Trung tâm"}};
  EXPECT_EQ(run(NewsChange{{1}, central, 1}), "");
  act_as(kProvince);
  EXPECT_EQ(run(NewsChange{{2}, chosen, 1}), "picture.other_room") << "it is not out yet";
  act_as(kCentre);
  publish({1}, kCentre);
  act_as(kProvince);
  EXPECT_EQ(run(NewsChange{{2}, chosen, 1}), "");
}

TEST_F(NewsTest, APictureThatIsWithdrawnIsGoneAtOnceAndForGood) {
  take();
  publish_central();
  act_as(kProvince);
  EXPECT_EQ(run(NewsBegin{kConference, kProvince}), "");
  publish({2}, kProvince);
  EXPECT_TRUE(is_public(state, kFile));
  act_as({3});
  EXPECT_EQ(run(PictureWithdraw{{1}, "Xin rút"}), "role.not_allowed");
  EXPECT_EQ(run(PictureWithdraw{{9}, "Xin rút"}), "picture.unknown");
  world.room = kRoom;
  EXPECT_EQ(run(PictureWithdraw{{1}, " "}), "text.missing");
  EXPECT_EQ(run(PictureWithdraw{{1}, "Người trong ảnh yêu cầu"}), "");
  EXPECT_EQ(state.editions.at({2}).status, Status::kPublished);
  EXPECT_FALSE(is_public(state, kFile));
  EXPECT_FALSE(is_used(state, kFile));
  EXPECT_TRUE(shown_in(state, state.editions.at({2})).empty());
  act_as(kProvince);
  const Content with_it = state.editions.at({2}).content;
  EXPECT_EQ(run(NewsChange{{2}, with_it, 1}), "picture.withdrawn");
}

TEST_F(NewsTest, EveryoneWhoIsLikelyToBeAskedMayWithdrawAPicture) {
  const auto withdraw = [&](uint32_t picture) { return run(PictureWithdraw{{picture}, "Vì"}); };
  for (int i = 0; i < 4; ++i) take();
  act_as(kProvince);
  EXPECT_EQ(withdraw(1), "");
  act_as(kCentre);
  EXPECT_EQ(withdraw(2), "");
  world.writes = {};
  EXPECT_EQ(withdraw(3), "role.not_allowed");
  world.desk = true;
  EXPECT_EQ(withdraw(3), "");
  world.desk = false;
  world.room = kRoom;
  EXPECT_EQ(withdraw(4), "");
}

TEST_F(NewsTest, WhatIsNotOutIsReadByItsOwnUnitAlone) {
  const std::vector<UnitId> units{kCentre, kProvince};
  publish_central();
  act_as(kProvince);
  EXPECT_EQ(run(NewsBegin{kConference, kProvince}), "");
  const auto own = news_page(state, kConference, units, {{200}}, context);
  ASSERT_EQ(own.editions.size(), 2u);
  EXPECT_TRUE(own.editions[0].edition.central);
  EXPECT_TRUE(own.editions[0].may.empty());
  EXPECT_EQ(own.editions[1].may,
            (std::vector<std::string>{"news.change", "news.submit", "news.withdraw"}));
  EXPECT_EQ(own.editions[1].posts.size(), 1u);
  act_as(kCentre);
  const auto centre = news_page(state, kConference, units, {}, context);
  EXPECT_EQ(centre.editions.size(), 1u);
  EXPECT_EQ(centre.lines.size(), 2u);
  act_as({3});
  EXPECT_FALSE(may_look(kConference, units, world));
}

TEST_F(NewsTest, IsNotBegunBeforeTheClose) {
  world.closed = false;
  act_as(kCentre);
  EXPECT_EQ(run(NewsBegin{kConference, kCentre}), "news.not_closed");
  EXPECT_EQ(run(NewsBegin{{9}, kCentre}), "conference.unknown");
}

}  // namespace
}  // namespace diemcau::news
