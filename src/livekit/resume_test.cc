#include <gtest/gtest.h>

#include "livekit/test_conference.h"

namespace diemcau::livekit::testing {
namespace {

using Kind = pb::SignalResponse;

struct Resume : ::testing::Test {
  TestConference conference;
  TestClient& lan = conference.join("lan");
  TestClient& minh = conference.join("minh");
  std::string track;
  void SetUp() override {
    conference.connected(lan);
    conference.connected(minh);
    track = conference.publish(lan, "cam", MediaKind::kVideo);
    conference.offer(minh);
  }
};

TEST_F(Resume, SaysFirstThatItIsOneThenEverything) {
  conference.close(minh);
  conference.pass(2s);
  const TestClient& back = conference.resume(minh);
  ASSERT_GE(back.frames.size(), 3u);
  ASSERT_EQ(back.frames[0].message_case(), Kind::kReconnect);
  EXPECT_EQ(back.frames[0].reconnect().server_info().version(), "1.9.0");
  ASSERT_EQ(back.frames[1].message_case(), Kind::kUpdate);
  std::set<std::string> identities;
  for (const auto& one : back.frames[1].update().participants()) identities.insert(one.identity());
  EXPECT_EQ(identities, (std::set<std::string>{"lan", "minh"}));
  EXPECT_EQ(back.frames[2].message_case(), Kind::kRoomUpdate);
  EXPECT_FALSE(back.closed);
  // Nobody else noticed, and the shard has nothing to do.
  EXPECT_TRUE(conference.sent_to_shard<link::RemovePeer>().empty());
  EXPECT_EQ(conference.control.census().participants, 2u);
  EXPECT_EQ(conference.control.counters().resumes, 1u);
}

TEST_F(Resume, NewUfragRestartsIceAndKeepsTheTracks) {
  conference.close(minh);
  TestClient& back = conference.resume(minh);
  RepeatableRandom random(3);
  back.session = std::make_shared<negotiate::ClientSession>(make_ice_credentials(random, 9),
                                                            TestConference::fingerprint_of("minh"));
  back.session->add_receiving(3, 3);
  const std::string before = conference.sent_to_shard<link::AddPeer>().back().local_ufrag;
  conference.offer(back);
  const auto restarts = conference.sent_to_shard<link::RestartIce>();
  ASSERT_EQ(restarts.size(), 1u);
  EXPECT_EQ(restarts[0].peer, conference.peer_of(minh));
  EXPECT_NE(restarts[0].local_ufrag, before);
  const auto& answer = back.last(Kind::kAnswer)->answer();
  const auto parsed = negotiate::ClientSession::parse_answer(answer.sdp());
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->remote.ufrag, restarts[0].local_ufrag);
  EXPECT_EQ(answer.mid_to_track_id_size(), 1);
  EXPECT_EQ(conference.sent_to_shard<link::SetSink>().size(), 1u);
  // Once more with the same: no restart.
  conference.offer(back);
  EXPECT_EQ(conference.sent_to_shard<link::RestartIce>().size(), 1u);
}

TEST_F(Resume, AnotherCertificateIsAnotherClient) {
  RepeatableRandom random(3);
  minh.session = std::make_shared<negotiate::ClientSession>(make_ice_credentials(random, 9),
                                                            TestConference::fingerprint_of("x"));
  minh.session->add_receiving(3, 3);
  conference.offer(minh);
  EXPECT_EQ(minh.last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_RECONNECT);
  EXPECT_TRUE(minh.closed);
  EXPECT_EQ(conference.control.counters().bad_offer, 1u);
}

TEST_F(Resume, TellsOfThoseWhoLeftMeanwhile) {
  conference.close(minh);
  pb::SignalRequest leave;
  leave.mutable_leave();
  conference.say(lan, leave);
  const TestClient& back = conference.resume(minh);
  const auto& update = back.frames.at(1).update();
  ASSERT_EQ(update.participants_size(), 2);
  EXPECT_EQ(update.participants(0).sid(), lan.sid());
  EXPECT_EQ(update.participants(0).state(), pb::ParticipantInfo_State_DISCONNECTED);
}

TEST_F(Resume, AfterTheWindowItMustJoinAnew) {
  conference.close(minh);
  conference.pass(26s, lan);
  EXPECT_EQ(lan.last(Kind::kUpdate)->update().participants(0).disconnect_reason(),
            pb::SIGNAL_CLOSE);
  const TestClient& back = conference.resume(minh);
  ASSERT_EQ(back.frames.size(), 1u);
  EXPECT_EQ(back.frames[0].leave().action(), pb::LeaveRequest_Action_RECONNECT);
  EXPECT_EQ(back.frames[0].leave().reason(), pb::STATE_MISMATCH);
  EXPECT_TRUE(back.closed);
  EXPECT_EQ(conference.control.counters().stale_resume, 1u);
}

TEST_F(Resume, NewWebSocketTakesOverFromALiveOne) {
  const TestClient& back = conference.resume(minh);
  EXPECT_EQ(back.frames.at(0).message_case(), Kind::kReconnect);
  EXPECT_TRUE(minh.closed);
  EXPECT_EQ(minh.last(Kind::kLeave), nullptr);
  conference.close(minh);  // the old one's end does not touch the new one
  conference.pass(1s);
  EXPECT_EQ(conference.control.census().participants, 2u);
  EXPECT_FALSE(back.closed);
}

TEST_F(Resume, SyncStateWithUnknownTrackMeansJoiningAnew) {
  conference.close(lan);
  TestClient& back = conference.resume(lan);
  pb::SignalRequest request;
  request.mutable_sync_state()->add_publish_tracks()->mutable_track()->set_sid(track);
  conference.say(back, request);
  EXPECT_FALSE(back.closed);
  request.mutable_sync_state()->add_publish_tracks()->mutable_track()->set_sid("TR_gone");
  conference.say(back, request);
  EXPECT_EQ(back.last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_RECONNECT);
  EXPECT_TRUE(back.closed);
}

TEST_F(Resume, SyncStateRestoresWhatIsDisabled) {
  conference.close(minh);
  TestClient& back = conference.resume(minh);
  pb::SignalRequest request;
  request.mutable_sync_state()->add_track_sids_disabled(track);
  conference.say(back, request);
  ASSERT_FALSE(conference.sent_to_shard<link::SelectLayer>().empty());
  EXPECT_TRUE(conference.sent_to_shard<link::SelectLayer>().back().paused);
}

TEST_F(Resume, RequestForAnOfferIsRepeatedWhenItWasLost) {
  conference.close(minh);
  TestClient& nga = conference.join("nga");
  conference.publish(nga, "cam", MediaKind::kVideo);
  TestClient& back = conference.resume(minh);
  EXPECT_EQ(back.last(Kind::kMediaSectionsRequirement), nullptr);
  conference.pass(11s);
  EXPECT_NE(back.last(Kind::kMediaSectionsRequirement), nullptr);
}

TEST_F(Resume, SilentWebSocketIsGivenUpAndTheSessionKept) {
  conference.pass(15s);
  EXPECT_TRUE(lan.closed);
  EXPECT_EQ(lan.last(Kind::kLeave), nullptr);
  EXPECT_EQ(conference.control.census().participants, 2u);
  EXPECT_EQ(conference.control.counters().silent, 2u);
  conference.pass(25s);
  EXPECT_EQ(conference.control.census().participants, 0u);
}

// --- Tokens
// ---------------------------------------------------------------------------------------

TEST_F(Resume, TokensAreRefreshed) {
  ASSERT_EQ(lan.count(Kind::kRefreshToken), 1u);
  conference.pass(301s, lan);
  EXPECT_EQ(lan.count(Kind::kRefreshToken), 2u);
  const auto grants =
      verify_token(lan.last(Kind::kRefreshToken)->refresh_token(), {{kKey, kSecret}}, kToday);
  ASSERT_TRUE(grants.ok());
  EXPECT_EQ(grants->identity, "lan");
  EXPECT_EQ(grants->room, "hop");
  EXPECT_TRUE(grants->room_join);
}

// --- Scenarios
// -------------------------------------------------------------------------------------

TEST_F(Resume, ScenariosDoWhatTheirNamesSay) {
  pb::SignalRequest request;
  request.mutable_simulate()->set_speaker_update(3);
  conference.say(lan, request);
  EXPECT_TRUE(lan.last(Kind::kSpeakersChanged)->speakers_changed().speakers(0).active());
  request.mutable_simulate()->set_disconnect_signal_on_resume(true);
  conference.say(lan, request);
  conference.close(lan);
  TestClient& dropped = conference.resume(lan);
  EXPECT_TRUE(dropped.frames.empty());
  EXPECT_TRUE(dropped.closed);
  request.mutable_simulate()->set_leave_request_full_reconnect(true);
  conference.say(minh, request);
  EXPECT_EQ(minh.last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_RECONNECT);
}

}  // namespace
}  // namespace diemcau::livekit::testing
