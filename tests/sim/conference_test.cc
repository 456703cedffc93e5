#include <gtest/gtest.h>

#include <cstdlib>

#include "world.h"

namespace diemcau::sim {
namespace {

uint64_t seeds() {
  const char* wanted = std::getenv("DIEMCAU_SIM_SEEDS");
  return wanted == nullptr ? 100 : std::strtoull(wanted, nullptr, 10);
}

TEST(Conference, OnACleanLineEverythingArrivesOnceAndInOrder) {
  World world(1);
  SimClient& speaker = world.add();
  SimClient& listener = world.add();
  SimClient& stranger = world.add();
  world.run(2s);
  ASSERT_EQ(world.count_events<link::PeerConnected>(), 3u);
  world.shard.handle_message(world.now, speaker.publish_audio(world.now));
  world.shard.handle_message(world.now, speaker.publish_video(world.now, 1));
  world.shard.handle_message(world.now, listener.subscribe(speaker.audio(), SinkId{1}));
  world.shard.handle_message(world.now, listener.subscribe(speaker.video(), SinkId{2}));
  world.run(5s);

  EXPECT_GE(listener.stream(SinkId{1}).received(), 245u);
  EXPECT_GE(listener.stream(SinkId{2}).received(), 145u);
  for (const SinkId sink : {SinkId{1}, SinkId{2}}) {
    EXPECT_EQ(listener.stream(sink).holes(), 0u);
    EXPECT_EQ(listener.stream(sink).fault(), "");
  }
  EXPECT_EQ(stranger.strangers() + listener.strangers() + speaker.strangers(), 0u);
  EXPECT_GE(speaker.transport_feedback(), 50u);
  EXPECT_GE(listener.sender_reports(), 6u);
  EXPECT_GE(world.count_events<link::SpeakersChanged>(), 1u);
  EXPECT_EQ(world.count_events<link::SinkStarted>(), 2u);
}

TEST(Conference, AWholeFrameLeavesAsOneMessage) {
  World world(2);
  SimClient& speaker = world.add();
  for (int i = 0; i < 9; ++i) world.add();
  world.run(3s);
  world.shard.handle_message(world.now, speaker.publish_video(world.now, 3));
  for (uint32_t i = 1; i < world.clients.size(); ++i) {
    world.shard.handle_message(world.now, world.clients[i]->subscribe(speaker.video(), SinkId{i}));
  }
  world.run(1s);
  const uint64_t messages = world.messages;
  const uint64_t datagrams = world.datagrams;
  world.run(5s);
  EXPECT_GT(static_cast<double>(world.datagrams - datagrams) /
                static_cast<double>(world.messages - messages),
            5.5);
}

TEST(Conference, OneKeyframeRequestServesAWaveOfReceivers) {
  World world(3);
  SimClient& speaker = world.add();
  for (int i = 0; i < 20; ++i) world.add();
  world.run(3s);
  world.shard.handle_message(world.now, speaker.publish_video(world.now, 1));
  world.run(2s);
  const uint64_t before = speaker.plis_received();
  for (uint32_t i = 1; i < world.clients.size(); ++i) {
    world.shard.handle_message(world.now, world.clients[i]->subscribe(speaker.video(), SinkId{i}));
  }
  world.run(2s);
  EXPECT_EQ(speaker.plis_received() - before, 1u);
  for (uint32_t i = 1; i < world.clients.size(); ++i) {
    EXPECT_GT(world.clients[i]->stream(SinkId{i}).received(), 50u);
  }
}

TEST(Conference, LayersFollowWhatIsAskedAndWhatLives) {
  World world(4);
  SimClient& speaker = world.add();
  SimClient& listener = world.add();
  world.run(2s);
  world.shard.handle_message(world.now, speaker.publish_video(world.now, 3));
  world.shard.handle_message(world.now, listener.subscribe(speaker.video(), SinkId{1}));
  const auto layer = [&] { return listener.stream(SinkId{1}).newest()->layer; };
  world.run(3s);
  EXPECT_EQ(layer(), 2);
  world.shard.handle_message(world.now, link::SelectLayer{SinkId{1}, Layer::kLow, false});
  world.run(1s);
  EXPECT_EQ(layer(), 0);
  world.shard.handle_message(world.now, link::SelectLayer{SinkId{1}, Layer::kHigh, false});
  world.run(1s);
  EXPECT_EQ(layer(), 2);
  speaker.limit_layers(2);
  world.run(2s);
  EXPECT_EQ(layer(), 1);
  speaker.limit_layers(3);
  world.run(2s);
  EXPECT_EQ(layer(), 2);
  const size_t before = listener.stream(SinkId{1}).received();
  world.shard.handle_message(world.now, link::SelectLayer{SinkId{1}, Layer::kHigh, true});
  world.run(1s);
  EXPECT_LE(listener.stream(SinkId{1}).received() - before, 12u);
  world.shard.handle_message(world.now, link::SelectLayer{SinkId{1}, Layer::kHigh, false});
  world.run(1s);
  EXPECT_GT(listener.stream(SinkId{1}).received() - before, 100u);
  EXPECT_EQ(listener.stream(SinkId{1}).fault(), "");
  EXPECT_EQ(listener.stream(SinkId{1}).holes(), 0u);
}

// Random lines, random layers, random comings and goings.
void run_seed(uint64_t seed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  World world(seed);
  SeededRandom choice(seed * 31 + 5);
  SimClient& first = world.add();
  SimClient& second = world.add();
  SimClient& third = world.add();
  world.network.line = {0.05, 0.02, milliseconds(5 + choice.below(60)),
                        milliseconds(choice.below(40))};
  world.run(19s);
  ASSERT_TRUE(first.connected() && second.connected() && third.connected());
  world.shard.handle_message(world.now, first.publish_audio(world.now));
  world.shard.handle_message(world.now, first.publish_video(world.now, 1 + choice.below(3)));
  world.shard.handle_message(world.now, second.publish_video(world.now, 3));
  world.shard.handle_message(world.now, second.subscribe(first.audio(), SinkId{1}));
  world.shard.handle_message(world.now, second.subscribe(first.video(), SinkId{2}));
  world.shard.handle_message(world.now, third.subscribe(first.video(), SinkId{3}));
  world.shard.handle_message(world.now, third.subscribe(second.video(), SinkId{4}));
  for (int i = 0; i < 12; ++i) {
    world.run(milliseconds(50 + choice.below(400)));
    const SinkId sink{static_cast<uint32_t>(2 + choice.below(3))};
    world.shard.handle_message(
        world.now,
        link::SelectLayer{sink, static_cast<Layer>(choice.below(3)), choice.chance(0.2)});
    if (choice.chance(0.3)) second.limit_layers(1 + choice.below(3));
    if (choice.chance(0.1)) world.shard.handle_message(world.now, link::RemoveSink{SinkId{3}});
  }
  // In the end the line is good, and everyone who wants a picture has one.
  world.network.line = {};
  second.limit_layers(3);
  world.run(3s);
  for (const SinkId sink : {SinkId{2}, SinkId{4}}) {
    world.shard.handle_message(world.now, link::SelectLayer{sink, Layer::kHigh, false});
  }
  const size_t before = third.stream(SinkId{4}).received();
  world.run(2s);
  EXPECT_GT(third.stream(SinkId{4}).received(), before + 200);
  EXPECT_EQ(third.stream(SinkId{4}).newest()->layer, 2);
  EXPECT_GT(second.stream(SinkId{1}).received(), 200u);
  EXPECT_EQ(first.strangers() + second.strangers(), 0u);
  for (const auto* stream : {&second.stream(SinkId{2}), &third.stream(SinkId{3}),
                             &third.stream(SinkId{4}), &second.stream(SinkId{1})}) {
    EXPECT_EQ(stream->fault(true), "");
  }
  // Video is asked for again, at both ends; sound is not (yet): twice five percent are lost.
  for (const auto* stream : {&second.stream(SinkId{2}), &third.stream(SinkId{4})}) {
    EXPECT_LE(stream->holes(), 1 + stream->received() / 100);
  }
  const StreamChecker& sound = second.stream(SinkId{1});
  EXPECT_LE(sound.holes(), sound.received() / 5);
}

TEST(Conference, HoldsItsInvariantsOnBadLinesByManySeeds) {
  for (uint64_t seed = 1; seed <= seeds() && !HasFailure(); ++seed) run_seed(seed);
}

}  // namespace
}  // namespace diemcau::sim
