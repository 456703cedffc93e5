#include "server/media_keeper.h"

#include <gtest/gtest.h>

namespace diemcau::server {
namespace {

using conference::SiteId;
using livekit::RoomEventKind;

class MediaKeeperTest : public testing::Test {
 protected:
  MediaPlan plan(bool first_heard = false, bool second_heard = false) {
    return {{4}, true, {{{1}, first_heard, true}, {{2}, second_heard, true}}};
  }
  // "site-1 microphone open" and so on.
  std::vector<std::string> operations() {
    std::vector<std::string> out;
    while (const auto operation = keeper.poll_operation()) out.push_back(text(*operation));
    return out;
  }
  static std::string text(const livekit::Operation& operation) {
    if (const auto* gate = std::get_if<livekit::SetGate>(&operation)) {
      const bool microphone = gate->source == room::TrackSource::kMicrophone;
      return gate->identity + (microphone ? " microphone " : " screen sound ") +
             (gate->open ? "open" : "closed");
    }
    if (const auto* room = std::get_if<livekit::CreateRoom>(&operation))
      return "make " + room->name;
    if (const auto* room = std::get_if<livekit::DeleteRoom>(&operation)) return "end " + room->room;
    const auto* away = std::get_if<livekit::RemoveParticipant>(&operation);
    return away == nullptr ? "something else" : "away " + away->identity;
  }
  std::vector<LineChange> lines() {
    std::vector<LineChange> out;
    while (const auto line = keeper.poll_line()) out.push_back(*line);
    return out;
  }
  void event(RoomEventKind kind, const char* identity = "") {
    keeper.handle_event(now, {kind, "conference-4", identity});
  }

  MediaKeeper keeper;
  Instant now{1s};
};

using Texts = std::vector<std::string>;
using Lines = std::vector<LineChange>;

TEST_F(MediaKeeperTest, a_room_is_made_with_every_microphone_closed_that_is_not_heard) {
  keeper.handle_plan(now, plan(true, false));
  EXPECT_EQ(operations(),
            (Texts{"make conference-4", "site-1 microphone open", "site-1 screen sound open",
                   "site-2 microphone closed", "site-2 screen sound closed"}));
}

TEST_F(MediaKeeperTest, only_what_changed_is_done) {
  keeper.handle_plan(now, plan(true, false));
  operations();
  keeper.handle_plan(now, plan(true, false));
  EXPECT_EQ(operations(), Texts{});
  keeper.handle_plan(now, plan(false, true));
  EXPECT_EQ(operations(), (Texts{"site-1 microphone closed", "site-1 screen sound closed",
                                 "site-2 microphone open", "site-2 screen sound open"}));
}

TEST_F(MediaKeeperTest, a_room_that_somebody_deleted_is_made_again) {
  keeper.handle_plan(now, plan(true, false));
  operations();
  event(RoomEventKind::kRoomFinished);
  EXPECT_EQ(operations().size(), 5U);
}

TEST_F(MediaKeeperTest, the_room_ends_with_the_conference) {
  keeper.handle_plan(now, plan());
  operations();
  MediaPlan closed = plan();
  closed.open = false;
  keeper.handle_plan(now, closed);
  EXPECT_EQ(operations(), Texts{"end conference-4"});
  event(RoomEventKind::kRoomFinished);
  EXPECT_EQ(operations(), Texts{});
}

TEST_F(MediaKeeperTest, who_owned_the_sound_is_sent_away_when_another_device_takes_it) {
  MediaPlan owned = plan();
  owned.sites[0].sound = {7};
  keeper.handle_plan(now, owned);
  event(RoomEventKind::kParticipantJoined, "site-1");
  operations();
  owned.sites[0].sound = {8};
  keeper.handle_plan(now, owned);
  EXPECT_EQ(operations(), Texts{"away site-1"});
}

TEST_F(MediaKeeperTest, a_room_that_does_not_come_back_in_time_is_told_lost_once) {
  keeper.handle_plan(now, plan());
  event(RoomEventKind::kParticipantJoined, "site-2");
  EXPECT_EQ(keeper.next_timeout(), kNever);
  event(RoomEventKind::kParticipantLeft, "site-2");
  ASSERT_EQ(keeper.next_timeout(), now + MediaKeeper::kGrace);
  now += MediaKeeper::kGrace;
  keeper.handle_timeout(now);
  EXPECT_EQ(lines(), (Lines{{{4}, {2}, true}}));
  MediaPlan lost = plan();
  lost.sites[1].line_lost = true;
  keeper.handle_plan(now, lost);
  EXPECT_EQ(keeper.next_timeout(), kNever);
  event(RoomEventKind::kParticipantJoined, "site-2");
  EXPECT_EQ(lines(), (Lines{{{4}, {2}, false}}));
}

TEST_F(MediaKeeperTest, a_room_that_comes_back_in_time_was_never_lost) {
  keeper.handle_plan(now, plan());
  event(RoomEventKind::kParticipantJoined, "site-2");
  event(RoomEventKind::kParticipantLeft, "site-2");
  event(RoomEventKind::kParticipantJoined, "site-2");
  EXPECT_EQ(keeper.next_timeout(), kNever);
  EXPECT_EQ(lines(), Lines{});
}

TEST_F(MediaKeeperTest, after_a_start_rooms_have_longer_to_come_back) {
  MediaPlan owned = plan();
  owned.sites[0].sound = {7};
  keeper.handle_plan(now, owned);
  // Site 2 has no device that sends: nothing is expected of it.
  ASSERT_EQ(keeper.next_timeout(), now + MediaKeeper::kGraceAfterStart);
  now += MediaKeeper::kGraceAfterStart;
  keeper.handle_timeout(now);
  EXPECT_EQ(lines(), (Lines{{{4}, {1}, true}}));
}

TEST_F(MediaKeeperTest, strangers_and_other_rooms_change_nothing) {
  keeper.handle_plan(now, plan());
  for (const char* identity : {"site-9", "site-", "site-1x", "control-1", "guest-1", ""}) {
    event(RoomEventKind::kParticipantLeft, identity);
  }
  keeper.handle_event(now, {RoomEventKind::kParticipantLeft, "demo", "site-1"});
  EXPECT_EQ(keeper.next_timeout(), kNever);
}

}  // namespace
}  // namespace diemcau::server
