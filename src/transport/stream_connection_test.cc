#include "transport/stream_connection.h"

#include <gtest/gtest.h>

#include <set>

#include "base/random.h"
#include "transport/ice_test_support.h"

namespace diemcau::transport {
namespace {

constexpr Instant kStart{100s};

std::vector<uint8_t> framed(Bytes datagram) {
  std::vector<uint8_t> out(kFrameHeaderSize);
  store_be16(out.data(), static_cast<uint16_t>(datagram.size()));
  out.insert(out.end(), datagram.begin(), datagram.end());
  return out;
}

std::vector<uint8_t> check_for(const std::string& ufrag) {
  return write({.receiver = {ufrag, "a password of enough length"}, .sender = {"peer", ""}});
}

// --- What waits to be written

std::vector<uint8_t> take(SendLanes& lanes, size_t count) {
  std::vector<uint8_t> out;
  while (out.size() < count && !lanes.empty()) {
    const Bytes front = lanes.front().first(std::min(lanes.front().size(), count - out.size()));
    out.insert(out.end(), front.begin(), front.end());
    lanes.written(front.size());
  }
  return out;
}

TEST(SendLanes, FramesEachSegmentOfAMessage) {
  SendLanes lanes;
  const std::vector<uint8_t> message{1, 2, 3, 4, 5};
  EXPECT_TRUE(lanes.push(message, 2, true));
  EXPECT_EQ(take(lanes, 100), (std::vector<uint8_t>{0, 2, 1, 2, 0, 2, 3, 4, 0, 1, 5}));
  EXPECT_TRUE(lanes.empty());
  EXPECT_TRUE(lanes.front().empty());
}

TEST(SendLanes, TheFirstLaneOvertakesBetweenDatagramsButNeverWithin) {
  const std::vector<uint8_t> picture{1, 1, 1, 1};
  const std::vector<uint8_t> sound{2};
  for (size_t begun = 0; begun <= 6; ++begun) {
    SendLanes lanes;
    ASSERT_TRUE(lanes.push(picture, 2, true));  // 0 2 1 1 0 2 1 1
    std::vector<uint8_t> stream = take(lanes, begun);
    ASSERT_TRUE(lanes.push(sound, 1, false));
    const auto rest = take(lanes, 100);
    stream.insert(stream.end(), rest.begin(), rest.end());
    const std::vector<uint8_t> at_once{0, 1, 2, 0, 2, 1, 1, 0, 2, 1, 1};
    const std::vector<uint8_t> between{0, 2, 1, 1, 0, 1, 2, 0, 2, 1, 1};
    const std::vector<uint8_t> behind{0, 2, 1, 1, 0, 2, 1, 1, 0, 1, 2};
    EXPECT_EQ(stream, begun == 0 ? at_once : begun <= 4 ? between : behind) << begun;
  }
}

TEST(SendLanes, PicturesAreRefusedWholeWhileSoundStillFits) {
  SendLanes lanes;
  const std::vector<uint8_t> frame(6000, 1);
  const std::vector<uint8_t> sound(160, 2);
  size_t taken = 0;
  while (lanes.push(frame, 1200, true)) ++taken;
  EXPECT_EQ(taken, SendLanes::kPicturesBound / (6000 + 5 * kFrameHeaderSize));
  EXPECT_EQ(lanes.size(), taken * 6010);
  EXPECT_TRUE(lanes.push(sound, 160, false));
  while (lanes.push(sound, 160, false)) {
  }
  EXPECT_LE(lanes.size(), SendLanes::kPicturesBound + SendLanes::kFirstBound);
  // Room again once something is written.
  take(lanes, SendLanes::kFirstBound + 7000);
  EXPECT_TRUE(lanes.push(frame, 1200, true));
  EXPECT_TRUE(lanes.push(sound, 160, false));
}

// Whatever is written in whatever pieces: the stream is one of whole frames, each lane in order.
TEST(SendLanes, KeepsTheOrderWithinALaneBySeeds) {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(seed);
    SendLanes lanes;
    std::vector<uint8_t> stream;
    std::array<uint8_t, 2> pushed{};
    for (int step = 0; step < 400; ++step) {
      const bool pictures = random.chance(0.5);
      std::vector<uint8_t> datagram(2 + random.below(3000), pictures ? 1 : 0);
      datagram[1] = pushed[pictures];
      if (lanes.push(datagram, datagram.size(), pictures)) ++pushed[pictures];
      const auto some = take(lanes, random.below(4000));
      stream.insert(stream.end(), some.begin(), some.end());
    }
    const auto rest = take(lanes, 1 << 20);
    stream.insert(stream.end(), rest.begin(), rest.end());
    FrameReader reader(4000);
    reader.feed(stream);
    std::array<uint8_t, 2> seen{};
    MutableBytes datagram;
    while (reader.next(datagram)) EXPECT_EQ(datagram[1], seen[datagram[0]]++);
    EXPECT_FALSE(reader.broken());
    EXPECT_EQ(seen, pushed);
  }
}

// --- The life of a connection

TEST(StreamConnection, ReadsNoMoreThanTheFirstDatagramBeforeItIsProven) {
  StreamConnection stream(kStart);
  auto first = framed(check_for("00abcdefgh"));
  EXPECT_EQ(stream.read_at_most(65536), 2u);
  stream.feed(kStart, MutableBytes(first).first(2));
  MutableBytes datagram;
  EXPECT_FALSE(stream.next(datagram));
  EXPECT_EQ(stream.read_at_most(65536), first.size() - 2);
  EXPECT_EQ(stream.read_at_most(10), 10u);
  stream.feed(kStart, MutableBytes(first).subspan(2));
  ASSERT_TRUE(stream.next(datagram));
  EXPECT_EQ(datagram.size(), first.size() - 2);
  EXPECT_EQ(stream.end(kStart), std::nullopt);
  stream.prove(kStart);
  EXPECT_FALSE(stream.next(datagram));
  EXPECT_EQ(stream.read_at_most(65536), 65536u);
}

TEST(StreamConnection, EndsWhenItProvesNothingInTimeHoweverMuchItSays) {
  StreamConnection stream(kStart);
  EXPECT_EQ(stream.end(kStart + StreamConnection::kProveWithin - 1ms), std::nullopt);
  std::vector<uint8_t> one{0};
  stream.feed(kStart + 4s, one);
  MutableBytes datagram;
  EXPECT_FALSE(stream.next(datagram));
  EXPECT_EQ(stream.end(kStart + StreamConnection::kProveWithin), StreamEnd::kSilent);
}

TEST(StreamConnection, EndsWhenItIsQuietForLong) {
  StreamConnection stream(kStart);
  stream.prove(kStart + 1s);
  const Instant heard = kStart + 50s;
  std::vector<uint8_t> null{0, 0};
  stream.feed(heard, null);
  MutableBytes datagram;
  EXPECT_FALSE(stream.next(datagram));  // keeps it open and says nothing
  EXPECT_EQ(stream.end(heard + StreamConnection::kMaxQuiet - 1ms), std::nullopt);
  EXPECT_EQ(stream.end(heard + StreamConnection::kMaxQuiet), StreamEnd::kQuiet);
}

TEST(StreamConnection, AnythingButACheckOfFittingSizeIsTheEndOfAnUnprovenOne) {
  MutableBytes datagram;
  StreamConnection null(kStart);
  std::vector<uint8_t> zeros(64);
  null.feed(kStart, zeros);
  EXPECT_FALSE(null.next(datagram));
  EXPECT_EQ(null.end(kStart), StreamEnd::kForeign);

  StreamConnection large(kStart);
  std::vector<uint8_t> header(2);
  store_be16(header.data(), StreamConnection::kMaxFirstDatagram + 1);
  large.feed(kStart, header);
  EXPECT_FALSE(large.next(datagram));
  EXPECT_EQ(large.end(kStart), StreamEnd::kOversized);

  StreamConnection proven(kStart);
  proven.prove(kStart);
  store_be16(header.data(), StreamConnection::kMaxDatagram);
  proven.feed(kStart, header);
  EXPECT_FALSE(proven.next(datagram));
  EXPECT_EQ(proven.end(kStart), std::nullopt);
}

TEST(StreamConnection, NamesTheShardOfACheckAndOfNothingElse) {
  EXPECT_EQ(shard_of_check(check_for("00abcdefgh")), 0);
  EXPECT_EQ(shard_of_check(check_for("1fabcdefgh")), 31);
  EXPECT_EQ(shard_of_check(check_for("zzabcdefgh")), std::nullopt);
  EXPECT_EQ(shard_of_check(check_for("short")), std::nullopt);
  const auto whole = check_for("00abcdefgh");
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(shard_of_check(Bytes(whole).first(size)), std::nullopt) << size;
  }
  EXPECT_EQ(shard_of_check(write({.receiver = {"00abcdefgh", "p"},
                                  .sender = {"peer", ""},
                                  .message_class = wire::StunClass::kIndication})),
            std::nullopt);
}

TEST(StreamConnection, EveryEndHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (size_t i = 0; i < kStreamEnds; ++i) names.insert(to_string(static_cast<StreamEnd>(i)));
  EXPECT_EQ(names.size(), kStreamEnds);
  EXPECT_FALSE(names.contains("unknown"));
}

}  // namespace
}  // namespace diemcau::transport
