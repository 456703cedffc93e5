#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "livekit/test_conference.h"
#include "livekit_room.pb.h"

namespace diemcau::livekit::testing {
namespace {

// A backend that calls participants, and their clients.
struct Rpc : ::testing::Test {
  Rpc() {
    rights.api_key = kKey;
    rights.expires = {kToday.ms + 600'000};
    rights.room_admin = true;
    rights.room = "hop";
  }
  TestConference conference;
  TestClient& lan = add("lan");
  TestClient& minh = add("minh");
  Grants rights;
  uint64_t last_call = 0;

  TestClient& add(const std::string& identity) {
    TestClient& out = conference.join(identity);
    conference.connected(out);
    return out;
  }
  static pb::PerformRpcRequest greet(const std::string& who = "lan") {
    pb::PerformRpcRequest out;
    out.set_room("hop");
    out.set_destination_identity(who);
    out.set_method("greet");
    out.set_payload("chao");
    return out;
  }
  // Nothing while it waits.
  std::optional<CallAnswer> call(const std::string& body, const char* type) {
    auto answer =
        conference.control.handle_call(conference.now, kToday, CallId{++last_call},
                                       {.path = "/twirp/livekit.RoomService/PerformRpc",
                                        .content_type = type,
                                        .authorization = "Bearer " + create_token(rights, kSecret),
                                        .body = body});
    conference.pump();
    return answer;
  }
  std::optional<CallAnswer> call(const pb::PerformRpcRequest& request) {
    return call(request.SerializeAsString(), "application/protobuf");
  }
  // What clients were sent last.
  pb::DataPacket asked() {
    pb::DataPacket out;
    const auto sent = conference.sent_to_shard<link::SendData>();
    EXPECT_FALSE(sent.empty());
    if (sent.empty()) return out;
    EXPECT_EQ(sent.back().kind, link::DataKind::kReliable);
    EXPECT_TRUE(out.ParseFromArray(sent.back().payload->data(),
                                   static_cast<int>(sent.back().payload->size())));
    return out;
  }
  void say(const TestClient& from, const pb::DataPacket& packet) {
    const std::string bytes = packet.SerializeAsString();
    conference.control.handle_shard(
        conference.now, kToday,
        link::DataReceived{
            conference.peer_of(from), link::DataKind::kReliable, {bytes.begin(), bytes.end()}});
    conference.pump();
  }
  void acknowledge(const TestClient& from, const std::string& id) {
    pb::DataPacket packet;
    packet.mutable_rpc_ack()->set_request_id(id);
    say(from, packet);
  }
  static pb::DataPacket response(const std::string& id, const std::string& payload) {
    pb::DataPacket packet;
    packet.add_destination_identities("server");
    packet.mutable_rpc_response()->set_request_id(id);
    packet.mutable_rpc_response()->set_payload(payload);
    return packet;
  }
  // "404 not_found RpcError 1401: ...", and that nothing else was answered.
  std::string only_answer() {
    EXPECT_EQ(conference.answers.size(), 1u);
    if (conference.answers.size() != 1) return "";
    return describe(conference.answers[0].answer);
  }
  static std::string describe(const CallAnswer& answer) {
    EXPECT_EQ(answer.content_type, "application/json");
    const auto body = nlohmann::json::parse(answer.body, nullptr, false);
    return std::to_string(answer.status) + " " + body.value("code", "") + " " +
           body.value("msg", "");
  }
  std::string refusal(const pb::PerformRpcRequest& request) {
    const auto answer = call(request);
    return answer ? describe(*answer) : "it waits";
  }
};

TEST_F(Rpc, IsAskedOfTheParticipantAndAnswered) {
  pb::PerformRpcRequest request = greet();
  request.set_response_timeout_ms(5'000);
  EXPECT_FALSE(call(request).has_value());
  const pb::DataPacket packet = asked();
  EXPECT_EQ(conference.sent_to_shard<link::SendData>().back().peers,
            std::vector{conference.peer_of(lan)});
  EXPECT_EQ(packet.participant_identity(), "server");
  EXPECT_EQ(packet.rpc_request().method(), "greet");
  EXPECT_EQ(packet.rpc_request().payload(), "chao");
  EXPECT_EQ(packet.rpc_request().version(), 1u);
  EXPECT_EQ(packet.rpc_request().response_timeout_ms(), 3'000u);
  acknowledge(lan, packet.rpc_request().id());
  EXPECT_TRUE(conference.answers.empty());
  say(lan, response(packet.rpc_request().id(), "chao lai"));
  ASSERT_EQ(conference.answers.size(), 1u);
  EXPECT_EQ(conference.answers[0].call, CallId{1});
  EXPECT_EQ(conference.answers[0].answer.status, 200);
  EXPECT_EQ(conference.answers[0].answer.content_type, "application/protobuf");
  pb::PerformRpcResponse answer;
  ASSERT_TRUE(answer.ParseFromString(conference.answers[0].answer.body));
  EXPECT_EQ(answer.payload(), "chao lai");
  // The answer went to nobody else, and a second one to none at all.
  EXPECT_EQ(conference.sent_to_shard<link::SendData>().size(), 1u);
  conference.pass(60s, lan);
  EXPECT_EQ(conference.answers.size(), 1u);
}

TEST_F(Rpc, SpeaksJsonToo) {
  EXPECT_FALSE(call(R"({"room":"hop","destinationIdentity":"lan","method":"m","payload":"p"})",
                    "application/json;charset=UTF-8")
                   .has_value());
  say(lan, response(asked().rpc_request().id(), "\"đáp\""));
  ASSERT_EQ(conference.answers.size(), 1u);
  EXPECT_EQ(conference.answers[0].answer.content_type, "application/json");
  EXPECT_EQ(nlohmann::json::parse(conference.answers[0].answer.body)["payload"], "\"đáp\"");
}

TEST_F(Rpc, OnlyWhoWasAskedMayAnswer) {
  call(greet());
  const std::string id = asked().rpc_request().id();
  say(minh, response(id, "forged"));
  acknowledge(minh, id);
  EXPECT_TRUE(conference.answers.empty());
  say(lan, response("RPC_another", "stray"));
  EXPECT_TRUE(conference.answers.empty());
  say(lan, response(id, "true"));
  ASSERT_EQ(conference.answers.size(), 1u);
  EXPECT_EQ(conference.answers[0].answer.status, 200);
}

TEST_F(Rpc, WhoMayNotSendMayStillAnswer) {
  Grants mute = TestConference::grants("hoa");
  mute.can_publish_data = false;
  TestClient& hoa = conference.join(mute, TestConference::plain_request());
  conference.connected(hoa);
  call(greet("hoa"));
  say(hoa, response(asked().rpc_request().id(), "vang"));
  ASSERT_EQ(conference.answers.size(), 1u);
  EXPECT_EQ(conference.answers[0].answer.status, 200);
}

TEST_F(Rpc, ErrorsOfTheMethodAreTheCallers) {
  const std::pair<uint32_t, const char*> cases[] = {
      {1400, "400 invalid_argument RpcError 1400: no: why"},
      {1404, "501 unimplemented RpcError 1404: no: why"},
      {1500, "500 internal RpcError 1500: no: why"},
      {7, "500 internal RpcError 7: no: why"}};
  for (const auto& [number, expected] : cases) {
    conference.answers.clear();
    call(greet());
    pb::DataPacket packet;
    packet.mutable_rpc_response()->set_request_id(asked().rpc_request().id());
    pb::RpcError& error = *packet.mutable_rpc_response()->mutable_error();
    error.set_code(number);
    error.set_message("no");
    error.set_data("why");
    say(lan, packet);
    EXPECT_EQ(only_answer(), expected);
  }
}

TEST_F(Rpc, NobodyAndTooMuchAreRefusedAtOnce) {
  EXPECT_EQ(refusal(greet("nobody")), "404 not_found RpcError 1401: Recipient not found");
  pb::PerformRpcRequest large = greet();
  large.set_payload(std::string(15 * 1024 + 1, 'x'));
  EXPECT_EQ(refusal(large), "400 malformed RpcError 1402: Request payload too large");
  large.set_payload(std::string(15 * 1024, 'x'));
  EXPECT_EQ(refusal(large), "it waits");
  pb::PerformRpcRequest named = greet();
  named.set_method(std::string(65, 'm'));
  EXPECT_EQ(refusal(named), "400 invalid_argument the method's name is missing or too long");
  named.set_method("");
  EXPECT_EQ(refusal(named), "400 invalid_argument the method's name is missing or too long");
  conference.join("joining");
  EXPECT_EQ(refusal(greet("joining")), "503 unavailable RpcError 1503: Recipient disconnected");
  rights.room = "elsewhere";
  EXPECT_EQ(refusal(greet()), "403 permission_denied the token lacks roomAdmin of this room");
}

TEST_F(Rpc, AnAnswerThatIsTooLargeIsOne) {
  call(greet());
  say(lan, response(asked().rpc_request().id(), std::string(15 * 1024 + 1, 'x')));
  EXPECT_EQ(only_answer(), "500 internal RpcError 1504: Response payload too large");
}

TEST_F(Rpc, WhoNeverTakesTheCallIsNotWaitedForLong) {
  call(greet());
  conference.pass(6s, lan);
  EXPECT_TRUE(conference.answers.empty());
  conference.pass(1s, lan);
  EXPECT_EQ(only_answer(), "408 canceled RpcError 1501: Connection timeout");
}

TEST_F(Rpc, WhoTakesItAndDoesNotAnswerIsWaitedForAsLongAsAsked) {
  pb::PerformRpcRequest request = greet();
  request.set_response_timeout_ms(15'000);
  call(request);
  acknowledge(lan, asked().rpc_request().id());
  conference.pass(14s, lan);
  EXPECT_TRUE(conference.answers.empty());
  conference.pass(1s, lan);
  EXPECT_EQ(only_answer(), "408 canceled RpcError 1502: Response timeout");
}

TEST_F(Rpc, NoPatienceIsLongerThanOurs) {
  pb::PerformRpcRequest request = greet();
  request.set_response_timeout_ms(UINT32_MAX);
  call(request);
  EXPECT_EQ(asked().rpc_request().response_timeout_ms(), 23'000u);
  acknowledge(lan, asked().rpc_request().id());
  conference.pass(25s, lan);
  EXPECT_EQ(only_answer(), "408 canceled RpcError 1502: Response timeout");
  request.set_response_timeout_ms(1);
  conference.answers.clear();
  call(request);
  conference.pass(1ms, lan);
  EXPECT_EQ(only_answer(), "408 canceled RpcError 1502: Response timeout");
}

TEST_F(Rpc, WhoLeavesAnswersNoMore) {
  call(greet("minh"));
  call(greet());
  pb::SignalRequest leave;
  leave.mutable_leave();
  conference.say(lan, leave);
  EXPECT_EQ(only_answer(), "503 unavailable RpcError 1503: Recipient disconnected");
  EXPECT_EQ(conference.answers[0].call, CallId{2});
}

TEST_F(Rpc, AServerThatStopsAnswersEveryone) {
  call(greet());
  call(greet("minh"));
  conference.control.handle_shutdown(conference.now, kToday);
  conference.pump();
  EXPECT_EQ(conference.answers.size(), 2u);
}

TEST_F(Rpc, SoManyWaitAndNoMore) {
  const Limits limits;
  for (size_t i = 0; i < limits.rpcs_per_participant; ++i) EXPECT_EQ(refusal(greet()), "it waits");
  EXPECT_EQ(refusal(greet()), "429 resource_exhausted too many calls wait for an answer");
  EXPECT_EQ(refusal(greet("minh")), "it waits");
  conference.pass(10s, lan);
  EXPECT_EQ(conference.answers.size(), limits.rpcs_per_participant + 1);
  EXPECT_EQ(refusal(greet()), "it waits");
}

}  // namespace
}  // namespace diemcau::livekit::testing
