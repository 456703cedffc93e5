// Sites against the real server in virtual time.
#include "site_session.h"

#include <gtest/gtest.h>

#include "test_hall.h"

namespace diemcau::sites {
namespace {

SiteConfig player(const Clip& clip, size_t number, size_t total) {
  SiteConfig config;
  config.identity = "site-" + std::to_string(number);
  config.name = clip.name;
  config.clip = &clip;
  config.turn = number;
  config.turns = {total, 2s};
  return config;
}
SiteConfig listener(size_t number) {
  SiteConfig config;
  config.identity = "listener-" + std::to_string(number);
  config.subscribe = true;
  return config;
}

TEST(SiteSession, ListenersDecodeAndHearEverySite) {
  const Clip clip = make_test_clip();
  TestHall hall(1);
  for (size_t i = 0; i < 3; ++i) hall.add_site(player(clip, i, 3));
  hall.run(1s);
  SiteSession& watcher = hall.add_site(listener(0));
  hall.run(5s);
  ASSERT_EQ(watcher.state(), SiteState::kLive) << watcher.last_trouble();
  const SiteReport report = watcher.report(hall.now());
  EXPECT_EQ(report.video_streams, 3u);
  EXPECT_EQ(report.audio_streams, 3u);
  EXPECT_EQ(report.received.lost, 0u);
  EXPECT_EQ(report.stray_packets, 0u);
  EXPECT_EQ(report.freezes, 0u);
  EXPECT_GT(report.frames, 3 * 30 * 4u);
  ASSERT_TRUE(report.first_frame);
  EXPECT_LT(*report.first_frame, 1s);
  // There and back through the network, and not much more.
  EXPECT_LT(report.video_latency.quantile(0.99), 20ms);
}

TEST(SiteSession, MoreTracksThanSectionsAreAskedForAndCome) {
  const Clip clip = make_test_clip();
  TestHall hall(2);
  for (size_t i = 0; i < 7; ++i) hall.add_site(player(clip, i, 7));
  hall.run(1s);
  SiteSession& watcher = hall.add_site(listener(0));
  hall.run(3s);
  EXPECT_EQ(watcher.report(hall.now()).video_streams, 7u);
  EXPECT_EQ(watcher.report(hall.now()).audio_streams, 7u);
}

TEST(SiteSession, WhatIsLostIsAskedForAndComes) {
  const Clip clip = make_test_clip();
  TestHall hall(3);
  SiteSession& site = hall.add_site(player(clip, 0, 1));
  SiteSession& watcher = hall.add_site(listener(0));
  hall.run(2s);
  hall.set_loss(0.03);
  hall.run(10s);
  hall.set_loss(0);
  hall.run(2s);
  const SiteReport report = watcher.report(hall.now());
  EXPECT_GT(report.received.nacked, 10u);
  EXPECT_GT(report.received.recovered, 10u);
  EXPECT_GT(site.report(hall.now()).resent, 0u);
  EXPECT_GT(report.frames, 13 * 30 * 9u / 10);
  EXPECT_EQ(watcher.state(), SiteState::kLive);
}

// It tells when packets came, so that the server knows what its line bears.
TEST(SiteSession, OnAPoorLinePicturesPauseSoundGoesOnAndAllComesBack) {
  const Clip clip = make_test_clip();
  for (uint64_t seed = 30; seed < 33; ++seed) {
    TestHall hall(seed);
    hall.add_site(player(clip, 0, 1));
    SiteSession& watcher = hall.add_site(listener(0));
    hall.run(5s);
    hall.set_line(watcher, {.rate_bps = 200'000});
    hall.run(5s);
    const SiteReport before = watcher.report(hall.now());
    hall.run(10s);
    const SiteReport poor = watcher.report(hall.now());
    EXPECT_LE(poor.frames - before.frames, 40u) << "seed " << seed;
    EXPECT_GE(poor.received.packets - before.received.packets, 490u) << "seed " << seed;
    hall.set_line(watcher, {.rate_bps = 5'000'000});
    hall.run(15s);
    const SiteReport back = watcher.report(hall.now());
    hall.run(5s);
    EXPECT_GE(watcher.report(hall.now()).frames - back.frames, 140u) << "seed " << seed;
    EXPECT_EQ(watcher.state(), SiteState::kLive);
  }
}

TEST(SiteSession, ComesBackWhenTheServerDiedAndLives) {
  const Clip clip = make_test_clip();
  for (uint64_t seed = 10; seed < 20; ++seed) {
    TestHall hall(seed);
    SiteSession& site = hall.add_site(player(clip, 0, 1));
    SiteSession& watcher = hall.add_site(listener(0));
    hall.run(2s);
    ASSERT_TRUE(site.has_media() && watcher.has_media());
    hall.kill_server();
    hall.run(seconds(seed % 5));
    EXPECT_FALSE(watcher.has_media());
    hall.start_server();
    const Instant listening = hall.now();
    hall.run(5s);
    EXPECT_TRUE(site.has_media()) << "seed " << seed;
    EXPECT_TRUE(watcher.has_media()) << "seed " << seed;
    const SiteReport report = watcher.report(hall.now());
    EXPECT_EQ(report.reconnects, 1u);
    ASSERT_TRUE(report.back_at) << "seed " << seed;
    EXPECT_LT(*report.back_at - listening, 5s) << "seed " << seed;
  }
}

TEST(SiteSession, LeavesForGood) {
  const Clip clip = make_test_clip();
  TestHall hall(4);
  SiteSession& site = hall.add_site(player(clip, 0, 1));
  hall.run(1s);
  site.leave(hall.now());
  hall.run(5s);
  EXPECT_EQ(site.state(), SiteState::kLeft);
  EXPECT_EQ(site.next_timeout(), kNever);
  EXPECT_GT(site.report(hall.now()).sent, 50u);
}

TEST(SiteSession, KeepsTryingAtAGentlePace) {
  TestHall hall(5);
  hall.kill_server();
  SiteConfig config = listener(0);
  config.local = SocketAddress::v4(198, 51, 100, 1, 1);
  RepeatableRandom random(5);
  const transport::DtlsContext context;
  Instant now(1s);
  SiteSession site(config, context, random, now);
  std::vector<Instant> attempts;
  for (const Instant end = now + 20s; now < end; now += 1ms) {
    SignalTarget target;
    if (!site.poll_connect(now, UnixTime{}, target)) continue;
    attempts.push_back(now);
    site.handle_closed(now);
  }
  ASSERT_GE(attempts.size(), 9u);
  ASSERT_LE(attempts.size(), 20u);
  EXPECT_GE(attempts[1] - attempts[0], 187ms);
  EXPECT_LE(attempts[1] - attempts[0], 313ms);
  EXPECT_GE(attempts.back() - attempts[attempts.size() - 2], 1500ms);
  EXPECT_LE(attempts.back() - attempts[attempts.size() - 2], 2500ms);
}

TEST(SiteSession, GarbageFromTheServerIsLivedThrough) {
  const Clip clip = make_test_clip();
  TestHall hall(6);
  SiteSession& site = hall.add_site(player(clip, 0, 1));
  hall.run(1s);
  SeededRandom random(6);
  for (int i = 0; i < 2000; ++i) {
    std::vector<uint8_t> bytes(random.below(200));
    random.fill(bytes);
    site.handle_frame(hall.now(), bytes);
    site.handle_datagram(hall.now(), {site.config().local, SocketAddress::v4(192, 0, 2, 1, 7882)},
                         bytes);
  }
  hall.run(5s);
  EXPECT_TRUE(site.has_media() || site.state() == SiteState::kLeft);
}

}  // namespace
}  // namespace diemcau::sites
