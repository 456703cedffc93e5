#include "livekit/data.h"

#include <gtest/gtest.h>

#include "livekit/test_conference.h"

namespace diemcau::livekit::testing {
namespace {

struct Data : ::testing::Test {
  TestConference conference;
  TestClient& lan = add("lan");
  TestClient& minh = add("minh");
  TestClient& hoa = add("hoa");

  TestClient& add(const std::string& identity, Grants grants = {}) {
    if (grants.identity.empty()) grants = TestConference::grants(identity);
    TestClient& out = conference.join(grants, TestConference::plain_request());
    conference.connected(out);
    return out;
  }
  PeerId peer(const TestClient& client) const { return conference.peer_of(client); }

  static pb::DataPacket text(const std::string& payload, uint32_t sequence = 0) {
    pb::DataPacket packet;
    packet.mutable_user()->set_payload(payload);
    packet.set_sequence(sequence);
    return packet;
  }
  void say(const TestClient& from, const pb::DataPacket& packet,
           link::DataKind kind = link::DataKind::kReliable) {
    say(from, packet.SerializeAsString(), kind);
  }
  void say(const TestClient& from, const std::string& bytes,
           link::DataKind kind = link::DataKind::kReliable) {
    conference.shard_messages.erase(
        std::remove_if(conference.shard_messages.begin(), conference.shard_messages.end(),
                       [](const auto& one) {
                         return std::holds_alternative<link::SendData>(one) ||
                                std::holds_alternative<link::DataTaken>(one);
                       }),
        conference.shard_messages.end());
    conference.control.handle_shard(
        conference.now, kToday, link::DataReceived{peer(from), kind, {bytes.begin(), bytes.end()}});
    conference.pump();
  }
  std::vector<link::SendData> sent() const { return conference.sent_to_shard<link::SendData>(); }
  // Of the only message that was passed on.
  pb::DataPacket passed() const {
    pb::DataPacket out;
    EXPECT_EQ(sent().size(), 1u);
    if (sent().size() == 1) {
      const auto& bytes = *sent()[0].payload;
      EXPECT_TRUE(out.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    }
    return out;
  }
  std::vector<PeerId> receivers() const {
    return sent().size() == 1 ? sent()[0].peers : std::vector<PeerId>{};
  }
  uint64_t refused() const { return conference.control.counters().refused_data; }
};

TEST_F(Data, GoesToEveryoneElseSignedByTheServer) {
  pb::DataPacket packet = text("chao");
  packet.set_participant_identity("minh");
  packet.mutable_user()->set_participant_identity("minh");
  packet.set_kind(pb::DataPacket_Kind_LOSSY);
  packet.mutable_user()->set_topic("t");
  packet.mutable_user()->set_nonce("n");
  say(lan, packet);
  EXPECT_EQ(receivers(), (std::vector{peer(minh), peer(hoa)}));
  EXPECT_EQ(passed().participant_identity(), "lan");
  EXPECT_EQ(passed().participant_sid(), lan.sid());
  EXPECT_EQ(passed().kind(), pb::DataPacket_Kind_RELIABLE);
  EXPECT_EQ(passed().user().participant_identity(), "lan");
  EXPECT_EQ(passed().user().participant_sid(), lan.sid());
  EXPECT_EQ(passed().user().payload(), "chao");
  EXPECT_EQ(passed().user().topic(), "t");
  EXPECT_EQ(passed().user().nonce(), "n");
  say(lan, packet, link::DataKind::kLossy);
  EXPECT_EQ(sent()[0].kind, link::DataKind::kLossy);
  EXPECT_EQ(passed().kind(), pb::DataPacket_Kind_LOSSY);
}

TEST_F(Data, EachMessageGivesItsSenderRoomForMore) {
  say(lan, "no packet at all");
  ASSERT_EQ(conference.sent_to_shard<link::DataTaken>().size(), 1u);
  EXPECT_EQ(conference.sent_to_shard<link::DataTaken>()[0].bytes, 16u);
  EXPECT_EQ(conference.sent_to_shard<link::DataTaken>()[0].peer, peer(lan));
}

TEST_F(Data, GoesOnlyWhereItIsAddressed) {
  pb::DataPacket packet = text("x");
  for (const char* one : {"hoa", "nobody", "lan", "hoa"}) packet.add_destination_identities(one);
  say(lan, packet);
  EXPECT_EQ(receivers(), std::vector{peer(hoa)});
  // As older clients say it.
  pb::DataPacket older = text("x");
  older.mutable_user()->add_destination_identities("minh");
  say(lan, older);
  EXPECT_EQ(receivers(), std::vector{peer(minh)});
  pb::DataPacket oldest = text("x");
  oldest.mutable_user()->add_destination_sids(hoa.sid());
  say(lan, oldest);
  EXPECT_EQ(receivers(), std::vector{peer(hoa)});
  pb::DataPacket nobody = text("x");
  nobody.add_destination_identities("nobody");
  say(lan, nobody);
  EXPECT_TRUE(sent().empty());
}

TEST_F(Data, CallsAndStreamsAreOnlyPassedOn) {
  pb::DataPacket call;
  call.add_destination_identities("minh");
  call.mutable_rpc_request()->set_id("1");
  call.mutable_rpc_request()->set_method("hoi");
  say(lan, call);
  EXPECT_EQ(passed().rpc_request().method(), "hoi");
  EXPECT_EQ(receivers(), std::vector{peer(minh)});
  pb::DataPacket chunk;
  chunk.mutable_stream_chunk()->set_stream_id("s");
  chunk.mutable_stream_chunk()->set_content(std::string(15000, 'x'));
  say(lan, chunk);
  EXPECT_EQ(passed().stream_chunk().content().size(), 15000u);
}

TEST_F(Data, WhatMayNotBeSaidIsCountedAndGoesNowhere) {
  Grants mute = TestConference::grants("cam");
  mute.can_publish_data = false;
  TestClient& cam = add("cam", mute);
  say(cam, text("x"));
  EXPECT_TRUE(sent().empty());
  EXPECT_EQ(refused(), 1u);
  say(lan, "\xff\xff\xff");
  say(lan, pb::DataPacket());
  pb::DataPacket speaker;
  speaker.mutable_speaker();
  say(lan, speaker);
  pb::DataPacket transcription;
  transcription.mutable_transcription();
  say(lan, transcription);
  pb::DataPacket many = text("x");
  for (int i = 0; i < 1001; ++i) many.add_destination_identities("hoa");
  say(lan, many);
  EXPECT_TRUE(sent().empty());
  EXPECT_EQ(refused(), 6u);
}

TEST_F(Data, OfAHiddenOneNobodyLearns) {
  Grants hidden = TestConference::grants("an");
  hidden.hidden = true;
  say(add("an", hidden), text("x"));
  EXPECT_EQ(passed().participant_identity(), "");
  EXPECT_EQ(passed().user().participant_sid(), "");
}

TEST_F(Data, AReliableMessageIsPassedOnOnce) {
  say(lan, text("a", 1));
  EXPECT_EQ(passed().sequence(), 1u);
  say(lan, text("c", 3));
  EXPECT_EQ(sent().size(), 1u);
  say(lan, text("b", 2));
  EXPECT_TRUE(sent().empty());
  say(lan, text("c", 3));
  EXPECT_TRUE(sent().empty());
  // Those without numbers have none to be told apart by.
  say(lan, text("d"));
  EXPECT_EQ(sent().size(), 1u);
}

TEST_F(Data, EverySizeComesThroughWholeInWhateverOrder) {
  RepeatableRandom random(3);
  for (const auto kind : {link::DataKind::kLossy, link::DataKind::kReliable}) {
    for (size_t size = 0; size < 60'000; size = size * 2 + random.u32() % 3) {
      say(lan, text(std::string(size, 'x')), kind);
      ASSERT_EQ(passed().user().payload().size(), size);
    }
  }
  // Reliable ones with numbers from anywhere: each goes on at most once, and never an older one.
  uint32_t newest = 0;
  for (int i = 0; i < 500; ++i) {
    const uint32_t number = i % 50 == 0 ? random.u32() : newest + random.u32() % 5 - 2;
    say(lan, text("x", number));
    ASSERT_EQ(sent().size(), number == 0 || number > newest ? 1u : 0u) << number;
    newest = std::max(newest, number);
  }
}

TEST_F(Data, EveryCutOfAPacketIsHarmless) {
  pb::DataPacket packet = text("mot hai ba", 7);
  packet.add_destination_identities("minh");
  const std::string whole = packet.SerializeAsString();
  for (size_t length = 0; length < whole.size(); ++length) {
    say(lan, whole.substr(0, length));
    ASSERT_LE(sent().size(), 1u);
    // Whatever it was, its sender may go on.
    ASSERT_EQ(conference.sent_to_shard<link::DataTaken>().size(), 1u);
  }
  say(hoa, text("still here"));
  EXPECT_EQ(receivers().size(), 2u);
}

TEST_F(Data, WhoComesBackIsSentWhatItHasMissed) {
  for (uint32_t i = 1; i <= 5; ++i) say(lan, text(std::to_string(i), i));
  pb::DataPacket other = text("not for hoa", 6);
  other.add_destination_identities("minh");
  say(lan, other);
  say(lan, text("seventh", 7));
  conference.shard_messages.erase(conference.shard_messages.end() - 2,
                                  conference.shard_messages.end());
  conference.close(hoa);
  TestClient& back = conference.resume(hoa);
  pb::SignalRequest sync;
  auto& heard = *sync.mutable_sync_state()->add_datachannel_receive_states();
  heard.set_publisher_sid(lan.sid());
  heard.set_last_seq(3);
  conference.say(back, sync);
  std::vector<std::string> got;
  for (const link::SendData& one : sent()) {
    pb::DataPacket packet;
    ASSERT_TRUE(packet.ParseFromArray(one.payload->data(), static_cast<int>(one.payload->size())));
    ASSERT_EQ(one.peers, std::vector{peer(hoa)});
    got.push_back(packet.user().payload());
  }
  EXPECT_EQ(got, (std::vector<std::string>{"4", "5", "seventh"}));
}

TEST_F(Data, WhoComesBackIsToldWhatHasArrived) {
  say(lan, text("x", 41));
  conference.close(lan);
  const TestClient& back = conference.resume(lan);
  EXPECT_EQ(back.frames.at(0).reconnect().last_message_seq(), 41u);
}

TEST_F(Data, TheServersOwnMessageGoesToAllOrToThoseNamed) {
  SendData wanted{.room = "hop", .payload = "tin", .topic = "t"};
  ASSERT_TRUE(conference.control.perform(conference.now, kToday, wanted).ok());
  conference.pump();
  EXPECT_EQ(receivers().size(), 3u);
  EXPECT_EQ(passed().user().topic(), "t");
  EXPECT_EQ(passed().participant_identity(), "");
  conference.shard_messages.clear();
  wanted.payload.assign(65536, 'x');
  EXPECT_FALSE(conference.control.perform(conference.now, kToday, wanted).ok());
  wanted.room = "nowhere";
  EXPECT_FALSE(conference.control.perform(conference.now, kToday, wanted).ok());
}

TEST(DataHistory, IsBoundedByBytesNumberAndTime) {
  DataHistory history;
  const auto count = [&] {
    size_t out = 0;
    history.after("s", 0, PeerId{1}, [&](const SentData&) { ++out; });
    return out;
  };
  const auto large = std::make_shared<const std::vector<uint8_t>>(60'000);
  const auto small = std::make_shared<const std::vector<uint8_t>>(1);
  for (uint32_t i = 1; i <= 100; ++i) history.add({Instant{1s}, "s", i, {PeerId{1}}, large});
  EXPECT_LE(count(), DataHistory::kBytes / 60'000);
  for (uint32_t i = 1; i <= 5000; ++i) history.add({Instant{2s}, "s", i, {PeerId{1}}, small});
  EXPECT_EQ(count(), DataHistory::kMessages);
  history.add({Instant{40s}, "s", 5001, {PeerId{1}}, small});
  EXPECT_EQ(count(), 1u);
}

}  // namespace
}  // namespace diemcau::livekit::testing
