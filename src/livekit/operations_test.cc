#include <gtest/gtest.h>

#include "livekit/test_conference.h"

namespace diemcau::livekit::testing {
namespace {

using Kind = pb::SignalResponse;
using room::TrackSource;

// Lan and Minh in the room "hop"; whoever shares the process tells Control what to do.
class Operations : public ::testing::Test {
 protected:
  Operations() {
    for (const TestClient* one : {&lan, &minh}) conference.connected(*one);
  }
  OperationResult perform(const Operation& operation) {
    auto result = conference.control.perform(conference.now, kToday, operation);
    conference.pump();
    return result;
  }
  RefusalKind refused(const Operation& operation) { return perform(operation).error().kind; }
  const room::Room* hop() const { return conference.control.find_room("hop"); }
  std::vector<std::pair<TrackId, bool>> gates() const {
    std::vector<std::pair<TrackId, bool>> out;
    for (const auto& one : conference.sent_to_shard<link::GateSource>()) {
      out.emplace_back(one.track, one.open);
    }
    return out;
  }
  TrackId track_of(const std::string& sid) const {
    return hop()->find_track(conference.peer_of(lan), sid)->id;
  }

  TestConference conference;
  TestClient& lan = conference.join("lan");
  TestClient& minh = conference.join("minh");
};

TEST_F(Operations, RoomsAreMadeChangedAndDeleted) {
  ASSERT_TRUE(perform(CreateRoom{.name = "giao ban", .metadata = "a", .empty_timeout_s = 60}));
  EXPECT_EQ(conference.control.census().rooms, 2u);
  ASSERT_TRUE(perform(CreateRoom{.name = "giao ban", .metadata = "b"}));
  EXPECT_EQ(conference.control.census().rooms, 2u);
  conference.pass(59s, lan);
  EXPECT_NE(conference.control.find_room("giao ban"), nullptr);
  ASSERT_TRUE(perform(DeleteRoom{"giao ban"}));
  EXPECT_EQ(conference.control.find_room("giao ban"), nullptr);
  EXPECT_EQ(refused(DeleteRoom{"giao ban"}), RefusalKind::kNotFound);
}

TEST_F(Operations, RoomThatNobodyComesToEnds) {
  ASSERT_TRUE(perform(CreateRoom{.name = "x", .empty_timeout_s = 60, .departure_timeout_s = 5}));
  ASSERT_TRUE(perform(CreateRoom{.name = "y", .empty_timeout_s = 60, .departure_timeout_s = 5}));
  TestClient& guest =
      conference.join(TestConference::grants("guest", "y"), TestConference::plain_request());
  pb::SignalRequest leave;
  leave.mutable_leave();
  conference.say(guest, leave);
  conference.pass(6s, lan);
  EXPECT_EQ(conference.control.find_room("y"), nullptr);
  conference.pass(53s, lan);
  EXPECT_NE(conference.control.find_room("x"), nullptr);
  conference.pass(2s, lan);
  EXPECT_EQ(conference.control.find_room("x"), nullptr);
}

TEST_F(Operations, DeletedRoomSendsEveryoneAway) {
  ASSERT_TRUE(perform(DeleteRoom{"hop"}));
  for (const TestClient* one : {&lan, &minh}) {
    EXPECT_EQ(one->last(Kind::kLeave)->leave().reason(), pb::ROOM_DELETED);
    EXPECT_EQ(one->last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_DISCONNECT);
    EXPECT_TRUE(one->closed);
  }
  EXPECT_EQ(hop(), nullptr);
  EXPECT_EQ(conference.control.next_timeout(), kNever);
}

TEST_F(Operations, RoomTakesNoMoreThanItsMost) {
  ASSERT_TRUE(perform(CreateRoom{.name = "hop", .max_participants = 2}));
  const auto knock = [&](const std::string& identity, bool hidden) {
    Grants who = TestConference::grants(identity);
    who.hidden = hidden;
    return conference.admit(TestConference::target(who, TestConference::plain_request())).status;
  };
  EXPECT_EQ(knock("third", false), 503);
  EXPECT_EQ(knock("observer", true), 200);
  EXPECT_EQ(knock("lan", false), 200);  // comes back
}

TEST_F(Operations, RoomMetadataIsToldToAllAndToNewcomers) {
  ASSERT_TRUE(perform(SetRoomMetadata{"hop", "agenda"}));
  for (const TestClient* one : {&lan, &minh}) {
    EXPECT_EQ(one->last(Kind::kRoomUpdate)->room_update().room().metadata(), "agenda");
  }
  EXPECT_EQ(conference.join("third").join().room().metadata(), "agenda");
  EXPECT_EQ(refused(SetRoomMetadata{"nowhere", "x"}), RefusalKind::kNotFound);
  EXPECT_EQ(refused(SetRoomMetadata{"hop", std::string(70'000, 'x')}), RefusalKind::kInvalid);
}

TEST_F(Operations, BadNamesAreRefused) {
  EXPECT_EQ(refused(CreateRoom{}), RefusalKind::kInvalid);
  EXPECT_EQ(refused(CreateRoom{.name = std::string(300, 'x')}), RefusalKind::kInvalid);
  EXPECT_EQ(refused(SetGate{.room = "hop"}), RefusalKind::kInvalid);
  EXPECT_EQ(refused(SetGate{"hop", "lan", TrackSource::kUnknown, false}), RefusalKind::kInvalid);
  EXPECT_EQ(refused(SetGate{"nowhere", "lan", {}, false}), RefusalKind::kNotFound);
  EXPECT_EQ(refused(RemoveParticipant{"hop", "nobody"}), RefusalKind::kNotFound);
  EXPECT_EQ(refused(RemoveParticipant{"nowhere", "lan"}), RefusalKind::kNotFound);
}

TEST_F(Operations, RemovedParticipantIsToldToStayAway) {
  ASSERT_TRUE(perform(RemoveParticipant{"hop", "lan"}));
  EXPECT_EQ(lan.last(Kind::kLeave)->leave().reason(), pb::PARTICIPANT_REMOVED);
  EXPECT_EQ(lan.last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_DISCONNECT);
  EXPECT_TRUE(lan.closed);
  EXPECT_EQ(hop()->size(), 1u);
  EXPECT_EQ(minh.last(Kind::kUpdate)->update().participants(0).state(),
            pb::ParticipantInfo_State_DISCONNECTED);
}

TEST_F(Operations, ParticipantIsDescribedAnew) {
  const UpdateParticipant wanted{
      .room = "hop", .identity = "lan", .name = "Lan", .metadata = "m", .attributes = {{"k", "v"}}};
  ASSERT_TRUE(perform(wanted));
  const auto& told = minh.last(Kind::kUpdate)->update().participants(0);
  EXPECT_EQ(told.name(), "Lan");
  EXPECT_EQ(told.metadata(), "m");
  EXPECT_EQ(told.attributes().at("k"), "v");
  ASSERT_TRUE(
      perform(UpdateParticipant{.room = "hop", .identity = "lan", .attributes = {{"k", ""}}}));
  EXPECT_TRUE(minh.last(Kind::kUpdate)->update().participants(0).attributes().empty());
  EXPECT_EQ(minh.last(Kind::kUpdate)->update().participants(0).name(), "Lan");
  EXPECT_EQ(refused(UpdateParticipant{
                .room = "hop", .identity = "lan", .metadata = std::string(70'000, 'x')}),
            RefusalKind::kInvalid);
}

TEST_F(Operations, ForbiddenTracksEndAndTheTokenFollows) {
  const std::string voice = conference.publish(lan, "voice", MediaKind::kAudio);
  const std::string picture = conference.publish(lan, "picture", MediaKind::kVideo);
  room::Permissions permissions;
  permissions.sources = {TrackSource::kMicrophone};
  ASSERT_TRUE(
      perform(UpdateParticipant{.room = "hop", .identity = "lan", .permissions = permissions}));
  ASSERT_EQ(lan.count(Kind::kTrackUnpublished), 1u);
  EXPECT_EQ(lan.last(Kind::kTrackUnpublished)->track_unpublished().track_sid(), picture);
  EXPECT_EQ(hop()->find_identity("lan")->tracks, std::vector{track_of(voice)});
  EXPECT_EQ(conference.sent_to_shard<link::RemoveSource>().size(), 1u);
  const auto token =
      verify_token(lan.last(Kind::kRefreshToken)->refresh_token(), {{kKey, kSecret}}, kToday);
  ASSERT_TRUE(token.ok());
  EXPECT_EQ(token->can_publish_sources, std::vector<std::string>{"microphone"});
}

TEST_F(Operations, SourcesThatAreAllUnknownAllowNothingInTheNextToken) {
  room::Permissions permissions;
  permissions.sources = {TrackSource::kUnknown};
  ASSERT_TRUE(
      perform(UpdateParticipant{.room = "hop", .identity = "lan", .permissions = permissions}));
  const auto token =
      verify_token(lan.last(Kind::kRefreshToken)->refresh_token(), {{kKey, kSecret}}, kToday);
  ASSERT_TRUE(token.ok());
  EXPECT_FALSE(token->can_publish_sources.empty());
}

TEST_F(Operations, MutingTellsTheClientAndAll) {
  const std::string sid = conference.publish(lan, "voice", MediaKind::kAudio);
  ASSERT_TRUE(perform(MuteTrack{"hop", "lan", sid, true}));
  EXPECT_TRUE(lan.last(Kind::kMute)->mute().muted());
  EXPECT_EQ(lan.last(Kind::kMute)->mute().sid(), sid);
  EXPECT_TRUE(minh.last(Kind::kUpdate)->update().participants(0).tracks(0).muted());
  EXPECT_TRUE(conference.sent_to_shard<link::MuteSource>().back().muted);
  ASSERT_TRUE(perform(MuteTrack{"hop", "lan", sid, false}));
  EXPECT_FALSE(lan.last(Kind::kMute)->mute().muted());
  EXPECT_FALSE(conference.sent_to_shard<link::MuteSource>().back().muted);
  EXPECT_EQ(refused(MuteTrack{"hop", "lan", "TR_x", true}), RefusalKind::kNotFound);
  EXPECT_EQ(refused(MuteTrack{"hop", "minh", sid, true}), RefusalKind::kNotFound);
}

TEST_F(Operations, SubscriptionsFollow) {
  const std::string sid = conference.publish(lan, "voice", MediaKind::kAudio);
  conference.offer(minh);
  ASSERT_EQ(conference.sent_to_shard<link::SetSink>().size(), 1u);
  ASSERT_TRUE(perform(ChangeSubscriptions{"hop", "minh", {sid}, false}));
  EXPECT_EQ(conference.sent_to_shard<link::RemoveSink>().size(), 1u);
  EXPECT_FALSE(hop()->has_subscription(conference.peer_of(minh), track_of(sid)));
  ASSERT_TRUE(perform(ChangeSubscriptions{"hop", "minh", {sid}, true}));
  EXPECT_TRUE(hop()->has_subscription(conference.peer_of(minh), track_of(sid)));
  EXPECT_EQ(refused(ChangeSubscriptions{"hop", "minh", {sid, "TR_x"}, true}),
            RefusalKind::kNotFound);
  EXPECT_EQ(refused(ChangeSubscriptions{"hop", "lan", {sid}, true}), RefusalKind::kNotFound);
  EXPECT_TRUE(perform(ChangeSubscriptions{"hop", "minh", {"TR_x"}, false}).ok());
}

// --- Gates --------------------------------------------------------------------------------------

TEST_F(Operations, GateClosesAndOpensWhatIsPublished) {
  const std::string voice = conference.publish(lan, "voice", MediaKind::kAudio);
  const std::string picture = conference.publish(lan, "picture", MediaKind::kVideo);
  ASSERT_TRUE(perform(SetGate{"hop", "lan", TrackSource::kMicrophone, false}));
  ASSERT_TRUE(perform(SetGate{"hop", "lan", TrackSource::kMicrophone, false}));  // once more
  ASSERT_TRUE(perform(SetGate{"hop", "lan", {}, false}));
  ASSERT_TRUE(perform(SetGate{"hop", "lan", TrackSource::kMicrophone, true}));
  const std::vector<std::pair<TrackId, bool>> told{
      {track_of(voice), false}, {track_of(picture), false}, {track_of(voice), true}};
  EXPECT_EQ(gates(), told);
}

TEST_F(Operations, GateIsRememberedForWhatComesLater) {
  ASSERT_TRUE(perform(SetGate{"hop", "lan", TrackSource::kMicrophone, false}));
  ASSERT_TRUE(perform(SetGate{"hop", "later", {}, false}));
  conference.publish(lan, "voice", MediaKind::kAudio);
  conference.publish(lan, "picture", MediaKind::kVideo);
  TestClient& later = conference.join("later");
  conference.publish(later, "voice", MediaKind::kAudio);
  conference.publish(minh, "voice", MediaKind::kAudio);
  // Closed from its very beginning: no packet can come before a second message.
  std::vector<bool> open;
  for (const auto& one : conference.sent_to_shard<link::SetSource>()) open.push_back(one.open);
  EXPECT_EQ(open, (std::vector{false, true, false, true}));
  EXPECT_TRUE(gates().empty());
  // The same identity again, on another device.
  TestClient& again = conference.join("lan");
  conference.publish(again, "voice", MediaKind::kAudio);
  EXPECT_FALSE(conference.sent_to_shard<link::SetSource>().back().open);
}

TEST_F(Operations, NobodyIsHeardByCallingTheMicrophoneSomethingElse) {
  ASSERT_TRUE(perform(SetGate{"hop", "lan", TrackSource::kMicrophone, false}));
  for (const pb::TrackSource source : {pb::UNKNOWN, pb::CAMERA, pb::SCREEN_SHARE}) {
    pb::SignalRequest request;
    pb::AddTrackRequest& track = *request.mutable_add_track();
    const std::string cid = "voice" + std::to_string(source);
    track.set_cid(cid);
    track.set_type(pb::AUDIO);
    track.set_source(source);
    conference.say(lan, request);
    const auto ssrc = 9000u + 2u * static_cast<uint32_t>(source);
    lan.session->add_track({cid, MediaKind::kAudio, Ssrc{ssrc}, Ssrc{ssrc + 1}});
    conference.offer(lan);
    EXPECT_FALSE(conference.sent_to_shard<link::SetSource>().back().open);
  }
}

TEST_F(Operations, GatesOfARoomAreBoundedAndEndWithIt) {
  ControlConfig config = TestConference::default_config();
  config.limits.gated_identities = 2;
  TestConference small(config);
  small.join("lan");
  const auto close = [&](const std::string& identity) {
    return small.control.perform(small.now, kToday, SetGate{"hop", identity, {}, false});
  };
  EXPECT_TRUE(close("a").ok());
  EXPECT_TRUE(close("b").ok());
  EXPECT_EQ(close("c").error().kind, RefusalKind::kOverLimit);
  EXPECT_TRUE(close("a").ok());
  EXPECT_TRUE(small.control.perform(small.now, kToday, SetGate{"hop", "a", {}, true}).ok());
  EXPECT_TRUE(close("c").ok());
  EXPECT_TRUE(small.control.perform(small.now, kToday, DeleteRoom{"hop"}).ok());
  small.pump();
  TestClient& again = small.join("b");
  small.publish(again, "voice", MediaKind::kAudio);
  EXPECT_TRUE(small.sent_to_shard<link::SetSource>().back().open);
}

// --- Events -------------------------------------------------------------------------------------

std::vector<std::string> described(const std::vector<RoomEvent>& events) {
  std::vector<std::string> out;
  for (const RoomEvent& one : events) {
    out.push_back(to_string(one.kind) + std::string(" ") + one.room +
                  (one.identity.empty() ? "" : "/" + one.identity));
  }
  return out;
}

TEST(Events, ComeInTheOrderOfWhatHappened) {
  TestConference conference;
  TestClient& lan = conference.join("lan");
  EXPECT_EQ(described(conference.events), (std::vector<std::string>{"room_started hop"}));
  conference.connected(lan);
  const std::string sid = conference.publish(lan, "voice", MediaKind::kAudio);
  TestClient& minh = conference.join("minh");  // never connects
  pb::SignalRequest leave;
  leave.mutable_leave();
  conference.say(minh, leave);
  conference.say(lan, leave);
  conference.pass(21s);
  const std::vector<std::string> expected{
      "room_started hop",          "participant_joined hop/lan",
      "track_published hop/lan",   "participant_connection_aborted hop/minh",
      "track_unpublished hop/lan", "participant_left hop/lan",
      "room_finished hop"};
  EXPECT_EQ(described(conference.events), expected);
  EXPECT_EQ(conference.events[2].track_sid, sid);
  EXPECT_EQ(conference.events[4].track_sid, sid);
  EXPECT_TRUE(conference.events[0].webhook.empty());
}

TEST(Events, CarryTheirWebhook) {
  ControlConfig config = TestConference::default_config();
  config.webhooks = true;
  TestConference conference(config);
  TestClient& lan = conference.join("lan");
  conference.connected(lan);
  ASSERT_EQ(conference.events.size(), 2u);
  const std::string& body = conference.events[1].webhook;
  EXPECT_NE(body.find("\"event\":\"participant_joined\""), std::string::npos) << body;
  EXPECT_NE(body.find("\"identity\":\"lan\""), std::string::npos) << body;
  EXPECT_NE(body.find("\"id\":\"EV_"), std::string::npos) << body;
  EXPECT_NE(body.find("\"createdAt\":\"1790000000\""), std::string::npos) << body;
}

}  // namespace
}  // namespace diemcau::livekit::testing
