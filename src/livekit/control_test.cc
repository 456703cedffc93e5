#include "livekit/control.h"

#include <gtest/gtest.h>

#include <set>

#include "livekit/test_conference.h"

namespace diemcau::livekit::testing {
namespace {

using Kind = pb::SignalResponse;

// --- Joining ------------------------------------------------------------------------------------

TEST(Join, FirstFrameHasEveryFieldThatClientsNeed) {
  TestConference conference;
  Grants who = TestConference::grants("lan");
  who.name = "Lan";
  who.metadata = "m";
  who.attributes["unit"] = "7";
  const TestClient& lan = conference.join(who, TestConference::plain_request());
  ASSERT_FALSE(lan.frames.empty());
  ASSERT_EQ(lan.frames[0].message_case(), Kind::kJoin);
  const pb::JoinResponse& join = lan.join();
  EXPECT_TRUE(join.room().sid().starts_with("RM_"));
  EXPECT_EQ(join.room().name(), "hop");
  EXPECT_EQ(join.room().creation_time(), kToday.ms / 1000);
  EXPECT_EQ(join.room().creation_time_ms(), kToday.ms);
  EXPECT_TRUE(join.participant().sid().starts_with("PA_"));
  EXPECT_EQ(join.participant().identity(), "lan");
  EXPECT_EQ(join.participant().name(), "Lan");
  EXPECT_EQ(join.participant().metadata(), "m");
  EXPECT_EQ(join.participant().attributes().at("unit"), "7");
  EXPECT_EQ(join.participant().state(), pb::ParticipantInfo_State_JOINED);
  EXPECT_GT(join.participant().version(), 0u);
  EXPECT_EQ(join.participant().client_protocol(), 2);
  EXPECT_TRUE(join.participant().permission().can_publish());
  EXPECT_TRUE(join.participant().permission().can_subscribe());
  EXPECT_TRUE(join.participant().permission().can_publish_data());
  EXPECT_FALSE(join.participant().permission().can_update_metadata());
  EXPECT_EQ(join.ping_interval(), 5);
  EXPECT_EQ(join.ping_timeout(), 15);
  EXPECT_EQ(join.server_version(), "1.9.0");
  EXPECT_EQ(join.server_info().version(), "1.9.0");
  EXPECT_GT(join.server_info().protocol(), 0);
  EXPECT_FALSE(join.subscriber_primary());
  EXPECT_TRUE(join.fast_publish());
  EXPECT_EQ(join.other_participants_size(), 0);
  std::set<std::string> codecs;
  for (const auto& codec : join.enabled_publish_codecs()) codecs.insert(codec.mime());
  EXPECT_EQ(codecs, (std::set<std::string>{"audio/opus", "audio/red", "video/VP8", "video/H264",
                                           "video/VP9", "video/AV1"}));
}

TEST(Join, OfferInsideIsAnsweredAndThePeerComesToItsShard) {
  TestConference conference;
  const TestClient& lan = conference.join("lan");
  const pb::SignalResponse* answer = lan.last(Kind::kAnswer);
  ASSERT_NE(answer, nullptr);
  EXPECT_EQ(answer->answer().type(), "answer");
  EXPECT_EQ(answer->answer().id(), 1u);
  const auto parsed = negotiate::ClientSession::parse_answer(answer->answer().sdp());
  ASSERT_TRUE(parsed.ok());
  const auto peers = conference.sent_to_shard<link::AddPeer>();
  ASSERT_EQ(peers.size(), 1u);
  EXPECT_EQ(peers[0].local_ufrag, parsed->remote.ufrag);
  EXPECT_EQ(peers[0].local_password, parsed->remote.password);
  EXPECT_EQ(peers[0].remote_fingerprint, TestConference::fingerprint_of("lan"));
  EXPECT_FALSE(peers[0].remote_ufrag.empty());
}

TEST(Join, OfferMayComeLater) {
  TestConference conference;
  TestClient& lan =
      conference.join(TestConference::grants("lan"), TestConference::plain_request(), false);
  EXPECT_EQ(lan.last(Kind::kAnswer), nullptr);
  conference.offer(lan);
  EXPECT_NE(lan.last(Kind::kAnswer), nullptr);
  EXPECT_EQ(conference.sent_to_shard<link::AddPeer>().size(), 1u);
}

TEST(Join, WithoutAnOfferItEnds) {
  TestConference conference;
  TestClient& lan =
      conference.join(TestConference::grants("lan"), TestConference::plain_request(), false);
  for (int i = 0; i < 3 && !lan.closed; ++i) {
    conference.pass(9s);
    pb::SignalRequest ping;
    ping.mutable_ping_req()->set_timestamp(1);
    conference.say(lan, ping);
  }
  ASSERT_TRUE(lan.closed);
  EXPECT_EQ(lan.last(Kind::kLeave)->leave().reason(), pb::JOIN_FAILURE);
  EXPECT_EQ(conference.control.census().participants, 0u);
}

TEST(Join, OthersHearOfItAndOfItsState) {
  TestConference conference;
  const TestClient& lan = conference.join("lan");
  const TestClient& minh = conference.join("minh");
  ASSERT_EQ(minh.join().other_participants_size(), 1);
  EXPECT_EQ(minh.join().other_participants(0).identity(), "lan");
  const auto& update = lan.last(Kind::kUpdate)->update();
  ASSERT_EQ(update.participants_size(), 1);
  EXPECT_EQ(update.participants(0).sid(), minh.sid());
  EXPECT_EQ(update.participants(0).state(), pb::ParticipantInfo_State_JOINED);
  conference.connected(minh);
  const auto& active = lan.last(Kind::kUpdate)->update().participants(0);
  EXPECT_EQ(active.state(), pb::ParticipantInfo_State_ACTIVE);
  EXPECT_GT(active.version(), update.participants(0).version());
}

TEST(Join, HiddenOnesAreNotShown) {
  TestConference conference;
  const TestClient& lan = conference.join("lan");
  const size_t before = lan.frames.size();
  Grants who = TestConference::grants("ear");
  who.hidden = true;
  const TestClient& ear = conference.join(who, TestConference::plain_request());
  EXPECT_EQ(ear.join().other_participants_size(), 1);
  EXPECT_EQ(lan.frames.size(), before);
}

// --- Publishing and subscribing -----------------------------------------------------------------

struct Pair : ::testing::Test {
  TestConference conference;
  TestClient& lan = conference.join("lan");
  TestClient& minh = conference.join("minh");
  void SetUp() override {
    conference.connected(lan);
    conference.connected(minh);
  }
};

TEST_F(Pair, AnnouncedTrackIsConfirmedAtOnceAndShownToNobodyYet) {
  const size_t before = minh.frames.size();
  conference.announce(lan, "cam", MediaKind::kVideo);
  const auto& published = lan.last(Kind::kTrackPublished)->track_published();
  EXPECT_EQ(published.cid(), "cam");
  EXPECT_TRUE(published.track().sid().starts_with("TR_"));
  EXPECT_EQ(published.track().source(), pb::CAMERA);
  EXPECT_EQ(published.track().layers_size(), 3);
  EXPECT_EQ(minh.frames.size(), before);
  conference.announce(lan, "cam", MediaKind::kVideo);
  EXPECT_EQ(lan.last(Kind::kTrackPublished)->track_published().track().sid(),
            published.track().sid());
}

TEST_F(Pair, MediaGoesFromSourceToSink) {
  const std::string sid = conference.publish(lan, "cam", MediaKind::kVideo);
  const auto sources = conference.sent_to_shard<link::SetSource>();
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].peer, conference.peer_of(lan));
  EXPECT_EQ(sources[0].kind, MediaKind::kVideo);
  ASSERT_FALSE(sources[0].formats.empty());
  EXPECT_EQ(sources[0].formats[0].codec, Codec::kVp8);
  const auto& shown = minh.last(Kind::kUpdate)->update().participants(0);
  ASSERT_EQ(shown.tracks_size(), 1);
  EXPECT_EQ(shown.tracks(0).sid(), sid);
  EXPECT_EQ(shown.tracks(0).mime_type(), "video/VP8");
  EXPECT_TRUE(shown.is_publisher());
  // Three sections are free: an offer is all that is missing.
  ASSERT_EQ(minh.count(Kind::kMediaSectionsRequirement), 1u);
  const auto& need = minh.last(Kind::kMediaSectionsRequirement)->media_sections_requirement();
  EXPECT_EQ(need.num_audios(), 0u);
  EXPECT_EQ(need.num_videos(), 0u);
  EXPECT_TRUE(conference.sent_to_shard<link::SetSink>().empty());

  conference.offer(minh);
  const auto sinks = conference.sent_to_shard<link::SetSink>();
  ASSERT_EQ(sinks.size(), 1u);
  EXPECT_EQ(sinks[0].peer, conference.peer_of(minh));
  EXPECT_EQ(sinks[0].track, sources[0].track);
  const auto& answer = minh.last(Kind::kAnswer)->answer();
  ASSERT_EQ(answer.mid_to_track_id_size(), 1);
  EXPECT_EQ(answer.mid_to_track_id().at(sinks[0].mid), sid);
  EXPECT_EQ(answer.id(), minh.offers);
  ASSERT_NE(lan.last(Kind::kTrackSubscribed), nullptr);
  EXPECT_EQ(lan.last(Kind::kTrackSubscribed)->track_subscribed().track_sid(), sid);
  // Another offer changes nothing.
  conference.offer(minh);
  EXPECT_EQ(conference.sent_to_shard<link::SetSink>().size(), 1u);
  EXPECT_EQ(conference.sent_to_shard<link::SetSource>().size(), 1u);
}

TEST_F(Pair, LateComerGetsTracksWithItsFirstAnswer) {
  const std::string sid = conference.publish(lan, "mic", MediaKind::kAudio);
  const TestClient& nga = conference.join("nga");
  ASSERT_EQ(nga.join().other_participants_size(), 2);
  EXPECT_EQ(nga.join().other_participants(0).tracks(0).sid(), sid);
  const auto& map = nga.last(Kind::kAnswer)->answer().mid_to_track_id();
  ASSERT_EQ(map.size(), 1u);
  EXPECT_EQ(map.begin()->second, sid);
}

TEST_F(Pair, ParticipantUpdateComesBeforeTheAnswerThatCarriesTheTrack) {
  const std::string sid = conference.publish(lan, "cam", MediaKind::kVideo);
  conference.offer(minh);
  size_t named = minh.frames.size();
  for (size_t i = 0; i < minh.frames.size(); ++i) {
    const pb::SignalResponse& frame = minh.frames[i];
    for (const auto& one : frame.update().participants()) {
      if (one.tracks_size() == 1 && one.tracks(0).sid() == sid) named = std::min(named, i);
    }
    if (frame.answer().mid_to_track_id_size() > 0) {
      EXPECT_LT(named, i);
    }
  }
  EXPECT_LT(named, minh.frames.size());
}

TEST_F(Pair, SectionsThatRunOutAreAskedForOnce) {
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    TestClient& one = conference.join(name);
    conference.publish(one, "cam", MediaKind::kVideo);
  }
  EXPECT_EQ(minh.count(Kind::kMediaSectionsRequirement), 1u);
  conference.offer(minh);
  ASSERT_EQ(minh.count(Kind::kMediaSectionsRequirement), 2u);
  const auto& need = minh.last(Kind::kMediaSectionsRequirement)->media_sections_requirement();
  EXPECT_EQ(need.num_audios(), 0u);
  EXPECT_EQ(need.num_videos(), 2u);
  minh.session->add_receiving(0, 2);
  conference.offer(minh);
  EXPECT_EQ(minh.last(Kind::kAnswer)->answer().mid_to_track_id_size(), 5);
  EXPECT_EQ(minh.count(Kind::kMediaSectionsRequirement), 2u);
}

TEST_F(Pair, LayerFollowsTheSizeShown) {
  const std::string sid = conference.publish(lan, "cam", MediaKind::kVideo);
  conference.offer(minh);
  const auto settings = [&](bool disabled, uint32_t width, uint32_t height) {
    pb::SignalRequest request;
    request.mutable_track_setting()->add_track_sids(sid);
    request.mutable_track_setting()->set_disabled(disabled);
    request.mutable_track_setting()->set_width(width);
    request.mutable_track_setting()->set_height(height);
    conference.say(minh, request);
    const auto all = conference.sent_to_shard<link::SelectLayer>();
    return all.empty() ? link::SelectLayer{} : all.back();
  };
  EXPECT_EQ(settings(false, 320, 180).highest, Layer::kLow);
  EXPECT_EQ(settings(false, 300, 200).highest, Layer::kMedium);
  EXPECT_EQ(settings(false, 180, 320).highest, Layer::kLow);
  EXPECT_EQ(settings(false, 1000, 700).highest, Layer::kHigh);
  EXPECT_EQ(settings(false, 4000, 3000).highest, Layer::kHigh);
  EXPECT_TRUE(settings(true, 4000, 3000).paused);
  EXPECT_FALSE(settings(false, 4000, 3000).paused);
}

TEST_F(Pair, MuteIsToldToTheShardAndToAll) {
  const std::string sid = conference.publish(lan, "mic", MediaKind::kAudio);
  pb::SignalRequest request;
  request.mutable_mute()->set_sid(sid);
  request.mutable_mute()->set_muted(true);
  conference.say(lan, request);
  ASSERT_EQ(conference.sent_to_shard<link::MuteSource>().size(), 1u);
  EXPECT_TRUE(conference.sent_to_shard<link::MuteSource>()[0].muted);
  EXPECT_TRUE(minh.last(Kind::kUpdate)->update().participants(0).tracks(0).muted());
  request.mutable_mute()->set_muted(false);
  conference.say(lan, request);
  EXPECT_FALSE(conference.sent_to_shard<link::MuteSource>()[1].muted);
  EXPECT_FALSE(minh.last(Kind::kUpdate)->update().participants(0).tracks(0).muted());
}

TEST_F(Pair, UnsubscribingFreesTheSection) {
  const std::string sid = conference.publish(lan, "cam", MediaKind::kVideo);
  conference.offer(minh);
  const SinkId sink = conference.sent_to_shard<link::SetSink>()[0].sink;
  pb::SignalRequest request;
  request.mutable_subscription()->add_track_sids(sid);
  request.mutable_subscription()->set_subscribe(false);
  conference.say(minh, request);
  ASSERT_EQ(conference.sent_to_shard<link::RemoveSink>().size(), 1u);
  EXPECT_EQ(conference.sent_to_shard<link::RemoveSink>()[0].sink, sink);
  conference.offer(minh);
  EXPECT_EQ(minh.last(Kind::kAnswer)->answer().mid_to_track_id_size(), 0);
  request.mutable_subscription()->set_subscribe(true);
  conference.say(minh, request);
  conference.offer(minh);
  EXPECT_EQ(minh.last(Kind::kAnswer)->answer().mid_to_track_id_size(), 1);
}

TEST_F(Pair, UnknownTracksAreRefused) {
  pb::SignalRequest request;
  request.mutable_subscription()->add_track_sids("TR_none");
  request.mutable_subscription()->set_subscribe(true);
  conference.say(minh, request);
  ASSERT_NE(minh.last(Kind::kSubscriptionResponse), nullptr);
  EXPECT_EQ(minh.last(Kind::kSubscriptionResponse)->subscription_response().err(),
            pb::SE_TRACK_NOTFOUND);
}

TEST_F(Pair, PublisherMayWithholdItsTracks) {
  const std::string sid = conference.publish(lan, "cam", MediaKind::kVideo);
  conference.offer(minh);
  pb::SignalRequest request;
  request.mutable_subscription_permission()->set_all_participants(false);
  conference.say(lan, request);
  EXPECT_EQ(conference.sent_to_shard<link::RemoveSink>().size(), 1u);
  const auto& told =
      minh.last(Kind::kSubscriptionPermissionUpdate)->subscription_permission_update();
  EXPECT_EQ(told.track_sid(), sid);
  EXPECT_EQ(told.participant_sid(), lan.sid());
  EXPECT_FALSE(told.allowed());
}

TEST(Publish, NotAllowedOrTooManyIsRefusedWithTheCid) {
  TestConference conference;
  Grants who = TestConference::grants("lan");
  who.can_publish_sources = {"microphone"};
  TestClient& lan = conference.join(who, TestConference::plain_request());
  conference.announce(lan, "cam", MediaKind::kVideo);
  const auto& refusal = lan.last(Kind::kRequestResponse)->request_response();
  EXPECT_EQ(refusal.reason(), pb::RequestResponse_Reason_NOT_ALLOWED);
  EXPECT_EQ(refusal.add_track().cid(), "cam");
  for (int i = 0; i < 13; ++i) {
    conference.announce(lan, "mic" + std::to_string(i), MediaKind::kAudio);
  }
  EXPECT_EQ(lan.count(Kind::kTrackPublished), 12u);
  EXPECT_EQ(lan.last(Kind::kRequestResponse)->request_response().reason(),
            pb::RequestResponse_Reason_LIMIT_EXCEEDED);
  EXPECT_EQ(conference.control.counters().refused_request, 2u);
}

// --- Speakers, counts, keepalive ----------------------------------------------------------------

TEST_F(Pair, SpeakersAreToldAsDeltas) {
  conference.publish(lan, "mic", MediaKind::kAudio);
  const auto source = conference.sent_to_shard<link::SetSource>()[0];
  const RoomId room = conference.sent_to_shard<link::AddPeer>()[0].room;
  conference.control.handle_shard(conference.now, kToday,
                                  link::SpeakersChanged{room, {{source.track, 0.5f}}});
  conference.pump();
  const auto& loud = minh.last(Kind::kSpeakersChanged)->speakers_changed();
  ASSERT_EQ(loud.speakers_size(), 1);
  EXPECT_EQ(loud.speakers(0).sid(), lan.sid());
  EXPECT_TRUE(loud.speakers(0).active());
  conference.control.handle_shard(conference.now, kToday, link::SpeakersChanged{room, {}});
  conference.pump();
  EXPECT_FALSE(minh.last(Kind::kSpeakersChanged)->speakers_changed().speakers(0).active());
}

TEST_F(Pair, ANewcomerIsToldWhoSpeaksAlready) {
  conference.publish(lan, "mic", MediaKind::kAudio);
  const auto source = conference.sent_to_shard<link::SetSource>()[0];
  const RoomId room = conference.sent_to_shard<link::AddPeer>()[0].room;
  conference.control.handle_shard(conference.now, kToday,
                                  link::SpeakersChanged{room, {{source.track, 0.5f}}});
  TestClient& hoa = conference.join("hoa");
  conference.connected(hoa);
  ASSERT_NE(hoa.last(Kind::kSpeakersChanged), nullptr);
  const auto& told = hoa.last(Kind::kSpeakersChanged)->speakers_changed();
  ASSERT_EQ(told.speakers_size(), 1);
  EXPECT_EQ(told.speakers(0).sid(), lan.sid());
  EXPECT_TRUE(told.speakers(0).active());
}

TEST_F(Pair, CountsAreToldInTheirOwnTime) {
  conference.pass(5s);
  ASSERT_NE(lan.last(Kind::kRoomUpdate), nullptr);
  EXPECT_EQ(lan.last(Kind::kRoomUpdate)->room_update().room().num_participants(), 2u);
}

TEST_F(Pair, BothKindsOfPingAreAnswered) {
  pb::SignalRequest request;
  request.set_ping(5);
  conference.say(lan, request);
  EXPECT_EQ(lan.last(Kind::kPong)->pong(), kToday.ms);
  request.mutable_ping_req()->set_timestamp(77);
  conference.say(lan, request);
  EXPECT_EQ(lan.last(Kind::kPongResp)->pong_resp().last_ping_timestamp(), 77);
}

// --- Leaving ------------------------------------------------------------------------------------

TEST_F(Pair, LeavingRemovesEverything) {
  conference.publish(lan, "cam", MediaKind::kVideo);
  conference.offer(minh);
  const PeerId peer = conference.peer_of(lan);
  pb::SignalRequest request;
  request.mutable_leave();
  conference.say(lan, request);
  EXPECT_TRUE(lan.closed);
  EXPECT_EQ(conference.sent_to_shard<link::RemovePeer>()[0].peer, peer);
  EXPECT_EQ(conference.sent_to_shard<link::RemoveSink>().size(), 1u);
  EXPECT_EQ(conference.sent_to_shard<link::RemoveSource>().size(), 1u);
  const auto& gone = minh.last(Kind::kUpdate)->update().participants(0);
  EXPECT_EQ(gone.sid(), lan.sid());
  EXPECT_EQ(gone.state(), pb::ParticipantInfo_State_DISCONNECTED);
  EXPECT_EQ(gone.disconnect_reason(), pb::CLIENT_INITIATED);
  EXPECT_EQ(conference.control.census().participants, 1u);
}

TEST_F(Pair, EmptyRoomEnds) {
  pb::SignalRequest request;
  request.mutable_leave();
  conference.say(lan, request);
  conference.say(minh, request);
  EXPECT_EQ(conference.control.census().rooms, 1u);
  conference.pass(21s);
  EXPECT_EQ(conference.control.census().rooms, 0u);
  EXPECT_EQ(conference.control.next_timeout(), kNever);
}

TEST_F(Pair, LostMediaMeansJoiningAnew) {
  conference.control.handle_shard(
      conference.now, kToday,
      link::PeerLost{conference.peer_of(lan), link::PeerLostReason::kConsentExpired});
  conference.pump();
  EXPECT_EQ(lan.last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_RECONNECT);
  EXPECT_EQ(lan.last(Kind::kLeave)->leave().reason(), pb::MEDIA_FAILURE);
  EXPECT_TRUE(lan.closed);
  EXPECT_EQ(minh.last(Kind::kUpdate)->update().participants(0).disconnect_reason(),
            pb::MEDIA_FAILURE);
}

TEST_F(Pair, NewerOneOfAnIdentityStays) {
  const std::string old_sid = lan.sid();
  const TestClient& again = conference.join("lan");
  EXPECT_EQ(lan.last(Kind::kLeave)->leave().reason(), pb::DUPLICATE_IDENTITY);
  EXPECT_EQ(lan.last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_DISCONNECT);
  EXPECT_TRUE(lan.closed);
  EXPECT_NE(again.sid(), old_sid);
  const auto& update = minh.last(Kind::kUpdate)->update();
  ASSERT_EQ(update.participants_size(), 2);
  EXPECT_EQ(update.participants(0).sid(), old_sid);
  EXPECT_EQ(update.participants(0).state(), pb::ParticipantInfo_State_DISCONNECTED);
  EXPECT_EQ(update.participants(1).sid(), again.sid());
  EXPECT_EQ(conference.control.counters().duplicate_identity, 1u);
}

TEST_F(Pair, ShutdownSendsEveryoneAway) {
  conference.control.handle_shutdown(conference.now, kToday);
  conference.pump();
  for (const TestClient* one : {&lan, &minh}) {
    EXPECT_EQ(one->last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_RECONNECT);
    EXPECT_EQ(one->last(Kind::kLeave)->leave().reason(), pb::SERVER_SHUTDOWN);
    EXPECT_TRUE(one->closed);
  }
}

}  // namespace
}  // namespace diemcau::livekit::testing
