#include <gtest/gtest.h>

#include "livekit/test_conference.h"

namespace diemcau::livekit::testing {
namespace {

using Kind = pb::SignalResponse;

size_t updates(const std::vector<TestClient*>& clients) {
  size_t out = 0;
  for (const TestClient* one : clients) out += one->count(Kind::kUpdate);
  return out;
}

// "site0", "site1" and so on, each let in by `join`.
template <class Join>
std::vector<TestClient*> sites(int count, Join join) {
  std::vector<TestClient*> clients;
  clients.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) clients.push_back(join("site" + std::to_string(i)));
  return clients;
}

// In a small room everyone hears of everyone at once, in a large one those who only listen are
// gathered: frames must not grow with the square of the room.
TEST(Crowd, JoinsOfListenersAreGathered) {
  TestConference conference;
  std::vector<TestClient*> clients;
  constexpr int kSites = 300;
  for (int i = 0; i < kSites; ++i) {
    clients.push_back(&conference.join("site" + std::to_string(i)));
    conference.connected(*clients.back());
    conference.pass(10ms);
  }
  conference.pass(1s);
  // The first 32 at once: 32²; then one of its own for each join and state, and one to everyone
  // each half second: 300 joins at 10 ms are 3 s.
  const size_t calm = 32 * 32 * 2;
  EXPECT_LT(updates(clients), calm + kSites * 2 + kSites * 8);
  // Nobody is forgotten.
  std::set<std::string> known;
  for (const auto& frame : clients[0]->frames) {
    for (const auto& one : frame.update().participants()) known.insert(one.identity());
  }
  EXPECT_EQ(known.size(), static_cast<size_t>(kSites));
}

TEST(Crowd, PublishersAreToldOfAtOnce) {
  TestConference conference;
  const auto clients = sites(50, [&](const std::string& name) { return &conference.join(name); });
  conference.pass(1s);
  const size_t before = updates(clients);
  const std::string sid = conference.publish(*clients[40], "cam", MediaKind::kVideo);
  EXPECT_EQ(updates(clients), before + 50);
  EXPECT_EQ(clients[3]->last(Kind::kUpdate)->update().participants(0).tracks(0).sid(), sid);
}

// The identity's old end must not be told after its new beginning.
TEST(Crowd, GatheredNewsKeepTheOrderOfOneIdentity) {
  TestConference conference;
  const auto clients = sites(50, [&](const std::string& name) { return &conference.join(name); });
  conference.pass(1s);
  TestClient& again = conference.join("site7");
  conference.publish(again, "cam", MediaKind::kVideo);
  const auto& update = clients[3]->last(Kind::kUpdate)->update();
  ASSERT_EQ(update.participants_size(), 2);
  EXPECT_EQ(update.participants(0).sid(), clients[7]->sid());
  EXPECT_EQ(update.participants(0).state(), pb::ParticipantInfo_State_DISCONNECTED);
  EXPECT_EQ(update.participants(1).sid(), again.sid());
}

TEST(Crowd, WallIsNegotiatedInFewRounds) {
  TestConference conference;
  std::vector<TestClient*> clients;
  for (int i = 0; i < 49; ++i) {
    TestClient& one = conference.join("site" + std::to_string(i));
    conference.connected(one);
    conference.publish(one, "cam", MediaKind::kVideo);
    conference.publish(one, "mic", MediaKind::kAudio);
    clients.push_back(&one);
  }
  TestClient& wall = conference.join("wall");
  conference.connected(wall);
  int rounds = 0;
  size_t answered = 0;
  while (wall.count(Kind::kMediaSectionsRequirement) > answered && rounds < 10) {
    answered = wall.count(Kind::kMediaSectionsRequirement);
    const auto& need = wall.last(Kind::kMediaSectionsRequirement)->media_sections_requirement();
    wall.session->add_receiving(need.num_audios(), need.num_videos());
    conference.offer(wall);
    ++rounds;
  }
  EXPECT_EQ(rounds, 1);
  // 49 pictures, and sound by the limit of what comes unasked.
  EXPECT_EQ(wall.last(Kind::kAnswer)->answer().mid_to_track_id_size(), 49 + 24);
}

// --- Thousands ----------------------------------------------------------------------------------

// A hall of thousands in small: the same bounds, a tenth of them.
ControlConfig small_scale() {
  ControlConfig config = TestConference::default_config();
  config.limits.calm_room = 8;
  config.limits.listed_listeners = 40;
  config.limits.calm_interval_per_participant = 10ms;
  config.limits.counts_interval = 500ms;
  return config;
}

struct Cost {
  size_t messages = 0;
  size_t bytes = 0;
};

// One speaks, `size` come one after the other and listen.
Cost cost_of_joining(int size) {
  TestConference conference(small_scale());
  TestClient& speaker = conference.join("speaker");
  conference.connected(speaker);
  conference.publish(speaker, "mic", MediaKind::kAudio);
  const link::SpeakerLevel voice{conference.sent_to_shard<link::SetSource>().at(0).track, 0.5F};
  std::vector<TestClient*> clients;
  for (int i = 0; i < size; ++i) {
    clients.push_back(&conference.join("site" + std::to_string(i)));
    conference.connected(*clients.back());
    conference.pass(10ms);
    // The voice goes up and down.
    link::SpeakersChanged heard{RoomId{1}, {voice}};
    heard.speakers[0].level = static_cast<float>(i % 8 + 1) / 8;
    conference.control.handle_shard(conference.now, kToday, heard);
    conference.pump();
  }
  Cost out{.bytes = conference.bytes_sent};
  for (const TestClient* one : clients) out.messages += one->frames.size();
  return out;
}

// Twice as many cost twice as much, not four times.
TEST(Crowd, CostOfJoiningGrowsWithTheirNumberOnly) {
  const Cost once = cost_of_joining(150);
  const Cost twice = cost_of_joining(300);
  EXPECT_LT(twice.messages, once.messages * 24 / 10);
  EXPECT_LT(twice.bytes, once.bytes * 24 / 10);
  EXPECT_LT(twice.messages, 300u * 20);
}

std::set<std::string> known_to(const TestClient& client) {
  std::set<std::string> out;
  for (const auto& frame : client.frames) {
    for (const auto& one : frame.join().other_participants()) out.insert(one.identity());
    for (const auto& one : frame.update().participants()) out.insert(one.identity());
  }
  return out;
}

TestClient& arrive(TestConference& conference, const std::string& identity) {
  TestClient& out = conference.join(identity);
  conference.connected(out);
  return out;
}

// Of more listeners than fit the list only the number is told.
TEST(Crowd, ListOfThoseWhoListenIsBounded) {
  TestConference conference(small_scale());
  const auto clients =
      sites(60, [&](const std::string& name) { return &arrive(conference, name); });
  conference.pass(7s);
  EXPECT_EQ(known_to(*clients[0]).size(), 40u);
  EXPECT_EQ(clients[59]->join().other_participants_size(), 40);
  EXPECT_EQ(clients[0]->last(Kind::kRoomUpdate)->room_update().room().num_participants(), 60u);
  // Where one of the list has gone the next one comes into it; who has left is told of once.
  pb::SignalRequest goodbye;
  goodbye.mutable_leave();
  conference.say(*clients[5], goodbye);
  arrive(conference, "late");
  conference.pass(2s);
  EXPECT_TRUE(known_to(*clients[0]).contains("late"));
  EXPECT_FALSE(known_to(*clients[0]).contains("site55"));
}

// Clients drop media of whom they have not heard of.
TEST(Crowd, WhoBeginsToPublishComesIntoTheList) {
  TestConference conference(small_scale());
  const auto clients =
      sites(60, [&](const std::string& name) { return &arrive(conference, name); });
  conference.pass(2s);
  ASSERT_FALSE(known_to(*clients[0]).contains("site59"));
  conference.publish(*clients[59], "cam", MediaKind::kVideo);
  EXPECT_TRUE(known_to(*clients[0]).contains("site59"));
  EXPECT_EQ(conference.join("next").join().other_participants_size(), 41);
}

TEST(Crowd, WhoSpeaksToAllInDataComesIntoTheList) {
  TestConference conference(small_scale());
  const auto clients =
      sites(60, [&](const std::string& name) { return &arrive(conference, name); });
  conference.pass(2s);
  pb::DataPacket packet;
  packet.mutable_user()->set_payload("xin chao");
  const auto say = [&] {
    const std::string bytes = packet.SerializeAsString();
    conference.control.handle_shard(conference.now, kToday,
                                    link::DataReceived{conference.peer_of(*clients[59]),
                                                       link::DataKind::kLossy,
                                                       {bytes.begin(), bytes.end()}});
    conference.pump();
    conference.pass(2s);
  };
  packet.add_destination_identities("site1");
  say();
  EXPECT_FALSE(known_to(*clients[0]).contains("site59"));
  packet.clear_destination_identities();
  say();
  EXPECT_TRUE(known_to(*clients[0]).contains("site59"));
}

// Everyone hears who begins and ends to speak at once, how loud only once a second.
TEST(Crowd, LevelsAreToldSlowly) {
  TestConference conference(small_scale());
  const auto clients = sites(20, [&](const std::string& name) { return &conference.join(name); });
  conference.publish(*clients[0], "mic", MediaKind::kAudio);
  const TrackId track = conference.sent_to_shard<link::SetSource>().at(0).track;
  const auto hear = [&](std::vector<link::SpeakerLevel> levels) {
    conference.control.handle_shard(conference.now, kToday,
                                    link::SpeakersChanged{RoomId{1}, std::move(levels)});
    conference.pump();
    return clients[9]->count(Kind::kSpeakersChanged);
  };
  conference.pass(2s);
  EXPECT_EQ(hear({{track, 0.5F}}), 1u);
  conference.pass(100ms);
  EXPECT_EQ(hear({{track, 0.75F}}), 1u);
  conference.pass(1s);
  EXPECT_EQ(hear({{track, 0.25F}}), 2u);
  conference.pass(100ms);
  EXPECT_EQ(hear({}), 3u);
}

// Rooms of a server with several shards spread out, and nothing about one goes to another.
TEST(Crowd, RoomsAreSpreadOverShards) {
  ControlConfig config = TestConference::default_config();
  const SocketAddress tcp = SocketAddress::v4(127, 0, 0, 1, 7881);
  config.shards = {{.shard = 3, .udp = {SocketAddress::v4(127, 0, 0, 1, 7882)}, .tcp = {tcp}},
                   {.shard = 5, .udp = {SocketAddress::v4(127, 0, 0, 1, 7883)}, .tcp = {tcp}}};
  TestConference conference(config);
  const auto shard_of = [&](const char* identity, const char* room) {
    const TestClient& one =
        conference.join(TestConference::grants(identity, room), TestConference::plain_request());
    const auto answer =
        negotiate::ClientSession::parse_answer(one.last(Kind::kAnswer)->answer().sdp());
    EXPECT_EQ(shard_of_ufrag(answer->remote.ufrag), answer->candidates.at(0).port == 7882 ? 3 : 5);
    EXPECT_NE(one.last(Kind::kAnswer)->answer().sdp().find("127.0.0.1 7881 typ host tcptype"),
              std::string::npos);
    return *shard_of_ufrag(answer->remote.ufrag);
  };
  const uint8_t first = shard_of("a", "hop");
  EXPECT_EQ(shard_of("b", "hop"), first);
  EXPECT_NE(shard_of("c", "hai"), first);
}

}  // namespace
}  // namespace diemcau::livekit::testing
