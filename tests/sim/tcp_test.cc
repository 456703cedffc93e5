// ICE over TCP: what the shard, the frames and the lanes make of it together.
#include <gtest/gtest.h>

#include <cstdlib>

#include "world.h"

namespace diemcau::sim {
namespace {

uint64_t seeds() {
  const char* wanted = std::getenv("DIEMCAU_SIM_SEEDS");
  return wanted == nullptr ? 20 : std::strtoull(wanted, nullptr, 10);
}

void publish(World& world, SimClient& speaker) {
  world.shard.handle_message(world.now, speaker.publish_audio(world.now));
  world.shard.handle_message(world.now, speaker.publish_video(world.now, 1));
}

// Sound is sink 2n + 1, the picture 2n + 2.
void subscribe(World& world, SimClient& listener, SimClient& speaker, uint32_t n) {
  world.shard.handle_message(world.now, listener.subscribe(speaker.audio(), SinkId{2 * n + 1}));
  world.shard.handle_message(world.now, listener.subscribe(speaker.video(), SinkId{2 * n + 2}));
}

void run_seed(uint64_t seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  World world(seed);
  SimClient& speaker = world.add(true);
  SimClient& by_tcp = world.add(true);
  SimClient& by_udp = world.add();
  world.run(2s);
  ASSERT_EQ(world.count_events<link::PeerConnected>(), 3u);
  publish(world, speaker);
  subscribe(world, by_tcp, speaker, 0);
  subscribe(world, by_udp, speaker, 1);
  world.run(5s);
  for (SimClient* one : {&by_tcp, &by_udp}) {
    const uint32_t first = one == &by_tcp ? 1 : 3;
    EXPECT_GE(one->stream(SinkId{first}).received(), 240u);
    EXPECT_GE(one->stream(SinkId{first + 1}).received(), 140u);
    for (const SinkId sink : {SinkId{first}, SinkId{first + 1}}) {
      EXPECT_EQ(one->stream(sink).holes(), 0u);
      EXPECT_EQ(one->stream(sink).fault(), "");
    }
    EXPECT_EQ(one->strangers(), 0u);
  }
}

TEST(Tcp, EverythingArrivesOnceAndInOrderHoweverTheStreamIsCut) {
  for (uint64_t seed = 1; seed <= seeds() && !HasFailure(); ++seed) run_seed(seed);
}

// The picture alone has some 300 kbit/s.
TEST(Tcp, WhereNotAllGetsThroughSoundDoesAndNobodyElseMisses) {
  World world(7);
  SimClient& speaker = world.add();
  SimClient& narrow = world.add(true);
  SimClient& wide = world.add(true);
  world.run(2s);
  publish(world, speaker);
  subscribe(world, narrow, speaker, 0);
  subscribe(world, wide, speaker, 1);
  world.run(1s);
  TcpLine& line = world.network.tcp.at(TcpId{2});
  line.down_bps = 120'000;
  const size_t before = narrow.stream(SinkId{1}).received();
  world.run(30s);
  EXPECT_EQ(line.others_dropped(), 0u);
  EXPECT_EQ(narrow.stream(SinkId{1}).holes(), 0u);
  EXPECT_GE(narrow.stream(SinkId{1}).received() - before, 1485u);
  EXPECT_EQ(wide.stream(SinkId{3}).holes() + wide.stream(SinkId{4}).holes(), 0u);
  EXPECT_GE(wide.stream(SinkId{4}).received(), 920u);
  // In the end the line is good, and so is the picture.
  line.down_bps = 50'000'000;
  world.run(10s);
  const size_t pictures = narrow.stream(SinkId{2}).received();
  world.run(5s);
  EXPECT_GE(narrow.stream(SinkId{2}).received() - pictures, 140u);
  EXPECT_EQ(narrow.stream(SinkId{2}).fault(true), "");
}

}  // namespace
}  // namespace diemcau::sim
