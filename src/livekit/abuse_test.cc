#include <gtest/gtest.h>

#include "livekit/address_paces.h"
#include "livekit/test_conference.h"

namespace diemcau::livekit::testing {
namespace {

using Kind = pb::SignalResponse;

// --- Admission ----------------------------------------------------------------------------------

struct Admit : ::testing::Test {
  TestConference conference;
  const Counters& counters() { return conference.control.counters(); }
  AdmitResult with(const Grants& grants) {
    return conference.admit(TestConference::target(grants, TestConference::plain_request()));
  }
};

TEST_F(Admit, TokenMayComeInTheQueryOrTheHeader) {
  const Grants who = TestConference::grants("lan");
  EXPECT_TRUE(with(who).join);
  SignalRequestTarget target = TestConference::target(who, TestConference::plain_request());
  target.authorization = "Bearer " + target.query[0].second;
  target.query.erase(target.query.begin());
  EXPECT_TRUE(conference.admit(target).join);
  target.authorization.clear();
  EXPECT_EQ(conference.admit(target).status, 401);
}

TEST_F(Admit, BadTokensAre401) {
  Grants who = TestConference::grants("lan");
  SignalRequestTarget target = TestConference::target(who, TestConference::plain_request());
  target.query[0].second = create_token(who, "another secret");
  EXPECT_EQ(conference.admit(target).status, 401);
  target.query[0].second = "rubbish";
  EXPECT_EQ(conference.admit(target).status, 401);
  who.expires = {kToday.ms - 120'000};
  EXPECT_EQ(with(who).status, 401);
  who = TestConference::grants("lan");
  who.api_key = "unknown";
  EXPECT_EQ(with(who).status, 401);
  EXPECT_EQ(counters().bad_token, 4u);
  who = TestConference::grants("lan");
  who.room_join = false;
  EXPECT_EQ(with(who).status, 401);
  EXPECT_EQ(counters().no_permission, 1u);
  EXPECT_EQ(conference.control.census().rooms, 0u);
}

TEST_F(Admit, MissingNamesAre400) {
  EXPECT_EQ(with(TestConference::grants("")).status, 400);
  EXPECT_EQ(with(TestConference::grants("lan", "")).status, 400);
  EXPECT_EQ(with(TestConference::grants(std::string(257, 'x'))).status, 400);
  SignalRequestTarget target =
      TestConference::target(TestConference::grants("lan"), TestConference::plain_request());
  target.query[1].second = "!!";
  EXPECT_EQ(conference.admit(target).status, 400);
  target.query.pop_back();
  EXPECT_EQ(conference.admit(target).status, 400);
  EXPECT_EQ(counters().bad_request, 5u);
}

TEST_F(Admit, OtherPathsAreNotThere) {
  SignalRequestTarget target =
      TestConference::target(TestConference::grants("lan"), TestConference::plain_request());
  for (const char* path : {"/rtc/v2", "/rtc/", "/rtc/v1/", ""}) {
    target.path = path;
    EXPECT_EQ(conference.admit(target).status, 404);
  }
}

TEST_F(Admit, ValidateSaysWhatJoiningWould) {
  SignalRequestTarget target =
      TestConference::target(TestConference::grants("lan"), TestConference::plain_request());
  target.path = "/rtc/v1/validate";
  EXPECT_EQ(conference.admit(target).status, 200);
  EXPECT_FALSE(conference.admit(target).join);
  target.query[0].second += "x";
  EXPECT_EQ(conference.admit(target).status, 401);
}

TEST_F(Admit, UnknownRoomsAre404WithoutAutoCreation) {
  ControlConfig config = TestConference::default_config();
  config.auto_create_rooms = false;
  TestConference closed(config);
  const AdmitResult result = closed.admit(
      TestConference::target(TestConference::grants("lan"), TestConference::plain_request()));
  EXPECT_EQ(result.status, 404);
  EXPECT_NE(result.text.find("requested room does not exist"), std::string::npos);
}

TEST_F(Admit, LimitsAre503) {
  ControlConfig config = TestConference::default_config();
  config.limits.participants_per_room = 2;
  config.limits.rooms = 2;
  config.limits.joins_per_second = 1;
  config.limits.join_burst = 4;
  TestConference small(config);
  const auto ask = [&](const char* identity, const char* room) {
    return small
        .admit(TestConference::target(TestConference::grants(identity, room),
                                      TestConference::plain_request()))
        .status;
  };
  small.join("a");
  small.join("b");
  EXPECT_EQ(ask("c", "hop"), 503);
  EXPECT_EQ(small.control.counters().room_full, 1u);
  EXPECT_EQ(ask("a", "hop"), 200);  // it only comes back
  small.join(TestConference::grants("c", "hai"), TestConference::plain_request());
  EXPECT_EQ(ask("d", "ba"), 503);
  EXPECT_EQ(small.control.counters().server_full, 1u);
  EXPECT_EQ(ask("d", "hai"), 503);  // the fifth at once
  EXPECT_EQ(small.control.counters().join_flood, 1u);
  small.now += 1s;
  EXPECT_EQ(ask("d", "hai"), 200);
}

TEST_F(Admit, ABusyServerTakesOnlyWhoComesBackAndAStoppingOneNobody) {
  const auto ask = [&](const char* identity) {
    return conference.admit(
        TestConference::target(TestConference::grants(identity), TestConference::plain_request()));
  };
  conference.join("a");
  conference.control.set_door(Door::kBusy);
  EXPECT_EQ(ask("b").status, 503);
  EXPECT_EQ(ask("b").text, "the server is too busy for more people: try again in a minute");
  EXPECT_EQ(ask("a").status, 200);
  EXPECT_EQ(conference.control.counters().server_busy, 2u);
  conference.control.set_door(Door::kOpen);
  EXPECT_EQ(ask("b").status, 200);
  conference.control.handle_shutdown(conference.now, kToday);
  EXPECT_EQ(ask("a").status, 503);
  EXPECT_EQ(ask("b").text, "the server is about to stop: come back in a minute");
  conference.control.set_door(Door::kOpen);
  EXPECT_EQ(ask("b").status, 503) << "it does not open again";
}

TEST(AddressPaces, LetsEachAddressJoinAtAPaceOfItsOwn) {
  Limits limits;
  limits.joins_per_address_per_second = 1;
  limits.join_burst_per_address = 3;
  AddressPaces paces(limits);
  const auto take = [&](const char* ip, Instant at) {
    return paces.take(at, *SocketAddress::parse(ip, 1));
  };
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(take("192.0.2.1", Instant(1s)));
  EXPECT_FALSE(take("192.0.2.1", Instant(1s)));
  EXPECT_TRUE(take("192.0.2.2", Instant(1s)));
  EXPECT_TRUE(take("192.0.2.1", Instant(2s)));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(take("2001:db8::1", Instant(1s)));
  EXPECT_FALSE(take("2001:db8::2", Instant(1s))) << "the same /64";
  EXPECT_TRUE(take("2001:db8:0:1::1", Instant(1s)));
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(take("127.0.0.1", Instant(1s))) << "a proxy";
  for (uint32_t i = 0; i < 2 * AddressPaces::kMostAddresses; ++i) {
    paces.take(Instant(1s),
               SocketAddress::v4(10, static_cast<uint8_t>(i >> 16), static_cast<uint8_t>(i >> 8),
                                 static_cast<uint8_t>(i), 1));
  }
  EXPECT_LE(paces.size(), AddressPaces::kMostAddresses);
}

TEST_F(Admit, LastPlaceTakenBetweenRequestAndWebSocket) {
  ControlConfig config = TestConference::default_config();
  config.limits.participants_per_room = 1;
  TestConference small(config);
  const auto first = small.admit(
      TestConference::target(TestConference::grants("a"), TestConference::plain_request()));
  TestClient& other = small.join("b");
  ASSERT_TRUE(first.join);
  EXPECT_FALSE(other.closed);
  small.control.handle_open(small.now, kToday, ConnectionId{99}, *first.join);
  Output output;
  ASSERT_TRUE(small.control.poll_output(output));
  pb::SignalResponse leave;
  const auto& bytes = *std::get<SendFrame>(output).bytes;
  ASSERT_TRUE(leave.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
  EXPECT_EQ(leave.leave().reason(), pb::JOIN_FAILURE);
  ASSERT_TRUE(small.control.poll_output(output));
  EXPECT_TRUE(std::holds_alternative<CloseConnection>(output));
  EXPECT_EQ(small.control.census().participants, 1u);
}

// --- Messages ------------------------------------------------------------------------------------

struct Messages : ::testing::Test {
  TestConference conference;
  TestClient& lan = conference.join("lan");
  const Counters& counters() { return conference.control.counters(); }
};

TEST_F(Messages, UndecodableAndOversizedAreRefusedAndCounted) {
  conference.say(lan, std::string("\xff\xff\xff\xff"));
  EXPECT_EQ(counters().undecodable_message, 1u);
  EXPECT_EQ(lan.last(Kind::kRequestResponse)->request_response().reason(),
            pb::RequestResponse_Reason_INVALID_REQUEST);
  pb::SignalRequest request;
  request.mutable_offer()->set_sdp(std::string(600'000, 'x'));
  conference.say(lan, request);
  EXPECT_EQ(counters().oversized_message, 1u);
  request.mutable_subscription();
  for (int i = 0; i < 1001; ++i) request.mutable_subscription()->add_track_sids("TR_x");
  conference.say(lan, request);
  EXPECT_EQ(counters().oversized_message, 2u);
  EXPECT_FALSE(lan.closed);
}

// One client's broken text must not spoil what the others are sent.
TEST_F(Messages, TextThatIsNotUtf8IsUndecodable) {
  pb::SignalRequest request;
  request.mutable_add_track()->set_cid("cam");
  request.mutable_add_track()->set_name("abcd");
  std::string bytes = request.SerializeAsString();
  bytes.replace(bytes.find("abcd"), 2, "\xc3\x28");
  conference.say(lan, bytes);
  EXPECT_EQ(counters().undecodable_message, 1u);
  EXPECT_EQ(lan.last(Kind::kTrackPublished), nullptr);
}

TEST_F(Messages, EmptyOnesAreIgnored) {
  const size_t before = lan.frames.size();
  conference.say(lan, std::string());
  EXPECT_EQ(lan.frames.size(), before);
}

TEST_F(Messages, FloodEndsTheParticipation) {
  pb::SignalRequest request;
  request.set_ping(1);
  for (int i = 0; i < 1001; ++i) conference.say(lan, request);
  ASSERT_TRUE(lan.closed);
  EXPECT_EQ(lan.last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_DISCONNECT);
  EXPECT_EQ(counters().message_flood, 1u);
  conference.say(lan, request);
  EXPECT_EQ(counters().message_flood, 1u);
}

TEST_F(Messages, SteadyPaceIsNoFlood) {
  pb::SignalRequest request;
  request.set_ping(1);
  for (int i = 0; i < 3000; ++i) {
    conference.now += 11ms;
    conference.say(lan, request);
  }
  EXPECT_FALSE(lan.closed);
}

TEST_F(Messages, BadOfferEndsTheJoin) {
  TestClient& minh =
      conference.join(TestConference::grants("minh"), TestConference::plain_request(), false);
  pb::SignalRequest request;
  request.mutable_offer()->set_type("offer");
  request.mutable_offer()->set_sdp("v=0\r\n");
  conference.say(minh, request);
  EXPECT_EQ(minh.last(Kind::kLeave)->leave().reason(), pb::JOIN_FAILURE);
  EXPECT_TRUE(minh.closed);
  EXPECT_EQ(counters().bad_offer, 1u);
  conference.say(lan, request);
  EXPECT_EQ(lan.last(Kind::kLeave)->leave().action(), pb::LeaveRequest_Action_RECONNECT);
}

TEST_F(Messages, SlowReaderIsToldToJoinAnew) {
  conference.control.handle_overflow(conference.now, kToday, lan.connection);
  conference.pump();
  EXPECT_EQ(lan.frames.back().leave().action(), pb::LeaveRequest_Action_RECONNECT);
  EXPECT_TRUE(lan.closed);
  EXPECT_EQ(counters().slow_reader, 1u);
  EXPECT_EQ(conference.control.census().participants, 0u);
}

TEST_F(Messages, OthersTracksCannotBeMuted) {
  TestClient& minh = conference.join("minh");
  const std::string sid = conference.publish(minh, "mic", MediaKind::kAudio);
  pb::SignalRequest request;
  request.mutable_mute()->set_sid(sid);
  request.mutable_mute()->set_muted(true);
  conference.say(lan, request);
  EXPECT_TRUE(conference.sent_to_shard<link::MuteSource>().empty());
  EXPECT_EQ(lan.last(Kind::kRequestResponse)->request_response().reason(),
            pb::RequestResponse_Reason_NOT_FOUND);
}

TEST_F(Messages, WhatIsNotOfferedIsSaidSo) {
  pb::SignalRequest request;
  request.mutable_publish_data_track_request();
  conference.say(lan, request);
  EXPECT_EQ(lan.last(Kind::kRequestResponse)->request_response().reason(),
            pb::RequestResponse_Reason_UNSUPPORTED_TYPE);
  EXPECT_EQ(counters().unsupported_request, 1u);
}

TEST_F(Messages, MetadataNeedsPermission) {
  pb::SignalRequest request;
  request.mutable_update_metadata()->set_request_id(4);
  request.mutable_update_metadata()->set_name("Mai");
  (*request.mutable_update_metadata()->mutable_attributes())["a"] = "1";
  conference.say(lan, request);
  EXPECT_EQ(lan.last(Kind::kRequestResponse)->request_response().reason(),
            pb::RequestResponse_Reason_NOT_ALLOWED);
  Grants who = TestConference::grants("minh");
  who.can_update_own_metadata = true;
  TestClient& minh = conference.join(who, TestConference::plain_request());
  conference.say(minh, request);
  const auto& response = minh.last(Kind::kRequestResponse)->request_response();
  EXPECT_EQ(response.reason(), pb::RequestResponse_Reason_OK);
  EXPECT_EQ(response.request_id(), 4u);
  for (const TestClient* one : {&lan, &minh}) {
    const auto& info = one->last(Kind::kUpdate)->update().participants(0);
    EXPECT_EQ(info.name(), "Mai");
    EXPECT_EQ(info.attributes().at("a"), "1");
  }
  request.mutable_update_metadata()->set_metadata(std::string(70'000, 'x'));
  conference.say(minh, request);
  EXPECT_EQ(minh.last(Kind::kRequestResponse)->request_response().reason(),
            pb::RequestResponse_Reason_LIMIT_EXCEEDED);
}

}  // namespace
}  // namespace diemcau::livekit::testing
