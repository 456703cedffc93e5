#include <gtest/gtest.h>

#include "conference/test_hall.h"

namespace diemcau::conference {
namespace {

const std::vector<DeviceRole> kAllRoles = {DeviceRole::kSound, DeviceRole::kDisplay,
                                           DeviceRole::kStrip, DeviceRole::kPhone};

Hall with_link(uint32_t max_devices = 0) {
  Hall hall = Hall::convened();
  const UnixTime expires{hall.now.ms + 3'600'000};
  hall.run(LinkIssue{{2}, "h2", kAllRoles, expires, max_devices}, technician());
  return hall;
}

DeviceJoin joining(const char* key, DeviceRole role, const char* hash = "h2", uint32_t site = 2) {
  return {{site}, hash, key, role};
}

TEST(Links, let_in_who_holds_the_secret_and_say_why_not) {
  Hall hall = with_link(1);
  const Context anyone = as(Role::kViewer);
  EXPECT_FALSE(hall.run(joining("a", DeviceRole::kStrip, "forged"), anyone));
  EXPECT_EQ(hall.code, "link.unknown");
  EXPECT_FALSE(hall.run(joining("a", DeviceRole::kStrip, "h2", 3), anyone));
  EXPECT_EQ(hall.code, "link.unknown") << "another site's link";
  EXPECT_TRUE(hall.run(joining("a", DeviceRole::kStrip), anyone));
  EXPECT_FALSE(hall.run(joining("b", DeviceRole::kStrip), anyone));
  EXPECT_EQ(hall.code, "link.full");
  const size_t before = hall.journal.size();
  EXPECT_TRUE(hall.run(joining("a", DeviceRole::kStrip), anyone)) << "the same device again";
  EXPECT_EQ(hall.journal.size(), before);
  hall.later(3600);
  EXPECT_FALSE(hall.run(joining("a", DeviceRole::kStrip), anyone));
  EXPECT_EQ(hall.code, "link.expired");
  hall.run(LinkRevoke{{2}, {1}}, technician());
  EXPECT_FALSE(hall.run(joining("a", DeviceRole::kStrip), anyone));
  EXPECT_EQ(hall.code, "link.revoked");
  EXPECT_FALSE(hall.state.sites.at({2}).devices.all.at({1}).here);
}

TEST(Sound, has_one_owner_and_says_who) {
  Hall hall = with_link();
  const Context anyone = as(Role::kViewer);
  ASSERT_TRUE(hall.run(joining("a", DeviceRole::kSound), anyone));
  EXPECT_EQ(hall.state.sites.at({2}).devices.sound, DeviceId{1});
  EXPECT_FALSE(hall.run(joining("b", DeviceRole::kSound), anyone));
  EXPECT_EQ(hall.code, "sound.held");
  EXPECT_EQ(hall.facts["device"], 1);
  hall.run(joining("b", DeviceRole::kStrip), anyone);
  EXPECT_FALSE(hall.run(SoundClaim{{2}, {2}}, operator_of(2)));
  EXPECT_EQ(hall.code, "sound.held");
}

TEST(Sound, is_taken_over_deliberately) {
  Hall hall = with_link();
  hall.run(joining("a", DeviceRole::kSound), as(Role::kViewer));
  hall.run(joining("b", DeviceRole::kStrip), as(Role::kViewer));
  EXPECT_FALSE(hall.run(SoundTakeOver{{2}, {2}, {}}, operator_of(2)));
  EXPECT_EQ(hall.code, "sound.changed");
  EXPECT_FALSE(hall.run(SoundTakeOver{{2}, {2}, {1}}, operator_of(3)));
  EXPECT_EQ(hall.code, "site.not_yours");
  ASSERT_TRUE(hall.run(SoundTakeOver{{2}, {2}, {1}}, operator_of(2)));
  const Devices& devices = hall.state.sites.at({2}).devices;
  EXPECT_EQ(devices.sound, DeviceId{2});
  EXPECT_EQ(devices.all.at({1}).role, DeviceRole::kStrip);
}

TEST(Sound, is_free_when_its_owner_leaves_or_becomes_something_else) {
  Hall hall = with_link();
  hall.run(joining("a", DeviceRole::kSound), as(Role::kViewer));
  hall.run(joining("a", DeviceRole::kDisplay), as(Role::kViewer));
  EXPECT_EQ(hall.state.sites.at({2}).devices.sound, DeviceId{});
  EXPECT_EQ(hall.state.sites.at({2}).devices.all.at({1}).role, DeviceRole::kDisplay);
  hall.run(joining("b", DeviceRole::kSound), as(Role::kViewer));
  hall.run(DeviceLeave{{2}, {2}}, operator_of(2));
  EXPECT_EQ(hall.state.sites.at({2}).devices.sound, DeviceId{});
}

TEST(Sites, stand_in_a_tree_without_loops) {
  Hall hall = Hall::convened();
  SiteSpec centre = hall.state.sites.at({1}).spec;
  centre.parent = {4};
  EXPECT_FALSE(hall.run(SiteChange{{1}, centre}, technician()));
  EXPECT_EQ(hall.code, "site.loop");
  EXPECT_FALSE(hall.run(SiteRemove{{2}}, technician()));
  EXPECT_EQ(hall.code, "site.in_use");
  EXPECT_TRUE(hall.run(SiteRemove{{4}}, technician()));
  EXPECT_EQ(hall.state.totals.sites, 3u);
}

TEST(Sites, are_ready_after_five_good_steps) {
  Hall hall = Hall::convened();
  for (size_t step = 0; step < kReadinessSteps; ++step) {
    EXPECT_FALSE(is_ready(hall.state.sites.at({2})));
    const auto outcome = step == 3 ? Readiness::kWeak : Readiness::kGood;
    hall.run(ReadinessReport{{2}, static_cast<ReadinessStep>(step), outcome, ""}, operator_of(2));
  }
  EXPECT_TRUE(is_ready(hall.state.sites.at({2})));
}

TEST(Roll, adds_up_from_commune_to_centre) {
  Hall hall = Hall::in_session();
  hall.run(SiteCheckIn{{4}, 9}, operator_of(4));
  hall.run(RollDeclare{{4}, {8, 1, 1, {{2, "Đi công tác"}}}}, chair_of(4));
  hall.run(DelegatesInvite{{2}, {{{71}, {}, {}}, {{72}, {}, {}}, {{73}, {}, {}}}}, secretary());
  hall.run(RollCall{{2}, {{{1}, RollStatus::kOnline}}}, operator_of(2));
  hall.run(RollCallRest{{2}, RollStatus::kInRoom}, operator_of(2));
  const auto sums = roll_up(hall.state);
  EXPECT_EQ(sums.at({4}).expected, 12u);
  EXPECT_EQ(sums.at({4}).not_called, 0u);
  EXPECT_EQ(sums.at({2}).in_room, 10u);
  EXPECT_EQ(sums.at({2}).online, 2u);
  EXPECT_EQ(sums.at({2}).not_called, 17u);
  EXPECT_EQ(sums.at({1}), hall.state.totals);
  EXPECT_EQ(sums.at({1}).present, 13u);
  EXPECT_EQ(sums.at({1}).expected, 30u + 20 + 25 + 12);
}

TEST(Roll, asks_for_reasons_and_substitutes) {
  Hall hall = Hall::convened();
  hall.run(DelegatesInvite{{2}, {{{71}, {}, {}}}}, secretary());
  struct Row {
    RollMark mark;
    std::string code;
  };
  const Row rows[] = {
      {{{1}, RollStatus::kAbsent}, "roll.reason_missing"},
      {{{1}, RollStatus::kSubstitute}, "roll.substitute_missing"},
      {{{9}, RollStatus::kInRoom}, "delegate.unknown"},
      {{{1}, RollStatus::kAbsent, "Ốm"}, ""},
      {{{1}, RollStatus::kSubstitute, "", {{80}, {}, {}, ""}, "giay-uy-quyen.pdf"}, ""},
  };
  for (const Row& row : rows) {
    hall.run(RollCall{{2}, {row.mark}}, operator_of(2));
    EXPECT_EQ(hall.code, row.code);
  }
  hall.run(RollCall{{2}, {{{1}, RollStatus::kInRoom, "Ốm"}}}, operator_of(2));
  EXPECT_EQ(hall.state.sites.at({2}).roll.delegates.at({1}).reason, "")
      << "who is there needs none";
  EXPECT_FALSE(hall.run(DelegatesInvite{{2}, {{{71}, {}, {}}}}, secretary()));
  EXPECT_EQ(hall.code, "delegate.twice");
}

TEST(Quorum, is_told_when_it_is_lost_and_regained) {
  Hall hall = Hall::convened();
  hall.run(QuorumSetRule{{QuorumOf::kSites, 1, 2}}, chair());
  EXPECT_FALSE(hall.run(ConferenceOpen{}, chair()));
  EXPECT_EQ(hall.code, "quorum.missing");
  hall.run(SiteCheckIn{{1}, 5}, operator_of(1));
  hall.run(SiteCheckIn{{2}, 5}, operator_of(2));
  ASSERT_TRUE(hall.run(ConferenceOpen{}, chair()));
  EXPECT_TRUE(hall.state.quorum.held);
  size_t before = hall.journal.size();
  hall.run(LineLose{{2}}, as(Role::kSystem));
  EXPECT_EQ(hall.kinds(before), (std::vector<std::string>{"line.lost", "quorum.lost"}));
  before = hall.journal.size();
  hall.run(SiteCheckIn{{3}, 5}, operator_of(3));
  EXPECT_EQ(hall.kinds(before), (std::vector<std::string>{"site.checked_in", "quorum.regained"}));
  EXPECT_EQ(hall.state.quorum.lost.size(), 1u);
}

TEST(Quorum, may_be_missing_if_the_chair_says_so) {
  Hall hall = Hall::convened();
  hall.run(QuorumSetRule{{QuorumOf::kDelegates, 2, 3, false}}, chair());
  EXPECT_TRUE(hall.run(ConferenceOpen{true}, chair()));
  EXPECT_FALSE(hall.state.quorum.held);
}

TEST(Quorum, leaves_substitutes_out_where_the_rule_says_so) {
  RollSums sums;
  sums.expected = 3;
  sums.present = 2;
  sums.present_substitutes = 1;
  EXPECT_TRUE(fulfils({QuorumOf::kDelegates, 2, 3, true}, sums));
  EXPECT_FALSE(fulfils({QuorumOf::kDelegates, 2, 3, false}, sums));
}

}  // namespace
}  // namespace diemcau::conference
