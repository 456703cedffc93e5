// Receivers behind poor lines, in virtual time: the real shard with its estimator, shares and
// paced output against clients that tell when packets came.
#include <gtest/gtest.h>

#include "world.h"

namespace diemcau::sim {
namespace {

constexpr uint64_t kSeeds = 5;

// A speaker with three layers (about 0.15, 0.8 and 1.7 Mbit/s) and listeners.
struct Hall : World {
  explicit Hall(uint64_t seed, size_t listeners = 1) : World(seed) {
    add();
    for (size_t i = 0; i < listeners; ++i) add().tell_arrivals(true);
    run(3s);
    shard.handle_message(now, speaker().publish_audio(now));
    shard.handle_message(now, speaker().publish_video(now, 3));
    for (uint32_t i = 1; i <= listeners; ++i) {
      shard.handle_message(now, clients[i]->subscribe(speaker().audio(), audio(i)));
      shard.handle_message(now, clients[i]->subscribe(speaker().video(), video(i)));
    }
  }
  SimClient& speaker() { return *clients[0]; }
  SimClient& listener(size_t i = 1) { return *clients[i]; }
  static SinkId audio(uint32_t i) { return SinkId{2 * i}; }
  static SinkId video(uint32_t i) { return SinkId{2 * i + 1}; }
  void set_line(const congestion::LineModel::Shape& shape, size_t i = 1) {
    network.lines.try_emplace(listener(i).address(), random.u64()).first->second.set(shape);
  }
  int layer(uint32_t i = 1) {
    const auto newest = listener(i).stream(video(i)).newest();
    return newest ? newest->layer : -1;
  }
  size_t pictures(uint32_t i = 1) { return listener(i).stream(video(i)).received(); }
  size_t sounds(uint32_t i = 1) { return listener(i).stream(audio(i)).received(); }
  // Whether the last word about the picture was that it is paused.
  bool paused() const {
    bool out = false;
    for (const auto& event : events) {
      if (const auto* one = std::get_if<link::SinkPaused>(&event)) out = one->paused;
    }
    return out;
  }
  std::optional<link::Quality> quality(PeerId peer) const {
    std::optional<link::Quality> out;
    for (const auto& event : events) {
      const auto* one = std::get_if<link::QualityChanged>(&event);
      if (one != nullptr && one->peer == peer) out = one->quality;
    }
    return out;
  }
};

TEST(Lines, AWideLineHoldsNothingBack) {
  Hall hall(1);
  hall.set_line({.rate_bps = 20'000'000});
  hall.run(20s);
  EXPECT_EQ(hall.layer(), 2);
  EXPECT_EQ(hall.shard.counters().probes_out, 0u);
  EXPECT_EQ(hall.count_events<link::SinkPaused>(), 0u);
  EXPECT_EQ(hall.quality(hall.listener().id()), link::Quality::kExcellent);
  EXPECT_EQ(hall.listener().stream(Hall::video(1)).fault(), "");
  EXPECT_EQ(hall.listener().stream(Hall::video(1)).holes(), 0u);
  EXPECT_EQ(hall.shard.counters().false_feedback, 0u);
}

TEST(Lines, ASqueezedLineGetsTheLayerThatFitsAndTheBestOneAgain) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Hall hall(seed);
    hall.set_line({.rate_bps = 3'000'000});
    hall.run(15s);
    EXPECT_EQ(hall.layer(), 2);
    hall.set_line({.rate_bps = 500'000});
    hall.run(3s);
    const size_t sounds = hall.sounds();
    hall.run(20s);
    EXPECT_EQ(hall.layer(), 0);
    EXPECT_GE(hall.sounds() - sounds, 990u);
    EXPECT_EQ(hall.quality(hall.listener().id()), link::Quality::kGood);
    hall.set_line({.rate_bps = 3'000'000});
    hall.run(15s);
    EXPECT_EQ(hall.layer(), 2);
    hall.run(10s);
    EXPECT_EQ(hall.layer(), 2);
    EXPECT_EQ(hall.quality(hall.listener().id()), link::Quality::kExcellent);
    EXPECT_EQ(hall.listener().stream(Hall::video(1)).fault(true), "");
    EXPECT_EQ(hall.listener().strangers(), 0u);
  }
}

TEST(Lines, PicturesPauseBeforeSoundSuffersAndTheirReceiverIsTold) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Hall hall(seed);
    hall.set_line({.rate_bps = 150'000});
    hall.run(10s);
    EXPECT_TRUE(hall.paused());
    const size_t sounds = hall.sounds();
    const size_t pictures = hall.pictures();
    hall.run(20s);
    EXPECT_GE(hall.sounds() - sounds, 990u);
    EXPECT_LE(hall.pictures() - pictures, 40u);
    EXPECT_EQ(hall.quality(hall.listener().id()), link::Quality::kPoor);
    hall.set_line({.rate_bps = 4'000'000});
    hall.run(15s);
    EXPECT_FALSE(hall.paused());
    EXPECT_EQ(hall.layer(), 2);
    EXPECT_EQ(hall.listener().stream(Hall::video(1)).fault(true), "");
  }
}

TEST(Lines, ABlackoutOfTenSecondsIsOverWhenTheLineIsBack) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Hall hall(seed);
    hall.set_line({.rate_bps = 4'000'000});
    hall.run(15s);
    hall.set_line({.rate_bps = 4'000'000, .is_dead = true});
    hall.run(10s);
    hall.set_line({.rate_bps = 4'000'000});
    hall.run(1s);
    const size_t pictures = hall.pictures();
    const size_t sounds = hall.sounds();
    hall.run(2s);
    EXPECT_GE(hall.pictures() - pictures, 200u);
    EXPECT_GE(hall.sounds() - sounds, 98u);
    EXPECT_EQ(hall.layer(), 2);
  }
}

TEST(Lines, OneReceiversPoorLineIsNotTheOthers) {
  Hall hall(7, 3);
  hall.set_line({.rate_bps = 400'000}, 1);
  hall.set_line({.rate_bps = 20'000'000}, 2);
  hall.set_line({.rate_bps = 20'000'000, .loss = 0.02}, 3);
  hall.run(20s);
  EXPECT_EQ(hall.layer(1), 0);
  EXPECT_EQ(hall.layer(2), 2);
  EXPECT_EQ(hall.layer(3), 2);
  EXPECT_EQ(hall.listener(2).stream(Hall::video(2)).holes(), 0u);
  EXPECT_LE(hall.listener(3).stream(Hall::video(3)).holes(), 3u);
}

TEST(Lines, ClientsThatTellNothingAreHeldBackByNothing) {
  Hall hall(8);
  hall.listener().tell_arrivals(false);
  hall.set_line({.rate_bps = 20'000'000});
  hall.run(10s);
  EXPECT_EQ(hall.layer(), 2);
  EXPECT_EQ(hall.shard.counters().probes_out, 0u);
}

// --- The figures of an impaired line, short: the whole of it is ./x bench lines ------------------

// How much of what the speaker said is not heard, in percent, and how often the picture froze.
struct Minute {
  double concealed = 0;
  uint64_t freezes = 0;
  Duration longest_silence{};
};
Minute listen(Hall& hall, Duration duration) {
  const size_t heard = hall.listener().heard(Hall::audio(1));
  const uint64_t freezes = hall.listener().pictures(Hall::video(1)).freezes();
  hall.listener().forget_silence(Hall::audio(1));
  hall.run(duration);
  const auto said = static_cast<double>(to_ms(duration)) / 20;
  return {100 * (1 - static_cast<double>(hall.listener().heard(Hall::audio(1)) - heard) / said),
          hall.listener().pictures(Hall::video(1)).freezes() - freezes,
          hall.listener().longest_silence(Hall::audio(1))};
}

TEST(ImpairedLine, TwoPercentLossFreezesNothing) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Hall hall(seed);
    hall.speaker().send_redundantly(true);
    hall.set_line({.rate_bps = 8'000'000, .loss = 0.02});
    hall.run(5s);
    const Minute seen = listen(hall, 60s);
    EXPECT_EQ(seen.freezes, 0u) << "seed " << seed;
    EXPECT_LT(seen.concealed, 0.5) << "seed " << seed;
    EXPECT_EQ(hall.layer(), 2) << "seed " << seed;
  }
}

TEST(ImpairedLine, TenPercentLossLeavesSpeechWhole) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Hall hall(seed);
    hall.speaker().send_redundantly(true);
    hall.set_line({.rate_bps = 8'000'000, .loss = 0.10});
    hall.run(5s);
    const Minute seen = listen(hall, 60s);
    EXPECT_LT(seen.concealed, 5) << "seed " << seed;
    EXPECT_EQ(hall.layer(), 2) << "seed " << seed;
  }
}

TEST(ImpairedLine, ASqueezeLeavesSpeechUnbroken) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Hall hall(seed);
    hall.speaker().send_redundantly(true);
    hall.set_line({.rate_bps = 3'000'000});
    hall.run(15s);
    hall.set_line({.rate_bps = 300'000});
    const Minute squeezed = listen(hall, 30s);
    EXPECT_LT(squeezed.concealed, 2) << "seed " << seed;
    EXPECT_LT(squeezed.longest_silence, 500ms) << "seed " << seed;
    EXPECT_EQ(hall.layer(), 0) << "seed " << seed;
    hall.set_line({.rate_bps = 3'000'000});
    const Minute after = listen(hall, 15s);
    EXPECT_LT(after.concealed, 0.5) << "seed " << seed;
    EXPECT_EQ(hall.layer(), 2) << "seed " << seed;
  }
}

TEST(ImpairedLine, ABlackoutIsOverWithinThreeSeconds) {
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Hall hall(seed);
    hall.set_line({.rate_bps = 4'000'000});
    hall.run(15s);
    hall.set_line({.rate_bps = 4'000'000, .is_dead = true});
    hall.run(10s);
    hall.set_line({.rate_bps = 4'000'000});
    const Instant back = hall.now;
    const uint64_t frames = hall.listener().pictures(Hall::video(1)).frames();
    while (hall.listener().pictures(Hall::video(1)).frames() < frames + 10 &&
           hall.now < back + 10s) {
      hall.run(20ms);
    }
    EXPECT_LT(hall.now - back, 3s) << "seed " << seed;
  }
}

// The most important picture gets the best that there is, whatever the order of subscribing.
TEST(Lines, TheStageGoesBeforeThumbnails) {
  World world(9);
  for (int i = 0; i < 3; ++i) world.add();
  SimClient& receiver = world.add();
  receiver.tell_arrivals(true);
  world.run(4s);
  for (uint32_t i = 0; i < 3; ++i) {
    SimClient& from = *world.clients[i];
    world.shard.handle_message(world.now, from.publish_audio(world.now));
    world.shard.handle_message(world.now, from.publish_video(world.now, 3));
    world.shard.handle_message(world.now, receiver.subscribe(from.audio(), SinkId{10 + i}));
    world.shard.handle_message(world.now, receiver.subscribe(from.video(), SinkId{20 + i}));
    world.shard.handle_message(
        world.now, link::SelectLayer{SinkId{20 + i}, i == 2 ? Layer::kHigh : Layer::kLow, false,
                                     i == 2 ? Importance::kStage : Importance::kThumbnail});
  }
  world.network.lines.try_emplace(receiver.address(), 1).first->second.set({.rate_bps = 1'700'000});
  world.run(15s);
  size_t before[3];
  for (uint32_t i = 0; i < 3; ++i) before[i] = receiver.stream(SinkId{20 + i}).received();
  world.run(10s);
  EXPECT_EQ(receiver.stream(SinkId{22}).newest()->layer, 1);
  EXPECT_GE(receiver.stream(SinkId{22}).received() - before[2], 800u);
  EXPECT_GE(receiver.stream(SinkId{20}).received() - before[0], 250u);
}

}  // namespace
}  // namespace diemcau::sim
