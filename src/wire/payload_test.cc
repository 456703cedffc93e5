#include "wire/payload.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/random.h"
#include "wire/av1.h"
#include "wire/h264.h"
#include "wire/red.h"
#include "wire/vp9.h"

namespace diemcau::wire {
namespace {

using Buffer = std::vector<uint8_t>;

// Every beginning of `whole`, each in memory of exactly its size.
template <class Check>
void for_each_cut(const Buffer& whole, Check&& check) {
  for (size_t size = 0; size < whole.size(); ++size) {
    check(Buffer(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)));
  }
}

// --- VP9 -----------------------------------------------------------------------------------------

TEST(Vp9, ReadsANonFlexibleDescriptor) {
  // I L B E; picture id 0x1234; tid 1, U, sid 2, D; tl0 7.
  const Buffer payload = {0xac, 0x92, 0x34, 0x35, 7, 0xff};
  const auto vp9 = parse_vp9_descriptor(payload);
  ASSERT_TRUE(vp9.ok());
  EXPECT_TRUE(vp9->begins_frame);
  EXPECT_TRUE(vp9->ends_frame);
  EXPECT_FALSE(vp9->inter_predicted);
  EXPECT_TRUE(vp9->long_picture_id);
  EXPECT_EQ(vp9->picture_id, 0x1234);
  EXPECT_EQ(vp9->temporal_id, 1);
  EXPECT_TRUE(vp9->switching_up);
  EXPECT_EQ(vp9->spatial_id, 2);
  EXPECT_EQ(vp9->tl0_picture_index, 7);
  EXPECT_EQ(vp9->size, 5u);
  for_each_cut(payload, [](const Buffer& cut) { EXPECT_FALSE(parse_vp9_descriptor(cut).ok()); });
}

TEST(Vp9, ReadsAFlexibleDescriptorWithReferences) {
  // I P L F B; picture id 0x05; layers; P_DIFF 1 and another, P_DIFF 2.
  const Buffer payload = {0xf8, 0x05, 0x20, 0x03, 0x04, 0xff};
  const auto vp9 = parse_vp9_descriptor(payload);
  ASSERT_TRUE(vp9.ok());
  EXPECT_TRUE(vp9->inter_predicted);
  EXPECT_FALSE(vp9->long_picture_id);
  EXPECT_EQ(vp9->picture_id, 5);
  EXPECT_EQ(vp9->size, 5u);
  for_each_cut(payload, [](const Buffer& cut) { EXPECT_FALSE(parse_vp9_descriptor(cut).ok()); });
  // RFC 9628 section 4.2: three references at most.
  EXPECT_EQ(parse_vp9_descriptor(Buffer{0xf8, 5, 0x20, 3, 3, 3, 2, 0xff}).error(),
            ParseError::kBadValue);
}

TEST(Vp9, ReadsAScalabilityStructure) {
  // B V; two layers with sizes and a group of two pictures, the second with two references.
  const Buffer payload = {0x0a, 0x38, 0x01, 0x40, 0x00, 0xb4, 0x02, 0x80,
                          0x01, 0x68, 0x02, 0x00, 0x08, 0x01, 0x02, 0xff};
  const auto vp9 = parse_vp9_descriptor(payload);
  ASSERT_TRUE(vp9.ok());
  EXPECT_EQ(vp9->width, 640);
  EXPECT_EQ(vp9->height, 360);
  EXPECT_EQ(vp9->size, 15u);
  for_each_cut(payload, [](const Buffer& cut) { EXPECT_FALSE(parse_vp9_descriptor(cut).ok()); });
}

// --- H264 ----------------------------------------------------------------------------------------

TEST(H264, ReadsSingleUnits) {
  EXPECT_TRUE(parse_h264_payload(Buffer{0x67, 1}).has_parameters);
  EXPECT_TRUE(parse_h264_payload(Buffer{0x65, 1}).begins_idr);
  const H264Payload slice = parse_h264_payload(Buffer{0x41, 1});
  EXPECT_FALSE(slice.has_parameters || slice.begins_idr || slice.discardable);
  EXPECT_TRUE(parse_h264_payload(Buffer{0x01, 1}).discardable);
  EXPECT_FALSE(parse_h264_payload(Buffer{0x06, 1}).discardable);  // SEI
}

TEST(H264, ReadsAggregates) {
  const Buffer payload = {0x78, 0, 2, 0x67, 1, 0, 1, 0x68, 0, 3, 0x65, 1, 2};
  const H264Payload whole = parse_h264_payload(payload);
  EXPECT_TRUE(whole.has_parameters);
  EXPECT_TRUE(whole.begins_idr);
  for_each_cut(payload, [](const Buffer& cut) {
    // Cut at a unit's end it is whole; elsewhere nothing of it is believed.
    const bool at_end = cut.size() == 5 || cut.size() == 8;
    EXPECT_EQ(parse_h264_payload(cut).has_parameters, at_end) << cut.size();
    EXPECT_FALSE(parse_h264_payload(cut).begins_idr);
  });
  EXPECT_FALSE(parse_h264_payload(Buffer{0x78, 0, 0, 0, 1, 0x65}).begins_idr);  // an empty unit
}

TEST(H264, ReadsFragments) {
  EXPECT_TRUE(parse_h264_payload(Buffer{0x7c, 0x85, 1}).begins_idr);
  EXPECT_FALSE(parse_h264_payload(Buffer{0x7c, 0x05, 1}).begins_idr);  // its middle
  EXPECT_FALSE(parse_h264_payload(Buffer{0x7c, 0x45, 1}).begins_idr);  // its end
  EXPECT_FALSE(parse_h264_payload(Buffer{0x7c}).begins_idr);
  EXPECT_TRUE(parse_h264_payload(Buffer{0x1c, 0x41, 1}).discardable);
  EXPECT_FALSE(parse_h264_payload(Buffer{0x5c, 0x41, 1}).discardable);
}

// --- AV1 -----------------------------------------------------------------------------------------

TEST(Av1, ASequenceBeginsWithTheNBit) {
  EXPECT_TRUE(begins_av1_sequence(Buffer{0x18, 0x0a}));
  EXPECT_FALSE(begins_av1_sequence(Buffer{0x10, 0x0a}));
  EXPECT_FALSE(begins_av1_sequence(Buffer{0x98, 0x0a}));  // Z: goes on
  EXPECT_FALSE(begins_av1_sequence(Buffer{0x18}));
  EXPECT_FALSE(begins_av1_sequence({}));
}

// --- RED -----------------------------------------------------------------------------------------

TEST(Red, TakesApartAllBlocks) {
  // Two redundant blocks of 2 and 1 bytes, 1920 and 960 units old, then the primary.
  const Buffer payload = {0xef, 0x1e, 0x00, 0x02, 0xef, 0x0f, 0x00, 0x01,
                          0x6f, 0xa1, 0xa2, 0xb1, 0xc1, 0xc2, 0xc3};
  const auto red = parse_red(payload);
  ASSERT_TRUE(red.ok());
  ASSERT_EQ(red->redundant_count, 2);
  EXPECT_EQ(red->redundant[0].payload_type, 111);
  EXPECT_EQ(red->redundant[0].timestamp_offset, 1920);
  EXPECT_EQ(red->redundant[0].payload.data(), &payload[9]);
  EXPECT_EQ(red->redundant[0].payload.size(), 2u);
  EXPECT_EQ(red->redundant[1].timestamp_offset, 960);
  EXPECT_EQ(red->redundant[1].payload.data(), &payload[11]);
  EXPECT_EQ(red->redundant[1].payload.size(), 1u);
  EXPECT_EQ(red->primary.payload_type, 111);
  EXPECT_EQ(red->primary.payload.data(), &payload[12]);
  EXPECT_EQ(red->primary.payload.size(), 3u);
  EXPECT_EQ(parse_red_primary(payload)->payload.size(), 3u);
  for_each_cut(payload,
               [](const Buffer& cut) { EXPECT_EQ(parse_red(cut).ok(), cut.size() >= 12); });
}

TEST(Red, ReadsAPrimaryAlone) {
  const Buffer payload = {0x6f, 1, 2};
  const auto red = parse_red_primary(payload);
  ASSERT_TRUE(red);
  EXPECT_EQ(red->payload_type, 111);
  EXPECT_EQ(red->payload.size(), 2u);
  EXPECT_FALSE(parse_red_primary({}));
}

TEST(Red, RefusesMoreBlocksThanItHolds) {
  Buffer payload;
  for (size_t i = 0; i <= kMaxRedBlocks; ++i) payload.insert(payload.end(), {0xef, 0, 0, 0});
  payload.push_back(0x6f);
  EXPECT_EQ(parse_red(payload).error(), ParseError::kOversized);
  payload.erase(payload.begin(), payload.begin() + 4);
  EXPECT_TRUE(parse_red(payload).ok());
}

// --- Whatever the codec --------------------------------------------------------------------------

TEST(DescribePayload, Vp8) {
  const Buffer keyframe = {0xb0, 0x20, 0x80, 0x10, 0x02, 0x00, 0x9d,
                           0x01, 0x2a, 0x80, 0x02, 0x68, 1};
  const FrameInfo info = describe_payload(Codec::kVp8, keyframe, false);
  EXPECT_TRUE(info.begins_frame);
  EXPECT_TRUE(info.is_keyframe);
  EXPECT_TRUE(info.discardable);
  EXPECT_EQ(info.temporal_id, 2);
  EXPECT_EQ(info.width, 640);
  EXPECT_EQ(info.height, 360);
  ASSERT_TRUE(info.vp8);
  EXPECT_EQ(info.vp8->size, 3);
  EXPECT_FALSE(describe_payload(Codec::kVp8, Buffer{0x00, 1}, true).begins_frame);
}

TEST(DescribePayload, Vp9BeginsWithItsLowestLayer) {
  EXPECT_TRUE(describe_payload(Codec::kVp9, Buffer{0x28, 0x00, 0, 1}, false).is_keyframe);
  const FrameInfo upper = describe_payload(Codec::kVp9, Buffer{0x28, 0x02, 0, 1}, false);
  EXPECT_FALSE(upper.begins_frame || upper.is_keyframe);
  EXPECT_FALSE(describe_payload(Codec::kVp9, Buffer{0x68, 0x00, 0, 1}, false).is_keyframe);
}

TEST(DescribePayload, H264OpensAtParameterSetsOrTheFirstSlice) {
  const Buffer parameters = {0x78, 0, 2, 0x67, 1, 0, 1, 0x68};
  const Buffer idr = {0x7c, 0x85, 1};
  const FrameInfo first = describe_payload(Codec::kH264, parameters, false);
  EXPECT_TRUE(first.begins_frame && first.is_keyframe);
  const FrameInfo later = describe_payload(Codec::kH264, idr, false);
  EXPECT_TRUE(later.is_keyframe);
  EXPECT_FALSE(later.begins_frame);
  EXPECT_TRUE(describe_payload(Codec::kH264, idr, true).begins_frame);
  const FrameInfo delta = describe_payload(Codec::kH264, Buffer{0x41, 1}, true);
  EXPECT_TRUE(delta.begins_frame);
  EXPECT_FALSE(delta.is_keyframe);
}

TEST(DescribePayload, Av1AndAudio) {
  EXPECT_TRUE(describe_payload(Codec::kAv1, Buffer{0x18, 1}, false).is_keyframe);
  EXPECT_TRUE(describe_payload(Codec::kAv1, Buffer{0x18, 1}, false).begins_frame);
  EXPECT_TRUE(describe_payload(Codec::kAv1, Buffer{0x10, 1}, true).begins_frame);
  EXPECT_FALSE(describe_payload(Codec::kAv1, Buffer{0x10, 1}, false).begins_frame);
  for (const Codec codec : {Codec::kOpus, Codec::kRed}) {
    const FrameInfo info = describe_payload(codec, Buffer{1}, false);
    EXPECT_TRUE(info.begins_frame && info.is_keyframe);
  }
}

TEST(DescribePayload, ReadsAnythingWithoutComplaint) {
  SeededRandom random(11);
  for (int round = 0; round < 20000; ++round) {
    Buffer payload(random.below(40));
    random.fill(payload);
    const auto codec = static_cast<Codec>(random.below(6));
    const FrameInfo info = describe_payload(codec, payload, random.chance(0.5));
    if (info.vp8) {
      EXPECT_LT(info.vp8->size, payload.size());
    }
  }
}

}  // namespace
}  // namespace diemcau::wire
