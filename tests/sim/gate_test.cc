// The gate of a track, in virtual time: nothing of a closed one reaches anybody, and opening it
// needs one packet, no negotiation.
#include <gtest/gtest.h>

#include "world.h"

namespace diemcau::sim {
namespace {

constexpr SinkId kSound{1};
constexpr SinkId kPicture{2};

struct Stage : World {
  explicit Stage(uint64_t seed, size_t layers = 3) : World(seed) {
    add();
    add();
    run(2s);
    shard.handle_message(now, speaker().publish_audio(now));
    shard.handle_message(now, speaker().publish_video(now, layers));
    shard.handle_message(now, listener().subscribe(speaker().audio(), kSound));
    shard.handle_message(now, listener().subscribe(speaker().video(), kPicture));
  }
  SimClient& speaker() { return *clients[0]; }
  SimClient& listener() { return *clients[1]; }
  void gate(bool open) {
    for (const TrackId track : {speaker().audio().track, speaker().video().track}) {
      shard.handle_message(now, link::GateSource{track, open});
    }
  }
  size_t heard() { return listener().stream(kSound).received(); }
  size_t seen() { return listener().stream(kPicture).received(); }
  uint64_t gated() const { return shard.counters().gated; }
  bool speaking() const {
    bool out = false;
    for (const auto& event : events) {
      if (const auto* one = std::get_if<link::SpeakersChanged>(&event)) {
        out = !one->speakers.empty();
      }
    }
    return out;
  }
};

TEST(Gate, NothingOfAClosedTrackLeavesAndOpeningNeedsOnePacket) {
  Stage stage(1);
  stage.run(3s);
  ASSERT_GT(stage.heard(), 140u);
  ASSERT_GT(stage.seen(), 100u);
  EXPECT_TRUE(stage.speaking());
  stage.gate(false);
  stage.run(stage.network.line.delay * 2);  // what was on its way
  const size_t heard = stage.heard();
  const size_t seen = stage.seen();
  const uint64_t sent = stage.shard.counters().rtp_out;
  const uint64_t resent = stage.shard.counters().retransmissions_out;
  // Longer than sequence numbers of sound go round: 65,536 at fifty a second.
  stage.run(1320s);
  EXPECT_EQ(stage.heard(), heard);
  EXPECT_EQ(stage.seen(), seen);
  EXPECT_EQ(stage.shard.counters().rtp_out, sent);
  EXPECT_EQ(stage.shard.counters().retransmissions_out, resent);
  EXPECT_GT(stage.gated(), 66'000u);
  EXPECT_FALSE(stage.speaking());

  stage.gate(true);
  // A packet's time of twenty milliseconds, and the way to the listener and the shard.
  stage.run(20ms + stage.network.line.delay);
  EXPECT_EQ(stage.heard(), heard + 1);
  stage.run(1s);
  EXPECT_GT(stage.seen(), seen + 25);
  for (const SinkId sink : {kSound, kPicture}) {
    EXPECT_EQ(stage.listener().stream(sink).fault(), "");
    EXPECT_EQ(stage.listener().stream(sink).holes(), 0u);
  }
  EXPECT_TRUE(stage.speaking());
}

TEST(Gate, OpeningAsksForAKeyframeAtOnce) {
  Stage stage(2, 1);
  stage.run(3s);
  stage.gate(false);
  stage.run(3s);
  const uint64_t asked = stage.speaker().plis_received();
  stage.run(3s);
  // A closed track is asked for nothing.
  EXPECT_EQ(stage.speaker().plis_received(), asked);
  const size_t seen = stage.seen();
  stage.gate(true);
  stage.run(4 * stage.network.line.delay + 40ms);
  EXPECT_EQ(stage.speaker().plis_received(), asked + 1);
  EXPECT_GT(stage.seen(), seen);
  EXPECT_EQ(stage.listener().stream(kPicture).fault(), "");
}

TEST(Gate, TrackThatIsPublishedClosedIsHeardByNobodyUntilItOpens) {
  World world(3);
  SimClient& speaker = world.add();
  SimClient& listener = world.add();
  world.run(2s);
  link::SetSource source = speaker.publish_audio(world.now);
  source.open = false;
  world.shard.handle_message(world.now, source);
  world.shard.handle_message(world.now, listener.subscribe(source, kSound));
  world.run(2s);
  EXPECT_EQ(listener.stream(kSound).received(), 0u);
  EXPECT_EQ(world.count_events<link::SpeakersChanged>(), 0u);
  // A section that changes says it again; that opens nothing.
  world.shard.handle_message(world.now, source);
  world.run(1s);
  EXPECT_EQ(listener.stream(kSound).received(), 0u);
  source.open = true;
  world.shard.handle_message(world.now, source);
  world.run(1s);
  EXPECT_GT(listener.stream(kSound).received(), 45u);
  EXPECT_EQ(listener.stream(kSound).fault(), "");
}

TEST(Gate, SubscribersThatComeWhileItIsClosedGetItWhenItOpens) {
  Stage stage(4);
  stage.run(1s);
  stage.gate(false);
  SimClient& late = stage.add();
  stage.run(2s);
  stage.shard.handle_message(stage.now, late.subscribe(stage.speaker().audio(), SinkId{3}));
  stage.shard.handle_message(stage.now, late.subscribe(stage.speaker().video(), SinkId{4}));
  stage.run(2s);
  EXPECT_EQ(late.stream(SinkId{3}).received() + late.stream(SinkId{4}).received(), 0u);
  stage.gate(true);
  stage.run(2s);
  EXPECT_GT(late.stream(SinkId{3}).received(), 90u);
  EXPECT_GT(late.stream(SinkId{4}).received(), 60u);
  EXPECT_EQ(late.stream(SinkId{4}).fault(), "");
}

TEST(Gate, HoldsWhenItFlapsOnBadLinesByManySeeds) {
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Stage stage(seed);
    stage.network.line = {.loss = 0.05, .duplicates = 0.01, .delay = 20ms, .jitter = 30ms};
    stage.run(2s);
    for (int i = 0; i < 10; ++i) {
      stage.gate(false);
      stage.run(milliseconds(stage.random.u64() % 700));
      stage.gate(true);
      stage.run(milliseconds(stage.random.u64() % 700));
    }
    stage.run(3s);
    for (const SinkId sink : {kSound, kPicture}) {
      EXPECT_EQ(stage.listener().stream(sink).fault(true), "");
    }
    const size_t seen = stage.seen();
    const size_t heard = stage.heard();
    stage.run(2s);
    EXPECT_GT(stage.seen(), seen + 40);
    EXPECT_GT(stage.heard(), heard + 80);
  }
}

}  // namespace
}  // namespace diemcau::sim
