#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "shard/handshakes.h"
#include "world.h"

namespace diemcau::sim {
namespace {

bool is_dtls(Bytes datagram) { return datagram[0] >= 20 && datagram[0] <= 63; }

// Feeds what is due without taking anything from the shard.
void feed(World& world, Duration duration) {
  world.now += duration;
  world.deliver();
  for (auto& client : world.clients) client->handle_timeout(world.now);
  world.deliver();
}

// To how many clients one batch carried DTLS, for each batch that did. All of it goes its way.
std::vector<size_t> flush_and_count(World& world) {
  std::vector<size_t> counts;
  while (world.shard.poll_batch(world.now, world.batch)) {
    std::set<SocketAddress> answered;
    for (size_t i = 0; i < world.batch.size(); ++i) {
      const auto& message = world.batch[i];
      if (is_dtls(message.data)) answered.insert(message.path.remote);
      for (size_t at = 0; at < message.data.size(); at += message.segment_size) {
        const size_t size = std::min<size_t>(message.segment_size, message.data.size() - at);
        world.network.send(world.now, message.path, message.data.subspan(at, size));
      }
    }
    if (!answered.empty()) counts.push_back(answered.size());
    world.batch.clear();
  }
  return counts;
}

TEST(Handshakes, OneStepABatchHoweverManyCome) {
  constexpr size_t kCrowd = 40;
  World world(11);
  for (size_t i = 0; i < kCrowd; ++i) world.add();
  size_t together = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto counts = flush_and_count(world);
    together = std::max(together, counts.size());
    EXPECT_TRUE(std::all_of(counts.begin(), counts.end(), [](size_t one) { return one == 1; }));
    feed(world, 1ms);
    if (world.shard.next_timeout() <= world.now) world.shard.handle_timeout(world.now);
  }
  EXPECT_GE(together, kCrowd) << "they did not come at once";
  const auto up = [](const auto& client) { return client->connected(); };
  EXPECT_TRUE(std::all_of(world.clients.begin(), world.clients.end(), up));
}

TEST(Handshakes, SoundLeavesBeforeACrowdIsThroughAndTheCrowdComesUpAllTheSame) {
  World world(12);
  SimClient& speaker = world.add();
  SimClient& listener = world.add();
  world.run(2s);
  world.tell(speaker.publish_audio(world.now));
  world.tell(listener.subscribe(speaker.audio(), SinkId{1}));
  world.run(1s);
  for (int i = 0; i < 60; ++i) world.add();
  listener.forget_silence(SinkId{1});
  world.run(10s);
  EXPECT_EQ(world.count_events<link::PeerConnected>(), 62u);
  EXPECT_LE(listener.longest_silence(SinkId{1}), 60ms);
}

TEST(Handshakes, AFloodIsRefusedAndHoldsUpNobodyElse) {
  World world(13);
  SimClient& good = world.add();
  SimClient& flooder = world.add();
  world.run(2s);
  ASSERT_TRUE(good.connected() && flooder.connected());
  SimClient& late = world.add();
  for (int i = 0; i < 500 && !world.shard.knows(Path{kServer, late.address(), {}}); ++i) {
    world.flush();
    feed(world, 1ms);
  }
  std::vector<uint8_t> hello(1200, 1);
  hello[0] = 22;
  for (int i = 0; i < 5000; ++i) {
    std::vector<uint8_t> one = hello;
    world.shard.handle_datagram(world.now, Path{kServer, late.address(), {}}, one);
  }
  EXPECT_GE(world.shard.counters().handshakes_refused, 5000u - shard::Handshakes::kPerPeer);
  SimClient& next = world.add();
  world.run(5s);
  EXPECT_TRUE(next.connected());
  EXPECT_TRUE(late.connected());  // garbage is ignored, and DTLS sends again
}

}  // namespace
}  // namespace diemcau::sim
