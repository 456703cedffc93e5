#include <gtest/gtest.h>

#include "conference/test_hall.h"

namespace diemcau::conference {
namespace {

VoteOpen asking(Electorate electorate, bool secret = false) {
  VoteSpec spec;
  spec.question = "Thông qua kết luận?";
  spec.labels = {"Đồng ý", "Không đồng ý", "Phiếu trắng"};
  spec.electorate = electorate;
  spec.secret = secret;
  return {spec};
}

Context delegate_of(uint32_t site, uint32_t delegate) {
  Context context = as(Role::kDelegate, site);
  context.delegate = {delegate};
  return context;
}

Hall with_delegates(uint32_t count) {
  Hall hall = Hall::in_session();
  DelegatesInvite invite{{2}, {}};
  for (uint32_t i = 0; i < count; ++i) invite.people.push_back({{100 + i}, {}, {}});
  hall.run(invite, secretary());
  hall.run(RollCallRest{{2}, RollStatus::kInRoom}, operator_of(2));
  return hall;
}

TEST(Votes, are_never_about_people) {
  for (const auto matter :
       {VoteMatter::kPersonnel, VoteMatter::kElection, VoteMatter::kConfidence}) {
    Hall hall = Hall::in_session();
    VoteOpen open = asking(Electorate::kSites);
    open.spec.matter = matter;
    EXPECT_FALSE(hall.run(open, chair()));
    EXPECT_EQ(hall.code, "vote.personnel");
  }
}

TEST(Votes, by_sites_count_their_weights) {
  Hall hall = Hall::in_session();
  ASSERT_TRUE(hall.run(asking(Electorate::kSites), chair()));
  EXPECT_EQ(hall.state.votes.votes.at({1}).entitled, 1u + 2 + 3);
  EXPECT_TRUE(hall.run(VoteCast{{1}, {2}, {}, 0}, chair_of(2)));
  EXPECT_FALSE(hall.run(VoteCast{{1}, {2}, {}, 1}, chair_of(2)));
  EXPECT_EQ(hall.code, "vote.already_cast");
  EXPECT_FALSE(hall.run(VoteCast{{1}, {3}, {}, 0}, chair_of(2)));
  EXPECT_EQ(hall.code, "site.not_yours");
  EXPECT_FALSE(hall.run(VoteCast{{1}, {3}, {}, 7}, chair_of(3)));
  EXPECT_EQ(hall.code, "vote.choice");
  EXPECT_TRUE(hall.run(VoteCast{{1}, {3}, {}, 0}, chair_of(3)));
  EXPECT_FALSE(hall.run(ConferenceClose{}, chair()));
  EXPECT_EQ(hall.code, "conference.vote_open");
  ASSERT_TRUE(hall.run(VoteClose{{1}}, secretary()));
  const VoteResult& result = hall.state.votes.votes.at({1}).result;
  EXPECT_EQ(result.counts, (std::vector<uint32_t>{5, 0, 0}));
  EXPECT_TRUE(result.carried);
  EXPECT_FALSE(hall.run(VoteCast{{1}, {1}, {}, 0}, chair_of(1)));
  EXPECT_EQ(hall.code, "vote.ended");
}

TEST(Votes, half_is_not_more_than_half) {
  Hall hall = Hall::in_session();
  hall.run(asking(Electorate::kSites), chair());
  hall.run(VoteCast{{1}, {3}, {}, 0}, chair_of(3));
  hall.run(VoteClose{{1}}, chair());
  EXPECT_FALSE(hall.state.votes.votes.at({1}).result.carried);
}

TEST(Votes, by_delegates_are_each_ones_own) {
  Hall hall = with_delegates(3);
  hall.run(RollCall{{2}, {{{3}, RollStatus::kAbsent, "Ốm"}}}, operator_of(2));
  ASSERT_TRUE(hall.run(asking(Electorate::kDelegates), chair()));
  EXPECT_TRUE(hall.run(VoteCast{{1}, {2}, {1}, 2}, delegate_of(2, 1)));
  EXPECT_FALSE(hall.run(VoteCast{{1}, {2}, {2}, 2}, delegate_of(2, 1)));
  EXPECT_EQ(hall.code, "vote.not_yours");
  EXPECT_FALSE(hall.run(VoteCast{{1}, {2}, {3}, 2}, delegate_of(2, 3)));
  EXPECT_EQ(hall.code, "vote.not_present");
}

TEST(Votes, by_hands_are_entered_by_the_room_within_what_it_holds) {
  Hall hall = Hall::in_session();
  ASSERT_TRUE(hall.run(asking(Electorate::kHands), chair()));
  EXPECT_EQ(hall.state.votes.votes.at({1}).entitled, 60u);
  EXPECT_FALSE(hall.run(VoteHands{{1}, {2}, {20, 1, 0}}, chair_of(2)));
  EXPECT_EQ(hall.code, "vote.hands_too_many");
  EXPECT_TRUE(hall.run(VoteHands{{1}, {2}, {15, 1, 0}}, chair_of(2)));
  EXPECT_TRUE(hall.run(VoteHands{{1}, {2}, {19, 1, 0}}, chair_of(2))) << "counted again";
  EXPECT_TRUE(hall.run(VoteHands{{1}, {3}, {30, 0, 0}}, operator_of(3)));
  hall.run(VoteClose{{1}}, chair());
  EXPECT_EQ(hall.state.votes.votes.at({1}).result.counts, (std::vector<uint32_t>{49, 1, 0}));
}

TEST(Votes, secret_ones_leave_no_choice_in_the_journal) {
  Hall hall = with_delegates(12);
  ASSERT_TRUE(hall.run(asking(Electorate::kDelegates, true), chair()));
  std::vector<SecretBallot> ballots;
  for (uint32_t delegate = 1; delegate <= 12; ++delegate) {
    const VoteCast cast{{1}, {2}, {delegate}, delegate % 3};
    const auto ballot = secret_ballot(hall.state, cast);
    ASSERT_TRUE(ballot);
    ballots.push_back(*ballot);
    ASSERT_TRUE(hall.run(cast, delegate_of(2, delegate))) << hall.code;
    EXPECT_FALSE(secret_ballot(hall.state, cast)) << "once";
    EXPECT_EQ(hall.journal.back().kind, "vote.took_part");
    EXPECT_FALSE(hall.journal.back().body.contains("choice"));
  }
  EXPECT_FALSE(hall.run(VoteClose{{1}}, chair()));
  EXPECT_EQ(hall.code, "vote.counts_differ");
  Context counted = chair();
  counted.secret_counts = {4, 4, 4};
  ASSERT_TRUE(hall.run(VoteClose{{1}}, counted));
  EXPECT_EQ(hall.state.votes.votes.at({1}).result.counts, counted.secret_counts);
}

TEST(Votes, secret_ones_of_fewer_than_ten_show_no_result) {
  Hall hall = with_delegates(9);
  hall.run(asking(Electorate::kDelegates, true), chair());
  for (uint32_t i = 1; i <= 9; ++i) hall.run(VoteCast{{1}, {2}, {i}, 0}, delegate_of(2, i));
  Context counted = chair();
  counted.secret_counts = {9, 0, 0};
  ASSERT_TRUE(hall.run(VoteClose{{1}}, counted));
  const VoteResult& result = hall.state.votes.votes.at({1}).result;
  EXPECT_TRUE(result.withheld);
  EXPECT_TRUE(result.counts.empty());
  EXPECT_FALSE(result.carried);
  EXPECT_EQ(result.took_part, 9u);
}

TEST(Votes, need_choices_and_voters) {
  Hall hall = Hall::in_session();
  VoteOpen open = asking(Electorate::kDelegates);
  EXPECT_FALSE(hall.run(open, chair()));
  EXPECT_EQ(hall.code, "vote.nobody_entitled");
  for (const auto& labels : {std::vector<std::string>{"Đồng ý"}, {"Có", "Có"}, {"Có", " "}}) {
    open = asking(Electorate::kSites);
    open.spec.labels = labels;
    EXPECT_FALSE(hall.run(open, chair()));
  }
  open = asking(Electorate::kHands, true);
  EXPECT_FALSE(hall.run(open, chair()));
  EXPECT_EQ(hall.code, "vote.hands_secret");
  EXPECT_TRUE(hall.run(asking(Electorate::kSites), chair()));
  EXPECT_FALSE(hall.run(asking(Electorate::kSites), chair()));
  EXPECT_EQ(hall.code, "vote.already_open");
  EXPECT_TRUE(hall.run(VoteCancel{{1}, "Nhầm câu hỏi"}, chair()));
  EXPECT_TRUE(hall.run(asking(Electorate::kSites), chair()));
}

}  // namespace
}  // namespace diemcau::conference
