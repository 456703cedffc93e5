#include <gtest/gtest.h>

#include "conference/test_hall.h"

namespace diemcau::conference {
namespace {

FloorGrant to(uint32_t site, TurnId seen = {}) {
  FloorGrant grant;
  grant.site = {site};
  grant.seen = seen;
  return grant;
}

int64_t spoken_ms(const Hall& hall, uint32_t turn) {
  return spent_ms(find(hall.state.floor, {turn})->clock, hall.now);
}

TEST(Floor, is_granted_by_one_fact_that_moves_everything) {
  Hall hall = Hall::in_session();
  const size_t before = hall.journal.size();
  FloorGrant grant = to(2);
  grant.item = {2};
  ASSERT_TRUE(hall.run(grant, chair())) << hall.code;
  EXPECT_EQ(hall.kinds(before), std::vector<std::string>{"floor.granted"});
  const Turn& turn = *find(hall.state.floor, {1});
  EXPECT_TRUE(microphone_open(hall.state, {2}));
  EXPECT_FALSE(microphone_open(hall.state, {3}));
  EXPECT_EQ(hall.state.stage.on_air, SiteId{2});
  EXPECT_TRUE(runs(turn.clock));
  EXPECT_EQ(turn.clock.allotted_s, 15u * 60);
  EXPECT_EQ(turn.speaker.post, PostId{200});
  EXPECT_EQ(hall.state.programme.current, ItemId{2});
  EXPECT_EQ(turn.granted.seq, hall.journal.back().seq);
}

TEST(Floor, passes_on_in_mode_one) {
  Hall hall = Hall::in_session();
  hall.run(to(2), chair());
  hall.later(30);
  ASSERT_TRUE(hall.run(to(3, {1}), chair()));
  EXPECT_EQ(hall.state.floor.holders, std::vector<TurnId>{{2}});
  EXPECT_EQ(find(hall.state.floor, {1})->ended.at, hall.now);
  hall.later(20);
  EXPECT_EQ(spoken_ms(hall, 1), 30'000);
  EXPECT_EQ(spoken_ms(hall, 2), 20'000);
}

TEST(Floor, refuses_a_screen_that_is_late_and_says_what_is) {
  Hall hall = Hall::in_session();
  hall.run(to(2), chair());
  EXPECT_FALSE(hall.run(to(3), chair()));
  EXPECT_EQ(hall.code, "floor.changed");
  EXPECT_EQ(hall.facts["turn"], 1);
  EXPECT_EQ(hall.facts["site"], 2);
}

TEST(Floor, is_refused_to_a_site_that_is_not_there) {
  Hall hall = Hall::in_session();
  for (const uint32_t site : {4u, 9u}) {
    EXPECT_FALSE(hall.run(to(site), chair()));
    EXPECT_EQ(hall.code, site == 4 ? "site.absent" : "site.unknown");
  }
}

TEST(Floor, undo_restores_holder_clock_picture_item_and_request) {
  Hall hall = Hall::in_session();
  FloorGrant first = to(2);
  first.item = {2};
  hall.run(first, chair());
  hall.run(QueueRaise{{1}}, operator_of(1));
  hall.run(QueueRaise{{3}}, operator_of(3));
  hall.later(60);
  const State before = hall.state;
  FloorGrant second = to(3, {1});
  second.item = {3};
  hall.run(second, chair());
  EXPECT_EQ(hall.state.queue.order.size(), 1u);
  hall.later(9);
  ASSERT_TRUE(hall.run(FloorTakeBack{{2}}, chair()));
  EXPECT_EQ(hall.journal.back().kind, "floor.retracted");
  EXPECT_EQ(hall.state.floor.holders, before.floor.holders);
  EXPECT_EQ(hall.state.stage.on_air, before.stage.on_air);
  EXPECT_EQ(hall.state.programme, before.programme);
  EXPECT_EQ(hall.state.queue, before.queue);
  EXPECT_EQ(spoken_ms(hall, 1), 60'000);
  hall.later(5);
  EXPECT_EQ(spoken_ms(hall, 1), 65'000);
  EXPECT_TRUE(find(hall.state.floor, {2})->retracted);
}

TEST(Floor, take_back_after_the_window_ends_the_turn) {
  Hall hall = Hall::in_session();
  hall.run(to(2), chair());
  hall.run(to(3, {1}), chair());
  hall.later(11);
  ASSERT_TRUE(hall.run(FloorTakeBack{{2}}, chair()));
  EXPECT_EQ(hall.journal.back().kind, "floor.ended");
  EXPECT_TRUE(hall.state.floor.holders.empty());
  EXPECT_EQ(hall.state.stage.on_air, SiteId{});
  EXPECT_FALSE(hall.run(FloorTakeBack{{2}}, chair()));
  EXPECT_EQ(hall.code, "turn.not_holding");
}

TEST(Floor, is_undone_once_only) {
  Hall hall = Hall::in_session();
  hall.run(to(2), chair());
  hall.run(to(3, {1}), chair());
  hall.run(FloorTakeBack{{2}}, chair());
  hall.run(FloorTakeBack{{1}}, chair());
  EXPECT_EQ(hall.journal.back().kind, "floor.ended");
}

TEST(Floor, several_speak_by_permission_and_each_site_once) {
  Hall hall = Hall::in_session();
  hall.run(FloorSetMode{FloorMode::kSeveral}, chair());
  EXPECT_TRUE(hall.run(to(2), chair()));
  EXPECT_TRUE(hall.run(to(3, {1}), chair()));
  EXPECT_FALSE(hall.run(to(2, {2}), chair()));
  EXPECT_EQ(hall.code, "floor.holding_already");
  EXPECT_EQ(hall.state.floor.holders.size(), 2u);
  hall.run(FloorSetMode{FloorMode::kOne}, chair());
  EXPECT_EQ(hall.state.floor.holders, std::vector<TurnId>{{2}});
  EXPECT_FALSE(microphone_open(hall.state, {2}));
}

TEST(Floor, everyone_is_heard_but_those_who_are_muted) {
  Hall hall = Hall::in_session();
  hall.run(FloorSetMode{FloorMode::kEveryone}, chair());
  hall.run(SiteMute{{3}, true}, technician());
  EXPECT_TRUE(microphone_open(hall.state, {2}));
  EXPECT_FALSE(microphone_open(hall.state, {3}));
  EXPECT_FALSE(microphone_open(hall.state, {4}));
  hall.run(FloorMuteAll{}, chair());
  EXPECT_FALSE(microphone_open(hall.state, {2}));
  EXPECT_TRUE(microphone_open(hall.state, {1})) << "who leads is still heard";
  hall.run(ChairMicrophone{false}, chair());
  EXPECT_FALSE(microphone_open(hall.state, {1}));
}

TEST(Floor, pause_stands_the_clock_and_takes_all_off_air) {
  Hall hall = Hall::in_session();
  hall.run(to(2), chair());
  hall.later(10);
  hall.run(ConferencePause{}, chair());
  hall.later(600);
  EXPECT_EQ(spoken_ms(hall, 1), 10'000);
  EXPECT_FALSE(microphone_open(hall.state, {2}));
  EXPECT_TRUE(on_stage(hall.state).empty());
  hall.run(ConferenceResume{}, chair());
  hall.later(5);
  EXPECT_EQ(spoken_ms(hall, 1), 15'000);
  EXPECT_TRUE(microphone_open(hall.state, {2}));
}

TEST(Floor, a_clock_that_was_stopped_by_hand_stays_so_over_a_pause) {
  Hall hall = Hall::in_session();
  hall.run(to(2), chair());
  hall.later(10);
  hall.run(ClockPause{{1}}, chair());
  hall.run(ConferencePause{}, chair());
  hall.run(ConferenceResume{}, chair());
  hall.later(10);
  EXPECT_EQ(spoken_ms(hall, 1), 10'000);
  hall.run(ClockResume{{1}}, chair());
  hall.later(10);
  EXPECT_EQ(spoken_ms(hall, 1), 20'000);
}

TEST(Floor, a_clock_set_back_takes_nothing_from_the_speaker) {
  Hall hall = Hall::in_session();
  hall.run(to(2), chair());
  hall.later(-3600);
  EXPECT_EQ(spoken_ms(hall, 1), 0);
  hall.run(FloorEnd{{1}}, operator_of(2));
  EXPECT_EQ(spoken_ms(hall, 1), 0);
}

TEST(Floor, extends_and_warns_who_holds_it) {
  Hall hall = Hall::in_session();
  hall.run(to(2), chair());
  hall.later(100);
  hall.run(FloorExtend{{1}, 60}, chair());
  EXPECT_EQ(find(hall.state.floor, {1})->clock.allotted_s, 160u) << "from now, without a limit";
  hall.run(FloorExtend{{1}, 60}, chair());
  EXPECT_EQ(find(hall.state.floor, {1})->clock.allotted_s, 220u);
  hall.run(FloorWarn{{1}}, secretary());
  EXPECT_EQ(find(hall.state.floor, {1})->warnings, 1u);
  hall.run(FloorEnd{{1}}, chair());
  for (const Command& late : {Command{FloorExtend{{1}, 60}}, Command{FloorWarn{{1}}}}) {
    EXPECT_FALSE(hall.run(late, chair()));
    EXPECT_EQ(hall.code, "turn.not_holding");
  }
}

TEST(Floor, ends_where_the_site_leaves) {
  Hall hall = Hall::in_session();
  hall.run(to(2), chair());
  hall.run(SiteCheckOut{{2}, "Mất điện"}, operator_of(2));
  EXPECT_TRUE(hall.state.floor.holders.empty());
  EXPECT_FALSE(microphone_open(hall.state, {2}));
}

TEST(Next, follows_the_programme_and_in_a_discussion_the_queue) {
  Hall hall = Hall::in_session();
  hall.run(QueueRaise{{3}}, operator_of(3));
  for (const uint32_t expected : {1u, 2u, 3u}) {
    ASSERT_TRUE(hall.run(hall.next(), chair())) << hall.code;
    EXPECT_EQ(hall.state.programme.current, ItemId{expected});
  }
  // Site 3 had asked: its contribution has answered that.
  EXPECT_TRUE(hall.state.queue.order.empty());
  EXPECT_FALSE(hall.run(hall.next(), chair()));
  EXPECT_EQ(hall.code, "floor.nobody_next") << "the discussion is begun by the chair";
  hall.run(ItemBegin{{4}, {3}}, chair());
  hall.run(QueueRaise{{3}}, operator_of(3));
  hall.run(QueueRaise{{2}}, operator_of(2));
  ASSERT_TRUE(hall.run(hall.next(), chair())) << hall.code;
  EXPECT_EQ(find(hall.state.floor, top(hall.state.floor))->site, SiteId{3});
  EXPECT_EQ(hall.state.queue.order.size(), 1u);
}

TEST(Next, is_refused_where_another_was_shown) {
  Hall hall = Hall::in_session();
  hall.run(ItemBegin{{4}, {}}, chair());
  hall.run(QueueRaise{{2}}, operator_of(2));
  hall.run(QueueRaise{{3}}, operator_of(3));
  const FloorNext shown = hall.next();
  hall.run(QueueMove{{2}, {1}}, secretary());
  EXPECT_FALSE(hall.run(shown, chair()));
  EXPECT_EQ(hall.code, "floor.next_changed");
  EXPECT_EQ(hall.facts["site"], 3);
  EXPECT_TRUE(hall.run(hall.next(), chair()));
}

TEST(Queue, is_ordered_by_the_chair) {
  Hall hall = Hall::in_session();
  for (const uint32_t site : {1u, 2u, 3u}) hall.run(QueueRaise{{site}}, operator_of(site));
  hall.run(QueueMove{{3}, {1}}, chair());
  EXPECT_EQ(hall.state.queue.order, (std::vector<RequestId>{{3}, {1}, {2}}));
  EXPECT_FALSE(hall.run(QueueMove{{3}, {}}, chair_of(3)));
  EXPECT_EQ(hall.code, "role.not_allowed");
  EXPECT_FALSE(hall.run(QueueLower{{9}}, chair()));
  EXPECT_EQ(hall.code, "request.unknown");
}

TEST(Queue, of_a_room_is_ordered_and_passed_on_by_its_chair) {
  Hall hall = Hall::in_session();
  Context first = as(Role::kDelegate, 2);
  Context second = as(Role::kDelegate, 2);
  second.actor.who = "delegate:other";
  EXPECT_TRUE(hall.run(QueueRaise{{2}}, first));
  EXPECT_FALSE(hall.run(QueueRaise{{2}}, first));
  EXPECT_EQ(hall.code, "request.already_raised");
  hall.run(QueueRaise{{2}}, second);
  EXPECT_TRUE(hall.state.queue.order.empty());
  hall.run(QueueMove{{2}, {1}}, chair_of(2));
  EXPECT_EQ(hall.state.queue.by_site.at({2}), (std::vector<RequestId>{{2}, {1}}));
  EXPECT_FALSE(hall.run(QueueLower{{2}}, first)) << "another delegate's";
  EXPECT_FALSE(hall.run(QueueForward{{2}}, chair_of(3)));
  EXPECT_EQ(hall.code, "site.not_yours");
  EXPECT_TRUE(hall.run(QueueForward{{2}}, chair_of(2)));
  EXPECT_EQ(hall.state.queue.order, std::vector<RequestId>{{2}});
}

TEST(Stage, refuses_a_late_picture_and_talkback_on_air) {
  Hall hall = Hall::in_session();
  EXPECT_TRUE(hall.run(StagePut{{3}, {}}, technician()));
  EXPECT_FALSE(hall.run(StagePut{{2}, {}}, technician()));
  EXPECT_EQ(hall.code, "stage.changed");
  EXPECT_FALSE(hall.run(TalkbackStart{{3}}, technician()));
  EXPECT_EQ(hall.code, "talkback.on_air");
  EXPECT_TRUE(hall.run(TalkbackStart{{2}}, technician()));
  EXPECT_FALSE(microphone_open(hall.state, {2}));
  hall.run(to(2), chair());
  EXPECT_EQ(hall.state.stage.talkback, SiteId{}) << "going on air ends talkback";
}

TEST(Stage, shows_the_speaker_then_who_leads_then_the_others) {
  Hall hall = Hall::in_session();
  EXPECT_EQ(on_stage(hall.state), std::vector<SiteId>{{1}});
  hall.run(to(2), chair());
  EXPECT_EQ(on_stage(hall.state), std::vector<SiteId>{{2}});
  hall.run(StageSetLayout{StageLayout::kFour, {{3}, {4}, {2}}}, technician());
  EXPECT_EQ(on_stage(hall.state), (std::vector<SiteId>{{2}, {1}, {3}})) << "4 is not there";
  EXPECT_TRUE(is_on_air(hall.state, {3}));
  hall.run(FilmStart{"phim.mp4"}, technician());
  EXPECT_TRUE(on_stage(hall.state).empty());
}

TEST(Stage, takes_stills_of_what_is_on_air_or_by_the_room_itself) {
  Hall hall = Hall::in_session();
  EXPECT_FALSE(hall.run(StillTake{{2}, "a.jpg"}, technician()));
  EXPECT_EQ(hall.code, "still.off_air");
  EXPECT_TRUE(hall.run(StillTake{{2}, "a.jpg"}, operator_of(2)));
  EXPECT_TRUE(hall.run(StillTake{{1}, "b.jpg"}, technician()));
}

}  // namespace
}  // namespace diemcau::conference
