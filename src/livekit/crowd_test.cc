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
  std::vector<TestClient*> clients;
  for (int i = 0; i < 50; ++i) clients.push_back(&conference.join("site" + std::to_string(i)));
  conference.pass(1s);
  const size_t before = updates(clients);
  const std::string sid = conference.publish(*clients[40], "cam", MediaKind::kVideo);
  EXPECT_EQ(updates(clients), before + 50);
  EXPECT_EQ(clients[3]->last(Kind::kUpdate)->update().participants(0).tracks(0).sid(), sid);
}

// The identity's old end must not be told after its new beginning.
TEST(Crowd, GatheredNewsKeepTheOrderOfOneIdentity) {
  TestConference conference;
  std::vector<TestClient*> clients;
  for (int i = 0; i < 50; ++i) clients.push_back(&conference.join("site" + std::to_string(i)));
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
