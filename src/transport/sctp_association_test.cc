#include "transport/sctp_association.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "transport/sctp_test_support.h"

namespace diemcau::transport {
namespace {

using Pair = SctpPair<SctpAssociation>;

struct Ends {
  explicit Ends(uint64_t seed, SctpLimits limits = {})
      : random(seed),
        pair(std::make_unique<SctpAssociation>(limits, random),
             std::make_unique<SctpAssociation>(limits, random), seed) {}

  bool established() const {
    return pair.a->state() == SctpState::kEstablished && pair.b->state() == SctpState::kEstablished;
  }
  void connect() {
    pair.a->connect(pair.now);
    ASSERT_TRUE(pair.run(60s, [this] { return established(); }));
  }

  RepeatableRandom random;
  Pair pair;
};

// Of the size asked for, and different for each number.
SharedBytes message(uint32_t number, size_t size) {
  auto out = std::make_shared<std::vector<uint8_t>>(std::max<size_t>(size, 4));
  for (size_t i = 4; i < out->size(); ++i) (*out)[i] = static_cast<uint8_t>(number * 31 + i * 7);
  store_be32(out->data(), number);
  return out;
}

TEST(SctpAssociation, EstablishesFromOneSide) {
  Ends ends(1);
  ends.connect();
  // INIT, INIT ACK, COOKIE ECHO, COOKIE ACK.
  EXPECT_EQ(ends.pair.packets, 4u);
}

TEST(SctpAssociation, EstablishesWhenBothBegin) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Ends ends(seed);
    ends.pair.faults = {0.2, 0.2, 100ms};
    ends.pair.a->connect(ends.pair.now);
    ends.pair.b->connect(ends.pair.now);
    EXPECT_TRUE(ends.pair.run(60s, [&] { return ends.established(); })) << seed;
    ends.pair.a->send(ends.pair.now, {}, message(1, 10));
    SctpMessage got;
    EXPECT_TRUE(ends.pair.run(60s, [&] { return ends.pair.b->poll_message(got); })) << seed;
  }
}

TEST(SctpAssociation, GivesUpWhenNobodyAnswers) {
  Ends ends(1);
  ends.pair.cut = true;
  ends.pair.a->connect(ends.pair.now);
  EXPECT_TRUE(ends.pair.run(120s, [&] { return ends.pair.a->state() == SctpState::kEnded; }));
  EXPECT_EQ(ends.pair.packets, 9u);
}

TEST(SctpAssociation, GivesUpWhenTheOtherIsGone) {
  Ends ends(1);
  ends.connect();
  ends.pair.cut = true;
  ends.pair.a->send(ends.pair.now, {}, message(1, 10));
  EXPECT_TRUE(ends.pair.run(200s, [&] { return ends.pair.a->state() == SctpState::kEnded; }));
}

TEST(SctpAssociation, CarriesLargeAndSmallMessages) {
  Ends ends(1);
  ends.connect();
  const size_t sizes[] = {4, 100, 1131, 1132, 1133, 5000, 65536};
  uint32_t number = 0;
  for (const size_t size : sizes) {
    ASSERT_EQ(ends.pair.a->send(ends.pair.now, {}, message(number++, size)),
              SctpSendResult::kQueued);
  }
  for (uint32_t i = 0; i < number; ++i) {
    SctpMessage got;
    ASSERT_TRUE(ends.pair.run(10s, [&] { return ends.pair.b->poll_message(got); })) << i;
    EXPECT_EQ(got.payload, *message(i, sizes[i]));
  }
  EXPECT_TRUE(ends.pair.run(1s, [&] { return ends.pair.a->queued_bytes() == 0; }));
}

TEST(SctpAssociation, RefusesWhatIsTooLargeOrTooMuch) {
  Ends ends(1);
  ends.connect();
  ends.pair.cut = true;
  EXPECT_EQ(ends.pair.a->send(ends.pair.now, {}, message(0, 65537)), SctpSendResult::kTooLarge);
  EXPECT_EQ(ends.pair.a->send(ends.pair.now, {}, shared_bytes("")), SctpSendResult::kTooLarge);
  int taken = 0;
  while (ends.pair.a->send(ends.pair.now, {}, message(0, 60000)) == SctpSendResult::kQueued) {
    ASSERT_LT(++taken, 100);
  }
  EXPECT_EQ(taken, (1 << 20) / (60000 + 128));
  EXPECT_LE(ends.pair.a->queued_bytes(), size_t{1} << 20);
}

// A reader that does not read closes the window, and opens it again.
TEST(SctpAssociation, WaitsForAReaderThatIsSlow) {
  Ends ends(1);
  ends.connect();
  for (uint32_t i = 0; i < 15; ++i) {
    ASSERT_EQ(ends.pair.a->send(ends.pair.now, {}, message(i, 60000)), SctpSendResult::kQueued);
  }
  ends.pair.run(60s, [] { return false; });
  EXPECT_GT(ends.pair.a->queued_bytes(), 500'000u);
  EXPECT_EQ(ends.pair.a->state(), SctpState::kEstablished);
  for (uint32_t i = 0; i < 15; ++i) {
    SctpMessage got;
    ASSERT_TRUE(ends.pair.run(60s, [&] { return ends.pair.b->poll_message(got); })) << i;
    EXPECT_EQ(got.payload, *message(i, 60000));
  }
}

TEST(SctpAssociation, ShutsDownAfterAllHasArrived) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Ends ends(seed);
    ends.connect();
    ends.pair.faults = {0.1, 0.1, 50ms};
    ends.pair.a->send(ends.pair.now, {}, message(7, 20000));
    ends.pair.a->shutdown(ends.pair.now);
    EXPECT_EQ(ends.pair.a->send(ends.pair.now, {}, message(8, 8)), SctpSendResult::kClosed);
    ends.pair.run(200s, [&] {
      return ends.pair.a->state() == SctpState::kEnded && ends.pair.b->state() == SctpState::kEnded;
    });
    SctpMessage got;
    ASSERT_TRUE(ends.pair.b->poll_message(got)) << seed;
    EXPECT_EQ(got.payload, *message(7, 20000));
    EXPECT_EQ(ends.pair.a->state(), SctpState::kEnded) << seed;
  }
}

TEST(SctpAssociation, AbortEndsBothAtOnce) {
  Ends ends(1);
  ends.connect();
  ends.pair.a->abort();
  EXPECT_TRUE(ends.pair.run(1s, [&] { return ends.pair.b->state() == SctpState::kEnded; }));
}

// Everything arrives once and in order, whatever the line does.
void run_reliable(uint64_t seed) {
  SeededRandom random(seed ^ 0x5eed);
  Ends ends(seed);
  ends.connect();
  ends.pair.faults = {random.unit() * 0.3, random.unit() * 0.3,
                      Duration(random.below(100'000'000))};
  constexpr uint32_t kMessages = 24;
  std::map<uint16_t, std::vector<uint32_t>> sent;
  std::vector<size_t> sizes;
  for (uint32_t i = 0; i < kMessages; ++i) {
    SctpSendOptions options;
    options.stream = static_cast<uint16_t>(random.below(3));
    options.ordered = options.stream != 2;
    sizes.push_back(random.chance(0.2) ? random.below(12000) : random.below(900));
    sent[options.stream].push_back(i);
    ASSERT_EQ(ends.pair.a->send(ends.pair.now, options, message(i, sizes[i])),
              SctpSendResult::kQueued);
  }
  std::map<uint16_t, std::vector<uint32_t>> got;
  size_t count = 0;
  SctpMessage one;
  const bool all = ends.pair.run(600s, [&] {
    while (ends.pair.b->poll_message(one)) {
      const uint32_t number = load_be32(one.payload.data());
      EXPECT_LT(number, kMessages);
      EXPECT_EQ(one.payload, *message(number, sizes[number]));
      got[one.stream].push_back(number);
      ++count;
    }
    return count >= kMessages && ends.pair.a->queued_bytes() == 0;
  });
  ASSERT_TRUE(all) << "seed " << seed << ": " << count;
  ASSERT_EQ(count, kMessages) << seed;
  std::sort(got[2].begin(), got[2].end());
  EXPECT_EQ(got, sent) << seed;
}

TEST(SctpAssociation, DeliversAllOnceAndInOrderOverAnyLine) {
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    run_reliable(seed);
    if (testing::Test::HasFatalFailure() || testing::Test::HasNonfatalFailure()) FAIL() << seed;
  }
}

// What may be given up is, and holds nothing else up; what arrives is whole and in its order.
void run_partial(uint64_t seed) {
  SeededRandom random(seed ^ 0xfade);
  Ends ends(seed);
  ends.connect();
  ends.pair.faults = {random.unit() * 0.3, random.unit() * 0.2, Duration(random.below(60'000'000))};
  constexpr uint32_t kMessages = 40;
  for (uint32_t i = 0; i < kMessages; ++i) {
    SctpSendOptions options;
    options.stream = static_cast<uint16_t>(i % 2);
    options.ordered = i % 2 == 0;
    if (random.chance(0.5)) {
      options.max_retransmits = static_cast<uint16_t>(random.below(2));
    } else {
      options.lifetime = Duration(random.below(1'000'000'000));
    }
    ends.pair.a->send(ends.pair.now, options, message(i, random.below(4000)));
    ends.pair.run(Duration(random.below(30'000'000)), [] { return false; });
  }
  SctpSendOptions last;
  last.stream = 0;
  ends.pair.a->send(ends.pair.now, last, message(kMessages, 10));
  std::vector<uint32_t> ordered;
  size_t count = 0;
  SctpMessage one;
  const bool done = ends.pair.run(600s, [&] {
    while (ends.pair.b->poll_message(one)) {
      const uint32_t number = load_be32(one.payload.data());
      EXPECT_EQ(one.payload, *message(number, one.payload.size()));
      if (one.stream == 0) ordered.push_back(number);
      ++count;
    }
    return ends.pair.a->queued_bytes() == 0;
  });
  ASSERT_TRUE(done) << seed;
  EXPECT_TRUE(std::is_sorted(ordered.begin(), ordered.end())) << seed;
  ASSERT_FALSE(ordered.empty());
  EXPECT_EQ(ordered.back(), kMessages) << seed;
  EXPECT_LE(count, kMessages + 1);
}

TEST(SctpAssociation, GivesUpWhatMayBeGivenUpAndGoesOn) {
  for (uint64_t seed = 0; seed < 1000; ++seed) {
    run_partial(seed);
    if (testing::Test::HasFatalFailure() || testing::Test::HasNonfatalFailure()) FAIL() << seed;
  }
}

// Packets cut at every length, with a checksum that fits: nothing breaks, and what comes whole
// afterwards is still taken.
TEST(SctpAssociation, SurvivesEveryTruncation) {
  RepeatableRandom random(3);
  SctpAssociation a({}, random);
  SctpAssociation b({}, random);
  Instant now{1s};
  a.connect(now);
  std::vector<uint8_t> packet;
  size_t cuts = 0;
  const auto pass = [&](SctpAssociation& from, SctpAssociation& to) {
    while (from.poll_packet(now, packet)) {
      // DATA says no length of its own: a part of it would be taken for all of it.
      const bool has_data = packet.size() > 600;
      for (size_t size = kSctpHeaderSize; !has_data && size < packet.size(); ++size, ++cuts) {
        std::vector<uint8_t> cut(packet.begin(),
                                 packet.begin() + static_cast<std::ptrdiff_t>(size));
        seal_sctp(cut);
        to.handle_packet(now, cut);
      }
      to.handle_packet(now, packet);
    }
  };
  for (int i = 0; i < 4; ++i) {
    pass(a, b);
    pass(b, a);
  }
  a.send(now, {}, message(1, 3000));
  for (int i = 0; i < 4; ++i) {
    pass(a, b);
    pass(b, a);
  }
  EXPECT_GT(cuts, 100u);
  SctpMessage got;
  ASSERT_TRUE(b.poll_message(got));
  EXPECT_EQ(got.payload, *message(1, 3000));
}

TEST(SctpAssociation, DropsForeignTagsAndPorts) {
  Ends ends(1);
  ends.connect();
  uint8_t buffer[100];
  for (const uint32_t tag : {0u, 1u, 0xffffffffu}) {
    SctpPacketWriter writer(buffer, kSctpPort, kSctpPort, tag);
    writer.add(SctpChunkType::kAbort, 0, Bytes{});
    ends.pair.b->handle_packet(ends.pair.now, writer.finish());
  }
  EXPECT_EQ(ends.pair.b->counters().wrong_tag, 3u);
  EXPECT_EQ(ends.pair.b->state(), SctpState::kEstablished);
}

}  // namespace
}  // namespace diemcau::transport
