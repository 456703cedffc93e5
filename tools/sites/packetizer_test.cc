#include <gtest/gtest.h>

#include <numeric>

#include "clip.h"
#include "stamp.h"
#include "vp8_packetizer.h"

namespace diemcau::sites {
namespace {

using Buffer = std::vector<uint8_t>;

Buffer counting(size_t size) {
  Buffer out(size);
  std::iota(out.begin(), out.end(), uint8_t{0});
  return out;
}

TEST(Stamp, ComesBack) {
  const auto bytes = make_stamp({7, Instant(123456789ns)});
  const auto stamp = read_stamp(bytes);
  ASSERT_TRUE(stamp);
  EXPECT_EQ(stamp->number, 7u);
  EXPECT_EQ(stamp->sent, Instant(123456789ns));
}

TEST(Stamp, IsNotSeenWhereThereIsNone) {
  EXPECT_FALSE(read_stamp({}));
  EXPECT_FALSE(read_stamp(counting(100)));
  const auto bytes = make_stamp({7, Instant(5ns)});
  for (size_t size = 0; size < kStampSize; ++size)
    EXPECT_FALSE(read_stamp(Bytes(bytes).last(size)));
}

TEST(Stamp, LeavesOpusAsItWas) {
  const Buffer packet{0x78, 1, 2, 3};
  Buffer out;
  stamp_opus(packet, {9, Instant(42ns)}, out);
  ASSERT_EQ(out.size(), packet.size() + 2 + kStampSize);
  EXPECT_EQ(out[0], 0x7b);
  EXPECT_EQ(Buffer(out.begin() + 3, out.begin() + 6), Buffer({1, 2, 3}));
  EXPECT_EQ(opus_duration(out), kSpeechFrame);
  EXPECT_EQ(read_stamp(out)->number, 9u);
}

TEST(Stamp, SkipsOpusPacketsWithSeveralFrames) {
  const Buffer packet{0x79, 1, 2};
  Buffer out;
  stamp_opus(packet, {9, Instant(42ns)}, out);
  EXPECT_EQ(out, packet);
}

struct Cut {
  std::vector<Buffer> payloads;
  std::vector<wire::Vp8Descriptor> descriptors;
};

Cut cut(Vp8Packetizer& packetizer, Bytes frame) {
  Cut out;
  packetizer.begin(frame, {1, Instant(5ns)});
  Vp8Payload payload;
  while (packetizer.next(payload)) {
    Buffer whole(payload.descriptor.begin(), payload.descriptor.end());
    whole.insert(whole.end(), payload.data.begin(), payload.data.end());
    out.descriptors.push_back(*wire::parse_vp8_descriptor(whole));
    out.payloads.push_back(std::move(whole));
    EXPECT_EQ(payload.is_last, read_stamp(payload.data).has_value());
  }
  return out;
}

TEST(Vp8Packetizer, PayloadsOfAFrameAreOfOneSizeAndHoldIt) {
  for (const size_t size : {1u, 500u, 1160u, 1161u, 2500u, 5915u, 40001u}) {
    Vp8Packetizer packetizer(0);
    const Buffer frame = counting(size);
    const Cut out = cut(packetizer, frame);
    Buffer joined;
    for (const Buffer& payload : out.payloads) {
      EXPECT_EQ(payload.size(), out.payloads[0].size());
      EXPECT_LE(payload.size(), kMaxVp8Payload);
      joined.insert(joined.end(), payload.begin() + kVp8DescriptorSize, payload.end());
    }
    ASSERT_GE(joined.size(), size + kStampSize);
    EXPECT_LT(joined.size(), size + kStampSize + out.payloads.size());
    joined.resize(size);
    EXPECT_EQ(joined, frame);
  }
}

TEST(Vp8Packetizer, OnlyTheFirstBeginsAndAllBearThePictureId) {
  Vp8Packetizer packetizer(0x7ffe);
  for (const uint16_t expected : {0x7fff, 0x0000}) {
    const Cut out = cut(packetizer, counting(4000));
    ASSERT_EQ(out.descriptors.size(), 4u);
    for (size_t i = 0; i < 4; ++i) {
      EXPECT_EQ(out.descriptors[i].begins_frame, i == 0);
      EXPECT_EQ(out.descriptors[i].picture_id, expected);
      EXPECT_TRUE(out.descriptors[i].long_picture_id);
    }
  }
}

}  // namespace
}  // namespace diemcau::sites
