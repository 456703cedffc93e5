#include "clip.h"

#include <gtest/gtest.h>

#include "ivf.h"
#include "ogg.h"

namespace diemcau::sites {
namespace {

using Buffer = std::vector<uint8_t>;

void put(Buffer& out, uint64_t value, int size) {
  for (int i = 0; i < size; ++i) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
}
void put(Buffer& out, std::string_view text) { out.insert(out.end(), text.begin(), text.end()); }

Buffer ivf_file(const std::vector<Buffer>& frames, std::string_view fourcc = "VP80") {
  Buffer out;
  put(out, "DKIF");
  put(out, 0, 2);
  put(out, 32, 2);
  put(out, fourcc);
  put(out, 640, 2);
  put(out, 360, 2);
  put(out, 30, 4);
  put(out, 1, 4);
  put(out, frames.size(), 4);
  put(out, 0, 4);
  for (size_t i = 0; i < frames.size(); ++i) {
    put(out, frames[i].size(), 4);
    put(out, i, 8);
    out.insert(out.end(), frames[i].begin(), frames[i].end());
  }
  return out;
}

TEST(Ivf, ReadsHeaderAndFrames) {
  const Buffer file = ivf_file({{0, 1, 2}, {1, 9}});
  auto reader = IvfReader::open(file);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->width(), 640);
  EXPECT_EQ(reader->height(), 360);
  IvfFrame frame;
  ASSERT_TRUE(reader->next(frame));
  EXPECT_EQ(frame.bytes.size(), 3u);
  ASSERT_TRUE(reader->next(frame));
  EXPECT_EQ(frame.timestamp, 1u);
  EXPECT_EQ(frame.bytes[1], 9);
  EXPECT_FALSE(reader->next(frame));
  EXPECT_TRUE(reader->ok());
}

TEST(Ivf, EveryTruncationIsToldUnlessItEndsAFrame) {
  const Buffer file = ivf_file({{0, 1, 2}, {1, 9}});
  for (size_t size = 0; size < file.size(); ++size) {
    const Buffer cut(file.begin(), file.begin() + static_cast<ptrdiff_t>(size));
    auto reader = IvfReader::open(cut);
    ASSERT_EQ(reader.ok(), size >= 32) << size;
    if (!reader) continue;
    IvfFrame frame;
    while (reader->next(frame)) {
    }
    EXPECT_EQ(reader->ok(), size == 32 || size == 32 + 15) << size;
  }
}

TEST(Ivf, RefusesWhatItIsNot) {
  Buffer file = ivf_file({{0}});
  file[0] = 'X';
  EXPECT_EQ(IvfReader::open(file).error(), ParseError::kBadMagic);
  file = ivf_file({{0}});
  file[4] = 1;
  EXPECT_EQ(IvfReader::open(file).error(), ParseError::kBadVersion);
  file = ivf_file({{0}});
  file[6] = 8;
  EXPECT_EQ(IvfReader::open(file).error(), ParseError::kBadLength);
  file = ivf_file({{0}});
  file[16] = 0;
  EXPECT_EQ(IvfReader::open(file).error(), ParseError::kBadValue);
}

TEST(VideoClip, KnowsKeyframesAndPace) {
  const auto clip = parse_video_clip(ivf_file({{0x10, 1}, {0x11, 2}, {0x30}}));
  ASSERT_TRUE(clip);
  EXPECT_TRUE(clip->frames[0].is_keyframe);
  EXPECT_FALSE(clip->frames[1].is_keyframe);
  EXPECT_EQ(to_us(clip->frame_interval), 33333);
  EXPECT_EQ(parse_video_clip(ivf_file({{0x11}})).error(), ParseError::kBadValue);
  EXPECT_EQ(parse_video_clip(ivf_file({})).error(), ParseError::kBadValue);
  EXPECT_EQ(parse_video_clip(ivf_file({{0x10}}, "VP90")).error(), ParseError::kUnsupported);
}

// A second, slow implementation of RFC 3533's checksum.
uint32_t crc_of(const Buffer& bytes) {
  uint32_t crc = 0;
  for (const uint8_t byte : bytes) {
    for (int bit = 7; bit >= 0; --bit) {
      const bool carry = ((crc >> 31) ^ (byte >> bit & 1)) != 0;
      crc = crc << 1 ^ (carry ? 0x04c11db7u : 0u);
    }
  }
  return crc;
}

Buffer ogg_page(uint8_t flags, uint32_t sequence, const Buffer& lacing, const Buffer& body) {
  Buffer out;
  put(out, "OggS");
  put(out, 0, 1);
  put(out, flags, 1);
  put(out, 0, 8);
  put(out, 0x1234, 4);
  put(out, sequence, 4);
  put(out, 0, 4);
  put(out, lacing.size(), 1);
  out.insert(out.end(), lacing.begin(), lacing.end());
  out.insert(out.end(), body.begin(), body.end());
  const uint32_t crc = crc_of(out);
  for (int i = 0; i < 4; ++i) out[static_cast<size_t>(22 + i)] = static_cast<uint8_t>(crc >> 8 * i);
  return out;
}

Buffer join(const std::vector<Buffer>& parts) {
  Buffer out;
  for (const Buffer& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

// A packet of 3 bytes, one of 300 over two pages, an empty one.
Buffer ogg_file() {
  Buffer first(3, 7);
  first.insert(first.end(), 255, 8);
  return join({ogg_page(2, 0, {3, 255}, first), ogg_page(1, 1, {45, 0}, Buffer(45, 8))});
}

TEST(Ogg, PacketsGoOverPages) {
  const Buffer file = ogg_file();
  OggReader reader(file);
  Buffer packet;
  ASSERT_TRUE(reader.next(packet));
  EXPECT_EQ(packet, Buffer(3, 7));
  ASSERT_TRUE(reader.next(packet));
  EXPECT_EQ(packet, Buffer(300, 8));
  ASSERT_TRUE(reader.next(packet));
  EXPECT_TRUE(packet.empty());
  EXPECT_FALSE(reader.next(packet));
  EXPECT_FALSE(reader.error());
}

TEST(Ogg, EveryTruncationIsTold) {
  const Buffer file = ogg_file();
  for (size_t size = 1; size < file.size(); ++size) {
    const Buffer cut(file.begin(), file.begin() + static_cast<ptrdiff_t>(size));
    OggReader reader(cut);
    Buffer packet;
    while (reader.next(packet)) {
    }
    EXPECT_EQ(reader.error(), ParseError::kTruncated) << size;
  }
}

TEST(Ogg, EveryChangedByteIsNoticed) {
  const Buffer file = ogg_file();
  for (size_t at = 0; at < file.size(); ++at) {
    Buffer changed = file;
    changed[at] ^= 0x41;
    OggReader reader(changed);
    Buffer packet;
    while (reader.next(packet)) {
    }
    EXPECT_TRUE(reader.error()) << at;
  }
}

TEST(Ogg, PagesMustFollowEachOther) {
  for (const auto& [flags, sequence] : {std::pair{0, 1}, std::pair{1, 2}}) {
    const Buffer file =
        join({ogg_page(2, 0, {255}, Buffer(255, 8)),
              ogg_page(static_cast<uint8_t>(flags), static_cast<uint32_t>(sequence), {1}, {1})});
    OggReader reader(file);
    Buffer packet;
    EXPECT_FALSE(reader.next(packet));
    EXPECT_EQ(reader.error(), ParseError::kBadValue);
  }
}

TEST(Ogg, PacketsAreBounded) {
  Buffer file;
  for (uint32_t page = 0; page < 3; ++page) {
    const Buffer more = ogg_page(page == 0 ? 2 : 1, page, Buffer(255, 255), Buffer(255 * 255, 1));
    file.insert(file.end(), more.begin(), more.end());
  }
  OggReader reader(file);
  Buffer packet;
  EXPECT_FALSE(reader.next(packet));
  EXPECT_EQ(reader.error(), ParseError::kOversized);
}

Buffer opus_file(const Buffer& frame) {
  Buffer head;
  put(head, "OpusHead");
  head.resize(19);
  head[8] = 1;
  Buffer tags;
  put(tags, "OpusTags");
  return join({ogg_page(2, 0, {19}, head), ogg_page(0, 1, {8}, tags),
               ogg_page(0, 2, {static_cast<uint8_t>(frame.size())}, frame)});
}

TEST(SpeechClip, TakesFramesOf20Milliseconds) {
  Buffer loud;
  for (int i = 0; i < 160; ++i) put(loud, i % 2 == 0 ? 16384 : -16384, 2);
  const auto clip = parse_speech_clip(opus_file({0x78, 1, 2}), loud);  // hybrid, fullband, 20 ms
  ASSERT_TRUE(clip);
  ASSERT_EQ(clip->frames.size(), 1u);
  EXPECT_EQ(clip->frames[0].minus_dbov, 6);
  EXPECT_EQ(parse_speech_clip(opus_file({0x70, 1}), {}).error(), ParseError::kUnsupported);
}

TEST(SpeechClip, OpusDurations) {
  EXPECT_EQ(opus_duration({}), 0ms);
  EXPECT_EQ(opus_duration(Buffer{0x08}), 20ms);  // SILK
  EXPECT_EQ(opus_duration(Buffer{0x18}), 60ms);
  EXPECT_EQ(opus_duration(Buffer{0xf8}), 20ms);  // CELT
  EXPECT_EQ(opus_duration(Buffer{0xe0}), 2500us);
  EXPECT_EQ(opus_duration(Buffer{0xf1}), 20ms);  // two of 10 ms
  EXPECT_EQ(opus_duration(Buffer{0xf3, 0x02}), 20ms);
  EXPECT_EQ(opus_duration(Buffer{0xf3}), 0ms);
}

TEST(SpeechClip, Loudness) {
  EXPECT_EQ(loudness({}), 127);
  EXPECT_EQ(loudness(Buffer(320, 0)), 127);
  Buffer full;
  for (int i = 0; i < 160; ++i) put(full, static_cast<uint16_t>(-32768), 2);
  EXPECT_EQ(loudness(full), 0);
}

}  // namespace
}  // namespace diemcau::sites
