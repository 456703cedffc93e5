#include "forward/nack_generator.h"

#include <gtest/gtest.h>

namespace diemcau::forward {
namespace {

TEST(NackGenerator, AsksAsOftenAsItMayAndNoMore) {
  NackGenerator nacks;
  Instant now{1s};
  std::array<int64_t, 8> out{};
  int64_t sequence = 1;
  // A near publisher: answers come after 20 ms, and the pace of asking follows.
  for (int i = 0; i < 60; ++i, sequence += 2) {
    nacks.on_gap(now, sequence, sequence + 2);
    now += NackGenerator::kReordering;
    ASSERT_EQ(nacks.poll(now, out), 1u);
    now += 20ms;
    ASSERT_TRUE(nacks.on_recovered(now, sequence + 1));
  }
  EXPECT_LT(nacks.rtt(), 25ms);

  nacks.on_gap(now, sequence, sequence + 2);
  int asked = 0;
  for (const Instant end = now + 600ms; now < end; now += 1ms) {
    asked += static_cast<int>(nacks.poll(now, out));
  }
  EXPECT_EQ(asked, NackGenerator::kMaxTries);
  EXPECT_TRUE(nacks.take_given_up());
  EXPECT_EQ(nacks.missing(), 0u);
  EXPECT_EQ(nacks.next_timeout(), kNever);
}

}  // namespace
}  // namespace diemcau::forward
