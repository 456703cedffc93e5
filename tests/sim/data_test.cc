// Data messages between clients and control through a shard, in virtual time, beside media.
#include <gtest/gtest.h>

#include <map>

#include "shard/data.h"
#include "world.h"

namespace diemcau::sim {
namespace {

constexpr uint16_t kReliable = 0;  // streams, in the order in which clients open their channels
constexpr uint16_t kLossy = 2;

SharedBytes payload_of(uint32_t number, size_t size) {
  auto out = std::make_shared<std::vector<uint8_t>>(std::max<size_t>(size, 4));
  store_be32(out->data(), number);
  return out;
}

// A room in which control answers each message by sending it to everyone else.
struct Room : World {
  Room(uint64_t seed, size_t people) : World(seed) {
    for (size_t i = 0; i < people; ++i) {
      transport::DataChannels& channels = add().transport().open_data();
      channels.open(now, {"_reliable", "", true, {}, {}});
      channels.open(now, {"_lossy", "", false, 0, {}});
    }
    got.resize(people);
  }

  transport::DataChannels& channels(size_t who) { return *clients[who]->transport().data(); }
  auto say(size_t who, uint16_t stream, uint32_t number, size_t size) {
    return channels(who).send(now, stream, false, payload_of(number, size));
  }

  // So long, looking at messages every 10 ms.
  void talk(Duration duration) {
    for (const Instant end = now + duration; now < end;) {
      run(10ms);
      if (relays) relay();
      transport::DataMessage message;
      for (size_t i = 0; i < clients.size(); ++i) {
        while (channels(i).poll_message(now, message)) {
          got[i][message.stream].push_back(load_be32(message.payload.data()));
        }
      }
    }
  }

  void relay() {
    for (; looked_at < events.size(); ++looked_at) {
      const auto* one = std::get_if<link::DataReceived>(&events[looked_at]);
      if (one == nullptr) continue;
      link::SendData out{{}, one->kind, std::make_shared<const std::vector<uint8_t>>(one->payload)};
      for (const auto& client : clients) {
        if (client->id() != one->peer) out.peers.push_back(client->id());
      }
      tell(std::move(out));
      tell(link::DataTaken{one->peer, one->payload.size()});
    }
  }

  bool relays = true;
  size_t looked_at = 0;
  std::vector<std::map<uint16_t, std::vector<uint32_t>>> got;
};

TEST(Data, ReachesEveryoneElseOnceAndInOrder) {
  for (uint64_t seed = 0; seed < 10; ++seed) {
    Room room(seed, 4);
    room.network.line.loss = 0.05;
    room.talk(3s);
    std::vector<uint32_t> sent;
    for (uint32_t i = 0; i < 30; ++i) {
      room.say(0, kReliable, i, i % 5 == 0 ? 15000 : 100);
      sent.push_back(i);
    }
    room.talk(20s);
    EXPECT_TRUE(room.got[0].empty());
    for (size_t i = 1; i < 4; ++i) EXPECT_EQ(room.got[i][kReliable], sent) << seed << " " << i;
  }
}

TEST(Data, LossyMessagesArriveMostlyAndNeverTwice) {
  Room room(3, 2);
  room.talk(3s);
  room.network.line.loss = 0.1;
  for (uint32_t i = 0; i < 300; ++i) {
    room.say(0, kLossy, i, 200);
    room.talk(20ms);
  }
  room.talk(5s);
  auto& got = room.got[1][kLossy];
  EXPECT_GT(got.size(), 180u);
  EXPECT_LT(got.size(), 300u);
  std::sort(got.begin(), got.end());
  EXPECT_EQ(std::adjacent_find(got.begin(), got.end()), got.end());
}

// What is sent before the client has opened its channels waits for them.
TEST(Data, WaitsForAChannelThatIsNotOpenYet) {
  Room room(1, 1);
  while (room.count_events<link::PeerConnected>() == 0) room.run(1ms);
  ASSERT_EQ(room.clients[0]->transport().data()->state() == transport::SctpState::kEstablished,
            false);
  room.tell(link::SendData{{room.clients[0]->id()}, link::DataKind::kReliable, payload_of(7, 10)});
  room.tell(link::SendData{{room.clients[0]->id()}, link::DataKind::kLossy, payload_of(8, 10)});
  room.talk(3s);
  EXPECT_EQ(room.got[0][kReliable], std::vector<uint32_t>{7});
  EXPECT_EQ(room.shard.counters().data_refused, 1u);
}

// Control that does not answer stops the sender, not the shard; nothing is lost.
TEST(Data, AFloodWaitsForControl) {
  Room room(1, 2);
  room.relays = false;
  room.talk(3s);
  uint32_t sent = 0;
  while (room.say(0, kReliable, sent, 10000) == transport::SctpSendResult::kQueued) ++sent;
  EXPECT_GT(sent, 50u);
  room.talk(20s);
  const size_t told = room.count_events<link::DataReceived>();
  EXPECT_LE(told, shard::DataRelay::kMaxUnanswered / 10000 + 1);
  room.relays = true;
  room.talk(30s);
  ASSERT_EQ(room.got[1][kReliable].size(), sent);
}

TEST(Data, DoesNotHoldSoundUp) {
  Room room(5, 3);
  room.talk(3s);
  room.tell(room.clients[0]->publish_audio(room.now));
  room.tell(room.clients[1]->subscribe(room.clients[0]->audio(), SinkId{1}));
  for (uint32_t i = 0; i < 100; ++i) {
    room.say(2, kReliable, i, 15000);
    room.talk(100ms);
  }
  EXPECT_GT(room.clients[1]->heard(SinkId{1}), 490u);
  EXPECT_LE(room.clients[1]->longest_silence(SinkId{1}), 60ms);
  EXPECT_EQ(room.got[1][kReliable].size(), 100u);
}

}  // namespace
}  // namespace diemcau::sim
