#include "transport/sctp_channels.h"

#include <gtest/gtest.h>

#include "transport/sctp_test_support.h"

namespace diemcau::transport {
namespace {

struct Ends {
  explicit Ends(uint64_t seed = 1)
      : random(seed),
        pair(std::make_unique<DataChannels>(true, SctpLimits{}, random),
             std::make_unique<DataChannels>(false, SctpLimits{}, random), seed) {
    pair.a->connect(pair.now);
  }
  // What `at` gets next, in so long.
  std::optional<DataMessage> next(DataChannels& at, Duration limit = 30s) {
    DataMessage got;
    if (!pair.run(limit, [&] { return at.poll_message(pair.now, got); })) return std::nullopt;
    return got;
  }
  // The same stream at the other end.
  bool opened(DataChannels& at, std::string_view label) {
    return pair.run(30s, [&] {
      DataMessage none;
      at.poll_message(pair.now, none);
      return at.find(label).has_value();
    });
  }

  RepeatableRandom random;
  SctpPair<DataChannels> pair;
};

TEST(DataChannels, OpenBothWaysAndCarryBoth) {
  Ends ends;
  const auto ours = ends.pair.a->open(ends.pair.now, {"_reliable", "", true, {}, {}});
  const auto theirs = ends.pair.b->open(ends.pair.now, {"other", "p", false, 0, {}});
  ASSERT_EQ(ours, 0);
  ASSERT_EQ(theirs, 1);
  ASSERT_TRUE(ends.opened(*ends.pair.b, "_reliable"));
  ASSERT_TRUE(ends.opened(*ends.pair.a, "other"));
  EXPECT_EQ(ends.pair.a->channel(1)->max_retransmits, 0);
  EXPECT_FALSE(ends.pair.a->channel(1)->ordered);
  EXPECT_EQ(ends.pair.a->channel(1)->protocol, "p");
  ends.pair.b->send(ends.pair.now, 0, false, shared_bytes("down"));
  ends.pair.a->send(ends.pair.now, 0, true, shared_bytes("up"));
  const auto down = ends.next(*ends.pair.a);
  ASSERT_TRUE(down);
  EXPECT_EQ(as_text(down->payload), "down");
  EXPECT_FALSE(down->text);
  const auto up = ends.next(*ends.pair.b);
  ASSERT_TRUE(up);
  EXPECT_EQ(as_text(up->payload), "up");
  EXPECT_TRUE(up->text);
}

TEST(DataChannels, CarryEmptyMessages) {
  Ends ends;
  ends.pair.a->open(ends.pair.now, {"x", "", true, {}, {}});
  for (const bool text : {true, false}) {
    ends.pair.a->send(ends.pair.now, 0, text, shared_bytes(""));
    const auto got = ends.next(*ends.pair.b);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->text, text);
    EXPECT_TRUE(got->payload.empty());
  }
}

TEST(DataChannels, NothingOvertakesTheOpen) {
  for (uint64_t seed = 0; seed < 100; ++seed) {
    Ends ends(seed);
    ASSERT_TRUE(
        ends.pair.run(30s, [&] { return ends.pair.b->state() == SctpState::kEstablished; }));
    ends.pair.faults = {0.2, 0.1, 80ms};
    ends.pair.a->open(ends.pair.now, {"x", "", false, {}, {}});
    ends.pair.a->send(ends.pair.now, 0, false, shared_bytes("first"));
    const auto got = ends.next(*ends.pair.b, 120s);
    ASSERT_TRUE(got) << seed;
    EXPECT_EQ(as_text(got->payload), "first");
  }
}

TEST(DataChannels, ClosingOneClosesItAtTheOtherEndAndItsStreamIsUsedAgain) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Ends ends(seed);
    ASSERT_TRUE(
        ends.pair.run(30s, [&] { return ends.pair.b->state() == SctpState::kEstablished; }));
    ends.pair.faults = {0.1, 0.1, 60ms};
    ends.pair.a->open(ends.pair.now, {"x", "", true, {}, {}});
    ASSERT_TRUE(ends.opened(*ends.pair.b, "x"));
    ends.pair.a->close(0);
    EXPECT_TRUE(ends.pair.run(60s, [&] { return !ends.pair.b->find("x"); })) << seed;
    ends.pair.run(60s, [] { return false; });
    ASSERT_EQ(ends.pair.a->open(ends.pair.now, {"y", "", true, {}, {}}), 0);
    ASSERT_TRUE(ends.opened(*ends.pair.b, "y")) << seed;
    ends.pair.b->send(ends.pair.now, 0, false, shared_bytes("again"));
    const auto got = ends.next(*ends.pair.a, 120s);
    ASSERT_TRUE(got) << seed;
    EXPECT_EQ(as_text(got->payload), "again");
  }
}

TEST(DataChannels, TooManyAreClosedAgain) {
  Ends ends;
  for (size_t i = 0; i < DataChannels::kMaxChannels; ++i) {
    ASSERT_TRUE(ends.pair.a->open(ends.pair.now, {std::to_string(i), "", true, {}, {}}));
  }
  EXPECT_FALSE(ends.pair.a->open(ends.pair.now, {"more", "", true, {}, {}}));
  EXPECT_TRUE(ends.opened(*ends.pair.b, "31"));
  EXPECT_FALSE(ends.pair.b->open(ends.pair.now, {"more", "", true, {}, {}}));
}

}  // namespace
}  // namespace diemcau::transport
