#include "transport/frame_reader.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace diemcau::transport {
namespace {

constexpr size_t kLimit = 2048;

std::vector<uint8_t> framed(const std::vector<std::vector<uint8_t>>& datagrams) {
  std::vector<uint8_t> stream;
  for (const auto& one : datagrams) {
    stream.push_back(static_cast<uint8_t>(one.size() >> 8));
    stream.push_back(static_cast<uint8_t>(one.size()));
    stream.insert(stream.end(), one.begin(), one.end());
  }
  return stream;
}

// What comes of `stream` when it arrives in the pieces whose sizes `size_of_next` says.
template <class SizeOfNext>
std::vector<std::vector<uint8_t>> read_in_pieces(std::vector<uint8_t> stream,
                                                 SizeOfNext&& size_of_next, FrameReader& reader) {
  std::vector<std::vector<uint8_t>> out;
  for (size_t at = 0; at < stream.size();) {
    const size_t size = std::min(size_of_next(), stream.size() - at);
    // Memory of exactly this size, so that a sanitizer sees what is read beyond it.
    std::vector<uint8_t> piece(stream.begin() + static_cast<ptrdiff_t>(at),
                               stream.begin() + static_cast<ptrdiff_t>(at + size));
    reader.feed(piece);
    MutableBytes datagram;
    while (reader.next(datagram)) out.emplace_back(datagram.begin(), datagram.end());
    if (reader.broken()) break;
    at += size;
  }
  return out;
}

TEST(FrameReader, HandsOutInPlaceWhatLiesWholeInOnePiece) {
  std::vector<uint8_t> stream = framed({{1, 2, 3}, {}, {4}});
  FrameReader reader(kLimit);
  reader.feed(stream);
  MutableBytes datagram;
  ASSERT_TRUE(reader.next(datagram));
  EXPECT_EQ(datagram.data(), stream.data() + 2);
  EXPECT_EQ(datagram.size(), 3u);
  ASSERT_TRUE(reader.next(datagram));
  EXPECT_TRUE(datagram.empty());
  ASSERT_TRUE(reader.next(datagram));
  EXPECT_EQ(datagram[0], 4);
  EXPECT_FALSE(reader.next(datagram));
  EXPECT_FALSE(reader.broken());
  EXPECT_EQ(reader.wanted(), kFrameHeaderSize);
}

TEST(FrameReader, ReadsTheSameHoweverTheStreamIsCut) {
  std::vector<std::vector<uint8_t>> datagrams{{9}, {}, std::vector<uint8_t>(300, 5), {1, 2}};
  const auto stream = framed(datagrams);
  for (size_t first = 1; first < stream.size(); ++first) {
    FrameReader reader(kLimit);
    size_t pieces = 0;
    EXPECT_EQ(read_in_pieces(
                  stream, [&] { return pieces++ == 0 ? first : stream.size(); }, reader),
              datagrams)
        << first;
  }
  FrameReader reader(kLimit);
  EXPECT_EQ(read_in_pieces(
                stream, [] { return size_t{1}; }, reader),
            datagrams);
}

TEST(FrameReader, RoundTripsBySeeds) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom random(seed);
    std::vector<std::vector<uint8_t>> datagrams(random.below(30));
    for (auto& one : datagrams) {
      one.resize(random.below(kLimit + 1));
      for (uint8_t& byte : one) byte = static_cast<uint8_t>(random.below(256));
    }
    FrameReader reader(kLimit);
    EXPECT_EQ(read_in_pieces(
                  framed(datagrams), [&] { return 1 + random.below(5000); }, reader),
              datagrams);
  }
}

TEST(FrameReader, BreaksAtTheLengthOfADatagramOverTheLimit) {
  const std::vector<uint8_t> at_the_limit(kLimit, 7);
  const std::vector<uint8_t> over(kLimit + 1, 7);
  for (const size_t piece : {1u, 3u, 10000u}) {
    FrameReader reader(kLimit);
    EXPECT_EQ(read_in_pieces(
                  framed({at_the_limit, over, {1}}), [&] { return piece; }, reader),
              (std::vector<std::vector<uint8_t>>{at_the_limit}));
    EXPECT_TRUE(reader.broken());
  }
  // What other programs say first on a port: all of it announces far too much.
  for (const std::string_view text : {"GET / HTTP/1.1\r\n", "SSH-2.0-", "\x16\x03\x01\x02\x00"}) {
    std::vector<uint8_t> bytes(text.begin(), text.end());
    FrameReader reader(kLimit);
    read_in_pieces(
        bytes, [&] { return bytes.size(); }, reader);
    EXPECT_TRUE(reader.broken()) << text;
  }
}

TEST(FrameReader, WhoReadsWhatIsWantedNeverReadsBeyondADatagram) {
  const auto stream = framed({{1, 2, 3, 4, 5}, {6}});
  FrameReader reader(kLimit);
  std::vector<size_t> read;
  MutableBytes datagram;
  for (size_t at = 0; at < 7;) {
    read.push_back(reader.wanted());
    std::vector<uint8_t> piece(stream.begin() + static_cast<ptrdiff_t>(at),
                               stream.begin() + static_cast<ptrdiff_t>(at + read.back()));
    at += read.back();
    reader.feed(piece);
    EXPECT_EQ(reader.next(datagram), at == 7);
  }
  EXPECT_EQ(read, (std::vector<size_t>{2, 5}));
  EXPECT_EQ(std::vector<uint8_t>(datagram.begin(), datagram.end()),
            (std::vector<uint8_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(reader.wanted(), 2u);
}

}  // namespace
}  // namespace diemcau::transport
