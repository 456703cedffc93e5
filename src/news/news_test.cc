#include <gtest/gtest.h>

#include "news/commands.h"
#include "news/facts.h"
#include "news/refusals.h"

namespace diemcau::news {
namespace {

constexpr ConferenceId kConference{4};
constexpr UnitId kCentre{1};
constexpr UnitId kProvince{2};
constexpr SiteId kRoom{7};
const std::string kFile(64, 'a');

// Conference 4 of unit 1; room 7 of unit 2 was on the air in turn 3. Person 10·N leads unit N by
// post 100·N.
class TestWorld final : public World {
 public:
  bool closed = true;
  UnitId convener(ConferenceId one) const override {
    return one == kConference ? kCentre : UnitId{};
  }
  bool is_closed(ConferenceId) const override { return closed; }
  UnitId unit_of(ConferenceId, SiteId site) const override {
    return site == kRoom ? kProvince : UnitId{};
  }
  SiteId site_of(ConferenceId, UnitId unit) const override {
    return unit == kProvince ? kRoom : SiteId{};
  }
  bool was_on_air(ConferenceId, SiteId site, TurnId turn) const override {
    return site == kRoom && turn.value == 3;
  }
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
    context.acts_for = {unit};
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
    EXPECT_EQ(run(NewsChange{{1}, content(), 1}), "");
    publish({1}, kCentre);
  }
  std::string send(Taken taken, TurnId turn) {
    return run(PictureSend{{kConference, kRoom, kFile, "Quang cảnh", taken, turn}});
  }

  TestWorld world;
  State state;
  uint64_t seq = 0;
  Context context{{1'770'000'000'000}, {}, {}, {}, {}, {}, {}, &world};
};

TEST_F(NewsTest, OnlyARoomsOwnDevicePicturesItOffAir) {
  context.keeps = {kConference};
  EXPECT_EQ(send(Taken::kInRoom, {}), "role.not_allowed");
  EXPECT_EQ(send(Taken::kOnAir, {2}), "picture.off_air");
  EXPECT_EQ(send(Taken::kOnAir, {3}), "");
  context.keeps = {};
  EXPECT_EQ(send(Taken::kOnAir, {3}), "role.not_allowed");
  context.device_conference = {5};
  context.device_site = kRoom;
  EXPECT_EQ(send(Taken::kInRoom, {}), "role.not_allowed") << "a room of another conference";
  context.device_conference = kConference;
  EXPECT_EQ(send(Taken::kInRoom, {}), "");
  EXPECT_EQ(state.pictures.at({2}).unit, kProvince);
}

TEST_F(NewsTest, AUnitsEditionIsTheCentresWithItsOwnRoom) {
  context.device_conference = kConference;
  context.device_site = kRoom;
  EXPECT_EQ(send(Taken::kInRoom, {}), "");
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
  EXPECT_EQ(run(NewsChange{{1}, content(), 1}), "news.changed");
  EXPECT_EQ(run(NewsChange{{1}, content(), 2}), "");
  EXPECT_EQ(state.editions.at({1}).status, Status::kDraft);
  EXPECT_EQ(state.editions.at({1}).approval.person.value, 0u);
  EXPECT_EQ(run(NewsPublish{{1}, 3}), "news.wrong_status");
}

TEST_F(NewsTest, WhoLeadsTheUnitApprovesIt) {
  act_as(kCentre);
  EXPECT_EQ(run(NewsBegin{kConference, kCentre}), "");
  EXPECT_EQ(run(NewsSubmit{{1}, 1}), "text.missing") << "it has no title yet";
  EXPECT_EQ(run(NewsChange{{1}, content(), 1}), "");
  EXPECT_EQ(run(NewsSubmit{{1}, 2}), "");
  EXPECT_EQ(run(NewsApprove{{1}, {200}, 2}), "post.not_leading");
  context.person = {20};
  EXPECT_EQ(run(NewsApprove{{1}, {100}, 2}), "post.not_leading");
  context.acts_for = {kProvince};
  EXPECT_EQ(run(NewsWithdraw{{1}, "Vì"}), "role.not_allowed");
}

TEST_F(NewsTest, ChoosesPicturesOfItsConferenceOnce) {
  act_as(kCentre);
  EXPECT_EQ(run(NewsBegin{kConference, kCentre}), "");
  context.keeps = {kConference};
  EXPECT_EQ(send(Taken::kOnAir, {3}), "");
  Content chosen = content();
  chosen.pictures = {{{1}, ""}, {{1}, ""}};
  EXPECT_EQ(run(NewsChange{{1}, chosen, 1}), "picture.twice");
  chosen.pictures = {{{9}, ""}};
  EXPECT_EQ(run(NewsChange{{1}, chosen, 1}), "picture.unknown");
}

TEST_F(NewsTest, IsNotBegunBeforeTheClose) {
  world.closed = false;
  act_as(kCentre);
  EXPECT_EQ(run(NewsBegin{kConference, kCentre}), "news.not_closed");
  EXPECT_EQ(run(NewsBegin{{9}, kCentre}), "conference.unknown");
}

}  // namespace
}  // namespace diemcau::news
