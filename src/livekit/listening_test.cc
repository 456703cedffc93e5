#include "livekit/listening.h"

#include <gtest/gtest.h>

#include "livekit/test_conference.h"

namespace diemcau::livekit::testing {
namespace {

using Kind = pb::SignalResponse;

// An older client: the path /rtc, two connections.
struct TwoConnections : ::testing::Test {
  TestConference conference;
  TestClient& lan = conference.join("lan");
  std::string voice =
      (conference.connected(lan), conference.publish(lan, "voice", MediaKind::kAudio));
  TestClient& minh = join("minh");
  negotiate::ClientSession down = ears("down");

  static negotiate::ClientSession ears(const std::string& name, uint64_t seed = 11) {
    RepeatableRandom random(seed);
    return {make_ice_credentials(random, 9), TestConference::fingerprint_of(name)};
  }
  static SignalRequestTarget target(const Grants& who,
                                    std::vector<std::pair<std::string, std::string>> more = {}) {
    SignalRequestTarget out{.path = "/rtc",
                            .query = {{"access_token", create_token(who, kSecret)},
                                      {"auto_subscribe", "1"},
                                      {"sdk", "js"},
                                      {"version", "1.15.13"},
                                      {"protocol", "12"}},
                            .authorization = {},
                            .remote = {}};
    out.query.insert(out.query.end(), more.begin(), more.end());
    return out;
  }
  TestClient& join(const std::string& identity,
                   std::vector<std::pair<std::string, std::string>> more = {}) {
    auto client = std::make_unique<TestClient>();
    client->identity = identity;
    RepeatableRandom random(5);
    client->session = std::make_shared<negotiate::ClientSession>(
        make_ice_credentials(random, 9), TestConference::fingerprint_of(identity));
    client->session->add_data();
    return conference.connect(std::move(client),
                              target(TestConference::grants(identity), std::move(more)));
  }
  void answer(TestClient& client, const negotiate::ClientSession& from) {
    const auto& offer = client.last(Kind::kOffer)->offer();
    pb::SignalRequest request;
    request.mutable_answer()->set_type("answer");
    request.mutable_answer()->set_sdp(*from.answer(offer.sdp()));
    request.mutable_answer()->set_id(offer.id());
    conference.say(client, request);
  }
  PeerId link_of(const std::string& name) {
    TestClient stand_in;
    stand_in.identity = name;
    return conference.peer_of(stand_in);
  }
  void listen(TestClient& client) {
    answer(client, down);
    conference.control.handle_shard(conference.now, kToday, link::PeerConnected{link_of("down")});
    conference.pump();
  }
  std::string state_of(const std::string& identity) {
    const auto* one = conference.control.find_room("hop")->find_identity(identity);
    if (!one) return "gone";
    return one->state == room::ParticipantState::kActive ? "active" : "joined";
  }
};

TEST_F(TwoConnections, JoinsAndIsOfferedWhatIsThere) {
  EXPECT_TRUE(minh.join().subscriber_primary());
  EXPECT_TRUE(minh.join().fast_publish());
  ASSERT_EQ(minh.count(Kind::kOffer), 1u);
  const auto& offer = minh.last(Kind::kOffer)->offer();
  EXPECT_EQ(offer.type(), "offer");
  EXPECT_EQ(offer.id(), 1u);
  EXPECT_NE(offer.sdp().find("webrtc-datachannel"), std::string::npos);
  EXPECT_NE(offer.sdp().find("|" + voice + " " + voice), std::string::npos);
  EXPECT_EQ(state_of("minh"), "joined");
  listen(minh);
  EXPECT_EQ(state_of("minh"), "active");
  const auto added = conference.sent_to_shard<link::AddPeer>().back();
  EXPECT_TRUE(added.opens_data);
  const auto sinks = conference.sent_to_shard<link::SetSink>();
  ASSERT_EQ(sinks.size(), 1u);
  EXPECT_EQ(sinks[0].peer, added.peer);
  EXPECT_EQ(sinks[0].mid, "1");
  EXPECT_EQ(minh.count(Kind::kMediaSectionsRequirement), 0u);
}

TEST_F(TwoConnections, PublishesInTheOtherOne) {
  listen(minh);
  const std::string sid = conference.publish(minh, "mic", MediaKind::kAudio);
  const auto sources = conference.sent_to_shard<link::SetSource>();
  EXPECT_EQ(sources.back().peer, link_of("minh"));
  EXPECT_NE(link_of("minh"), link_of("down"));
  EXPECT_EQ(minh.last(Kind::kAnswer)->answer().mid_to_track_id_size(), 0);
  EXPECT_EQ(conference.control.find_room("hop")->publisher_count(), 2u);
  // The one who publishes need not come up for anyone to be there.
  conference.control.handle_shard(conference.now, kToday, link::PeerConnected{link_of("minh")});
  conference.pump();
  EXPECT_FALSE(sid.empty());
  EXPECT_FALSE(minh.closed);
}

TEST_F(TwoConnections, IsOfferedAgainWhenSomethingChangesOneOfferAtATime) {
  conference.publish(lan, "cam", MediaKind::kVideo);
  EXPECT_EQ(minh.count(Kind::kOffer), 1u);  // the first is still under way
  listen(minh);
  ASSERT_EQ(minh.count(Kind::kOffer), 2u);
  answer(minh, down);
  EXPECT_EQ(conference.sent_to_shard<link::SetSink>().size(), 2u);
  pb::SignalRequest unsubscribe;
  unsubscribe.mutable_subscription()->add_track_sids(voice);
  conference.say(minh, unsubscribe);
  ASSERT_EQ(minh.count(Kind::kOffer), 3u);
  EXPECT_EQ(minh.last(Kind::kOffer)->offer().sdp().find(voice), std::string::npos);
  EXPECT_EQ(conference.sent_to_shard<link::RemoveSink>().size(), 1u);
}

TEST_F(TwoConnections, ALateAnswerIsNotTakenForTheNext) {
  pb::SignalRequest late;
  late.mutable_answer()->set_sdp(*down.answer(minh.last(Kind::kOffer)->offer().sdp()));
  late.mutable_answer()->set_id(7);
  conference.say(minh, late);
  EXPECT_TRUE(conference.sent_to_shard<link::SetSink>().empty());
  late.mutable_answer()->set_id(0);  // older clients
  conference.say(minh, late);
  EXPECT_EQ(conference.sent_to_shard<link::SetSink>().size(), 1u);
  conference.say(minh, late);  // to nothing
  EXPECT_EQ(conference.sent_to_shard<link::SetSink>().size(), 1u);
  EXPECT_FALSE(minh.closed);
}

TEST_F(TwoConnections, AnOfferWithoutAnAnswerIsMadeAgain) {
  conference.pass(10s, minh);
  EXPECT_EQ(minh.count(Kind::kOffer), 2u);
  // Who never answers has not joined.
  conference.pass(10s, minh);
  EXPECT_TRUE(minh.closed);
  EXPECT_EQ(state_of("minh"), "gone");
}

TEST_F(TwoConnections, DataGoesDownTheOneAndComesUpTheOther) {
  listen(minh);
  conference.offer(minh);
  pb::DataPacket packet;
  packet.mutable_user()->set_payload("chao");
  const std::string bytes = packet.SerializeAsString();
  const auto say = [&](PeerId from) {
    conference.control.handle_shard(
        conference.now, kToday,
        link::DataReceived{from, link::DataKind::kReliable, {bytes.begin(), bytes.end()}});
    conference.pump();
    return conference.sent_to_shard<link::SendData>().back().peers;
  };
  EXPECT_EQ(say(conference.peer_of(lan)), std::vector{link_of("down")});
  EXPECT_EQ(say(link_of("minh")), std::vector{conference.peer_of(lan)});
  EXPECT_EQ(conference.sent_to_shard<link::DataTaken>().back().peer, link_of("minh"));
  // Some answer on the channel that was opened for them.
  EXPECT_EQ(say(link_of("down")), std::vector{conference.peer_of(lan)});
}

TEST_F(TwoConnections, LeavesWithBoth) {
  listen(minh);
  conference.offer(minh);
  pb::SignalRequest leave;
  leave.mutable_leave();
  conference.say(minh, leave);
  EXPECT_EQ(conference.sent_to_shard<link::RemovePeer>().size(), 2u);
  EXPECT_EQ(state_of("minh"), "gone");
}

TEST_F(TwoConnections, LosingOneIsLosingBoth) {
  listen(minh);
  conference.control.handle_shard(
      conference.now, kToday,
      link::PeerLost{link_of("down"), link::PeerLostReason::kConsentExpired});
  conference.pump();
  EXPECT_EQ(minh.last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_RECONNECT);
  EXPECT_EQ(state_of("minh"), "gone");
}

TEST_F(TwoConnections, ComesBackWithARestartOfIce) {
  listen(minh);
  const std::string before = conference.sent_to_shard<link::AddPeer>().back().local_ufrag;
  conference.close(minh);
  conference.pass(2s);
  TestClient& back = join("minh", {{"reconnect", "1"}, {"sid", minh.sid()}});
  ASSERT_EQ(back.frames[0].message_case(), Kind::kReconnect);
  ASSERT_EQ(back.count(Kind::kOffer), 1u);
  EXPECT_LT(back.first(Kind::kUpdate), back.first(Kind::kOffer));
  answer(back, ears("down", 12));
  const auto restarts = conference.sent_to_shard<link::RestartIce>();
  ASSERT_EQ(restarts.size(), 1u);
  EXPECT_EQ(restarts[0].peer, link_of("down"));
  EXPECT_NE(restarts[0].local_ufrag, before);
  EXPECT_EQ(conference.sent_to_shard<link::SetSink>().size(), 1u);
  EXPECT_TRUE(conference.sent_to_shard<link::RemovePeer>().empty());
}

TEST_F(TwoConnections, ComesBackAsItWas) {
  pb::JoinRequest request = TestConference::plain_request();
  request.set_reconnect(true);
  request.set_participant_sid(minh.sid());
  auto client = std::make_unique<TestClient>();
  client->identity = "minh";
  TestClient& other = conference.connect(
      std::move(client), TestConference::target(TestConference::grants("minh"), request));
  EXPECT_EQ(other.frames.at(0).leave().action(), pb::LeaveRequest_Action_RECONNECT);
}

TEST_F(TwoConnections, AnotherCertificateIsAnotherClient) {
  listen(minh);
  conference.publish(lan, "cam", MediaKind::kVideo);
  answer(minh, ears("stranger"));
  EXPECT_TRUE(minh.closed);
}

TEST_F(TwoConnections, ParametersAreReadAndBounded) {
  const Grants who = TestConference::grants("hoa");
  EXPECT_EQ(conference.admit(target(who)).status, 200);
  SignalRequestTarget validate = target(who);
  validate.path = "/rtc/validate";
  EXPECT_EQ(conference.admit(validate).text, "success");
  EXPECT_EQ(conference.admit(target(who, {{"attributes", "%%%"}})).status, 400);
  EXPECT_EQ(conference.admit(target(who, {{"attributes", to_base64url(as_bytes("[1]"))}})).status,
            400);
  const std::string attributes = to_base64url(as_bytes(std::string_view(R"({"don vi":"7"})")));
  EXPECT_EQ(conference.admit(target(who, {{"attributes", attributes}})).status, 200);
  const std::string large =
      to_base64url(as_bytes(R"({"k":")" + std::string(70'000, 'x') + R"("})"));
  EXPECT_EQ(conference.admit(target(who, {{"attributes", large}})).status, 400);
  SignalRequestTarget bare = target(who);
  bare.query.resize(1);
  EXPECT_EQ(conference.admit(bare).status, 200);
  bare.query.clear();
  EXPECT_EQ(conference.admit(bare).status, 401);
}

}  // namespace
}  // namespace diemcau::livekit::testing
