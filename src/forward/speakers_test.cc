#include "forward/speakers.h"

#include <gtest/gtest.h>

namespace diemcau::forward {
namespace {

struct Hall {
  // `level` of each track for so long, in packets of 20 ms.
  void talk(Duration duration, std::vector<std::pair<uint32_t, uint8_t>> levels) {
    for (const Instant end = now + duration; now < end; now += 20ms) {
      for (const auto& [track, level] : levels) speakers.on_level(now, TrackId{track}, level);
      poll();
    }
  }
  void silence(Duration duration) {
    for (const Instant end = now + duration; now < end; now += 20ms) poll();
  }
  void poll() {
    if (speakers.next_timeout() <= now && speakers.poll_changed(now, list)) ++changes;
  }

  Instant now{1s};
  Speakers speakers;
  std::vector<Speaker> list;
  int changes = 0;
};

TEST(Speakers, NamesWhoSpeaksLoudestFirst) {
  Hall hall;
  hall.talk(1s, {{1, 40}, {2, 20}, {3, 10}, {4, 127}});
  ASSERT_EQ(hall.list.size(), 2u);
  EXPECT_EQ(hall.list[0].track, TrackId{3});
  EXPECT_EQ(hall.list[1].track, TrackId{2});
  EXPECT_GT(hall.list[0].level, hall.list[1].level);
}

TEST(Speakers, TellsOfSilenceAndThenKeepsNoTimer) {
  Hall hall;
  hall.talk(1s, {{1, 20}});
  ASSERT_EQ(hall.list.size(), 1u);
  hall.silence(2s);
  EXPECT_TRUE(hall.list.empty());
  EXPECT_EQ(hall.speakers.next_timeout(), kNever);
}

TEST(Speakers, HoldsOnThroughAPauseBetweenWords) {
  Hall hall;
  hall.talk(2s, {{1, 20}});
  const int changes = hall.changes;
  hall.talk(200ms, {{1, 80}});
  hall.talk(1s, {{1, 20}});
  EXPECT_EQ(hall.list.size(), 1u);
  EXPECT_LE(hall.changes - changes, 3);
}

TEST(Speakers, SpeaksNoMoreOftenThanItsInterval) {
  Hall hall;
  for (int i = 0; i < 50; ++i) hall.talk(100ms, {{1, static_cast<uint8_t>(i % 2 * 60 + 5)}});
  EXPECT_LE(hall.changes, 13);
}

TEST(Speakers, TellsOfADeparture) {
  Hall hall;
  hall.talk(1s, {{1, 20}});
  hall.speakers.remove(TrackId{1});
  hall.silence(1s);
  EXPECT_TRUE(hall.list.empty());
  EXPECT_EQ(hall.speakers.next_timeout(), kNever);
}

}  // namespace
}  // namespace diemcau::forward
