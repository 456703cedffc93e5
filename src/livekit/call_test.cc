#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "livekit/test_conference.h"
#include "livekit_room.pb.h"

namespace diemcau::livekit::testing {
namespace {

using Json = nlohmann::json;

// What a backend does with its key: calls, as HTTP brought them.
class Calls : public ::testing::Test {
 protected:
  Calls() {
    rights.api_key = kKey;
    rights.expires = {kToday.ms + 60'000};
    rights.room_create = rights.room_list = rights.room_admin = true;
    rights.room = "hop";
    conference.connected(lan);
  }
  CallAnswer call(Call request) {
    const CallId id{++last_call};
    auto answer = conference.control.handle_call(conference.now, kToday, id, request);
    conference.pump();
    return answer.value_or(CallAnswer{.status = 0});  // 0: it waits
  }
  CallAnswer call(const std::string& method, const std::string& body,
                  const std::string& type = "application/json") {
    return call({.path = "/twirp/livekit.RoomService/" + method,
                 .content_type = type,
                 .authorization = "Bearer " + create_token(rights, kSecret),
                 .body = body});
  }
  // Fails the test unless the answer is good.
  Json json(const std::string& method, const Json& body) {
    const CallAnswer answer = call(method, body.dump());
    EXPECT_EQ(answer.status, 200) << method << ": " << answer.body;
    EXPECT_EQ(answer.content_type, "application/json");
    return Json::parse(answer.body, nullptr, false);
  }
  std::string code_of(const CallAnswer& answer) {
    EXPECT_EQ(answer.content_type, "application/json");
    const Json body = Json::parse(answer.body, nullptr, false);
    EXPECT_FALSE(body.value("msg", "").empty());
    return std::to_string(answer.status) + " " + body.value("code", "");
  }
  std::string refusal(const std::string& method, const Json& body) {
    return code_of(call(method, body.dump()));
  }

  TestConference conference;
  TestClient& lan = conference.join("lan");
  Grants rights;
  uint64_t last_call = 0;
};

TEST_F(Calls, RoomsInJson) {
  const Json made = json("CreateRoom", {{"name", "giao ban"},
                                        {"metadata", "m"},
                                        {"emptyTimeout", 60},
                                        {"departure_timeout", 7},
                                        {"maxParticipants", 3},
                                        {"somethingNew", true}});
  EXPECT_EQ(made["name"], "giao ban");
  EXPECT_EQ(made["metadata"], "m");
  EXPECT_EQ(made["empty_timeout"], 60);
  EXPECT_EQ(made["departure_timeout"], 7);
  EXPECT_EQ(made["max_participants"], 3);
  EXPECT_EQ(made["sid"].get<std::string>().substr(0, 3), "RM_");
  EXPECT_EQ(json("ListRooms", Json::object())["rooms"].size(), 2u);
  const Json named = json("ListRooms", {{"names", {"hop", "unknown"}}});
  ASSERT_EQ(named["rooms"].size(), 1u);
  EXPECT_EQ(named["rooms"][0]["num_participants"], 1);
  EXPECT_EQ(json("UpdateRoomMetadata", {{"room", "hop"}, {"metadata", "n"}})["metadata"], "n");
  json("DeleteRoom", {{"room", "giao ban"}});
  EXPECT_EQ(json("ListRooms", Json::object())["rooms"].size(), 1u);
}

TEST_F(Calls, RoomsInProtobuf) {
  pb::CreateRoomRequest request;
  request.set_name("giao ban");
  const CallAnswer answer = call("CreateRoom", request.SerializeAsString(), "application/protobuf");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.content_type, "application/protobuf");
  pb::Room made;
  ASSERT_TRUE(made.ParseFromString(answer.body));
  EXPECT_EQ(made.name(), "giao ban");
  EXPECT_EQ(made.empty_timeout(), 300u);
  EXPECT_EQ(made.departure_timeout(), 20u);
}

TEST_F(Calls, Participants) {
  const std::string sid = conference.publish(lan, "voice", MediaKind::kAudio);
  const Json who{{"room", "hop"}, {"identity", "lan"}};
  EXPECT_EQ(json("ListParticipants", {{"room", "hop"}})["participants"].size(), 1u);
  const Json one = json("GetParticipant", who);
  EXPECT_EQ(one["sid"], lan.sid());
  EXPECT_EQ(one["state"], "ACTIVE");
  EXPECT_EQ(one["tracks"][0]["sid"], sid);

  Json update = who;
  update["name"] = "Lan";
  update["permission"] = {{"canSubscribe", true}, {"canPublish", true}};
  const Json updated = json("UpdateParticipant", update);
  EXPECT_EQ(updated["name"], "Lan");
  EXPECT_FALSE(updated["permission"].contains("can_publish_data"));

  Json mute = who;
  mute["trackSid"] = sid;
  mute["muted"] = true;
  EXPECT_EQ(json("MutePublishedTrack", mute)["track"]["muted"], true);
  mute["muted"] = false;
  EXPECT_EQ(refusal("MutePublishedTrack", mute), "412 failed_precondition");

  json("RemoveParticipant", who);
  EXPECT_EQ(refusal("GetParticipant", who), "404 not_found");
}

TEST_F(Calls, RemoteUnmuteByConfiguration) {
  ControlConfig config = TestConference::default_config();
  config.remote_unmute = true;
  TestConference other(config);
  TestClient& client = other.join("lan");
  const std::string sid = other.publish(client, "voice", MediaKind::kAudio);
  const Json body{{"room", "hop"}, {"identity", "lan"}, {"trackSid", sid}, {"muted", false}};
  const auto answer =
      other.control.handle_call(other.now, kToday, CallId{1},
                                {.path = "/twirp/livekit.RoomService/MutePublishedTrack",
                                 .content_type = "application/json",
                                 .authorization = "Bearer " + create_token(rights, kSecret),
                                 .body = body.dump()});
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 200) << answer->body;
}

TEST_F(Calls, Subscriptions) {
  TestClient& minh = conference.join("minh");
  const std::string sid = conference.publish(lan, "voice", MediaKind::kAudio);
  Json body{{"room", "hop"}, {"identity", "minh"}, {"trackSids", {sid}}, {"subscribe", false}};
  json("UpdateSubscriptions", body);
  const room::Room& hop = *conference.control.find_room("hop");
  EXPECT_TRUE(hop.subscriptions(conference.peer_of(minh)).empty());
  body.erase("trackSids");
  body["subscribe"] = true;
  body["participantTracks"] = {{{"participantSid", lan.sid()}, {"trackSids", {sid}}}};
  json("UpdateSubscriptions", body);
  EXPECT_EQ(hop.subscriptions(conference.peer_of(minh)).size(), 1u);
  body["participantTracks"] = {{{"trackSids", {"TR_x"}}}};
  EXPECT_EQ(refusal("UpdateSubscriptions", body), "404 not_found");
}

// Each method with each right but its own.
TEST_F(Calls, WithoutTheRightNothingHappens) {
  const Json body{{"room", "hop"}, {"name", "hop"}, {"identity", "lan"}};
  const std::vector<std::pair<const char*, bool Grants::*>> rights_of{
      {"CreateRoom", &Grants::room_create},
      {"DeleteRoom", &Grants::room_create},
      {"ListRooms", &Grants::room_list},
      {"ListParticipants", &Grants::room_admin},
      {"GetParticipant", &Grants::room_admin},
      {"RemoveParticipant", &Grants::room_admin},
      {"MutePublishedTrack", &Grants::room_admin},
      {"UpdateParticipant", &Grants::room_admin},
      {"UpdateSubscriptions", &Grants::room_admin},
      {"UpdateRoomMetadata", &Grants::room_admin},
      {"SendData", &Grants::room_admin},
      {"PerformRpc", &Grants::room_admin},
      {"MoveParticipant", &Grants::room_admin},
      {"ForwardParticipant", &Grants::room_admin},
  };
  for (const auto& [method, right] : rights_of) {
    const Grants before = rights;
    rights.*right = false;
    rights.room_join = true;
    EXPECT_EQ(refusal(method, body), "403 permission_denied") << method;
    rights = before;
    if (right != &Grants::room_admin) continue;
    rights.room = "another";
    EXPECT_EQ(refusal(method, body), "403 permission_denied") << method;
    rights = before;
  }
  EXPECT_FALSE(lan.closed);
  EXPECT_EQ(conference.control.counters().refused_calls, 25u);
  EXPECT_EQ(conference.control.counters().calls, 0u);
}

TEST_F(Calls, WithoutAGoodTokenNothingHappens) {
  Call request{.path = "/twirp/livekit.RoomService/ListRooms",
               .content_type = "application/json",
               .authorization = {},
               .body = "{}"};
  EXPECT_EQ(code_of(call(request)), "401 unauthenticated");
  request.authorization = "Bearer nonsense";
  EXPECT_EQ(code_of(call(request)), "401 unauthenticated");
  request.authorization = "Bearer " + create_token(rights, "another secret");
  EXPECT_EQ(code_of(call(request)), "401 unauthenticated");
  rights.expires = {kToday.ms - 120'000};
  request.authorization = "Bearer " + create_token(rights, kSecret);
  EXPECT_EQ(code_of(call(request)), "401 unauthenticated");
}

TEST_F(Calls, WhatCannotBeReadIsMalformed) {
  EXPECT_EQ(code_of(call("ListRooms", "{")), "400 malformed");
  EXPECT_EQ(code_of(call("ListRooms", "[]")), "400 malformed");
  EXPECT_EQ(code_of(call("ListRooms", R"({"names":7})")), "400 malformed");
  EXPECT_EQ(code_of(call("ListRooms", "\xff\xff", "application/protobuf")), "400 malformed");
  EXPECT_EQ(code_of(call("ListRooms", std::string(100'000, '['))), "400 malformed");
  EXPECT_EQ(refusal("CreateRoom", Json::object()), "400 invalid_argument");
}

// Bodies that are cut off or damaged: an answer of Twirp's, and nobody in the room notices.
TEST_F(Calls, DamagedBodiesHarmNobody) {
  pb::UpdateParticipantRequest update;
  update.set_room("hop");
  update.set_identity("nobody");
  update.set_metadata("metadata");
  update.mutable_permission()->add_can_publish_sources(pb::CAMERA);
  (*update.mutable_attributes())["key"] = "value";
  std::string json;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(update, &json).ok());
  SeededRandom random(5);
  const auto expect_answer = [&](const std::string& body, const char* type) {
    const CallAnswer answer = call("UpdateParticipant", body, type);
    EXPECT_TRUE(answer.status == 400 || answer.status == 403 || answer.status == 404)
        << answer.status << answer.body;
  };
  const std::pair<std::string, const char*> bodies[] = {
      {update.SerializeAsString(), "application/protobuf"}, {json, "application/json"}};
  for (const auto& [whole, type] : bodies) {
    for (size_t size = 0; size <= whole.size(); ++size) expect_answer(whole.substr(0, size), type);
    for (int i = 0; i < 500; ++i) {
      std::string damaged = whole;
      damaged[random.u64() % damaged.size()] = static_cast<char>(random.u64());
      expect_answer(damaged, type);
    }
  }
  EXPECT_FALSE(lan.closed);
  EXPECT_EQ(conference.control.find_room("hop")->size(), 1u);
}

TEST_F(Calls, WhatIsNotThereSaysSo) {
  EXPECT_EQ(code_of(call("Nothing", "{}")), "404 bad_route");
  EXPECT_EQ(code_of(call("ListRooms", "{}", "text/plain")), "404 bad_route");
  EXPECT_EQ(code_of(call({.path = "/twirp/livekit.Nothing/ListRooms"})), "404 bad_route");
  EXPECT_EQ(code_of(call({.path = "/twirp/"})), "404 bad_route");
  EXPECT_EQ(code_of(call({.path = "/twirp/livekit.Egress/ListEgress"})), "501 unimplemented");
  EXPECT_EQ(refusal("MoveParticipant", {{"room", "hop"}}), "501 unimplemented");
  EXPECT_EQ(refusal("CreateRoom", {{"name", "x"}, {"egress", Json::object()}}),
            "501 unimplemented");
  EXPECT_EQ(
      refusal("RemoveParticipant", {{"room", "hop"}, {"identity", "lan"}, {"revokeTokenTs", "1"}}),
      "501 unimplemented");
  EXPECT_FALSE(lan.closed);
}

}  // namespace
}  // namespace diemcau::livekit::testing
