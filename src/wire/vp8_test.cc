#include "wire/vp8.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/random.h"

namespace diemcau::wire {
namespace {

using Buffer = std::vector<uint8_t>;

// The head of a VP8 keyframe of 640x360 (RFC 6386 section 9.1), scaling bits set.
const Buffer kKeyframe = {0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x42, 0x68, 0x81};

Buffer with_frame(Buffer descriptor, const Buffer& frame = kKeyframe) {
  descriptor.insert(descriptor.end(), frame.begin(), frame.end());
  return descriptor;
}

TEST(Vp8, ReadsTheWholeDescriptor) {
  // X, N, S; I L T K; picture id 0x1234; tl0 0x56; tid 2, Y, keyidx 9.
  const auto vp8 = parse_vp8_descriptor(with_frame({0xb0, 0xf0, 0x92, 0x34, 0x56, 0xa9}));
  ASSERT_TRUE(vp8.ok());
  EXPECT_EQ(vp8->size, 6);
  EXPECT_TRUE(vp8->non_reference);
  EXPECT_TRUE(vp8->begins_frame);
  EXPECT_TRUE(vp8->is_keyframe);
  EXPECT_EQ(vp8->picture_id, 0x1234);
  EXPECT_TRUE(vp8->long_picture_id);
  EXPECT_EQ(vp8->tl0_picture_index, 0x56);
  EXPECT_EQ(vp8->temporal_id, 2);
  EXPECT_TRUE(vp8->layer_sync);
  EXPECT_EQ(vp8->key_index, 9);
  EXPECT_EQ(vp8->width, 640);
  EXPECT_EQ(vp8->height, 360);
  EXPECT_EQ(vp8->picture_id_at, 2);
  EXPECT_EQ(vp8->tl0_picture_index_at, 4);
  EXPECT_EQ(vp8->key_index_at, 5);
}

TEST(Vp8, ReadsTheShortForms) {
  const auto bare = parse_vp8_descriptor(with_frame({0x10}));
  ASSERT_TRUE(bare.ok());
  EXPECT_EQ(bare->size, 1);
  EXPECT_EQ(bare->picture_id_at, 0);
  EXPECT_EQ(bare->tl0_picture_index_at, 0);
  EXPECT_EQ(bare->key_index_at, 0);
  const auto short_id = parse_vp8_descriptor(with_frame({0x90, 0x80, 0x7f}));
  ASSERT_TRUE(short_id.ok());
  EXPECT_EQ(short_id->picture_id, 0x7f);
  EXPECT_FALSE(short_id->long_picture_id);
  // T without K: the byte is there, its KEYIDX is not to be read (RFC 7741 section 4.2).
  const auto tid_only = parse_vp8_descriptor(with_frame({0x90, 0x20, 0x5f}));
  ASSERT_TRUE(tid_only.ok());
  EXPECT_EQ(tid_only->temporal_id, 1);
  EXPECT_EQ(tid_only->key_index_at, 0);
  EXPECT_EQ(tid_only->key_index, 0);
  const auto key_only = parse_vp8_descriptor(with_frame({0x90, 0x10, 0xff}));
  ASSERT_TRUE(key_only.ok());
  EXPECT_EQ(key_only->temporal_id, 0);
  EXPECT_FALSE(key_only->layer_sync);
  EXPECT_EQ(key_only->key_index, 31);
}

TEST(Vp8, AFrameBeginsWithItsFirstPartition) {
  EXPECT_FALSE(parse_vp8_descriptor(with_frame({0x00}))->begins_frame);
  EXPECT_FALSE(parse_vp8_descriptor(with_frame({0x00}))->is_keyframe);
  EXPECT_FALSE(parse_vp8_descriptor(with_frame({0x11}))->begins_frame);  // S of partition 1
  const auto delta =
      parse_vp8_descriptor(with_frame({0x10}, {0x11, 0, 0, 0x9d, 1, 0x2a, 1, 1, 1, 1}));
  EXPECT_TRUE(delta->begins_frame);
  EXPECT_FALSE(delta->is_keyframe);
  EXPECT_EQ(delta->width, 0);
}

TEST(Vp8, TellsNoSizeWithoutTheStartCode) {
  Buffer payload = with_frame({0x10});
  payload[4] = 0x9e;
  const auto vp8 = parse_vp8_descriptor(payload);
  EXPECT_TRUE(vp8->is_keyframe);
  EXPECT_EQ(vp8->width, 0);
}

TEST(Vp8, RefusesEveryTruncation) {
  const Buffer whole = with_frame({0xb0, 0xf0, 0x92, 0x34, 0x56, 0xa9});
  for (size_t size = 0; size < whole.size(); ++size) {
    const Buffer cut(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size));
    const auto vp8 = parse_vp8_descriptor(cut);
    EXPECT_EQ(vp8.ok(), size > 6) << size;
    if (vp8.ok()) {
      EXPECT_EQ(vp8->width, 0);  // not all of the frame's head is there
    }
  }
}

TEST(Vp8, PatchesWhatItReadsAndNothingElse) {
  SeededRandom random(10);
  for (int round = 0; round < 2000; ++round) {
    Buffer payload(20);
    random.fill(payload);
    const auto before = parse_vp8_descriptor(payload);
    if (!before.ok()) continue;
    Buffer patched = payload;
    const auto picture_id = static_cast<uint16_t>(random.u64());
    const auto tl0 = static_cast<uint8_t>(random.u64());
    const auto key_index = static_cast<uint8_t>(random.u64());
    patch_vp8_descriptor(MutableBytes(patched).first(before->size), *before, picture_id, tl0,
                         key_index);
    const auto after = parse_vp8_descriptor(patched);
    ASSERT_TRUE(after.ok());
    EXPECT_EQ(after->size, before->size);
    EXPECT_EQ(after->long_picture_id, before->long_picture_id);
    EXPECT_EQ(after->non_reference, before->non_reference);
    EXPECT_EQ(after->begins_frame, before->begins_frame);
    EXPECT_EQ(after->temporal_id, before->temporal_id);
    EXPECT_EQ(after->layer_sync, before->layer_sync);
    const uint16_t mask = before->long_picture_id ? 0x7fff : 0x7f;
    EXPECT_EQ(after->picture_id, before->picture_id_at != 0 ? picture_id & mask : 0);
    EXPECT_EQ(after->tl0_picture_index, before->tl0_picture_index_at != 0 ? tl0 : 0);
    EXPECT_EQ(after->key_index, before->key_index_at != 0 ? key_index & 0x1f : 0);
    // Patched back, it is the same to the bit.
    patch_vp8_descriptor(MutableBytes(patched).first(before->size), *before, before->picture_id,
                         before->tl0_picture_index, before->key_index);
    EXPECT_EQ(patched, payload);
  }
}

TEST(Vp8, WritesADescriptor) {
  Buffer payload(20);
  const size_t size = write_vp8_descriptor(payload, true, 0x7123);
  EXPECT_EQ(size, 4u);
  const auto vp8 = parse_vp8_descriptor(payload);
  ASSERT_TRUE(vp8.ok());
  EXPECT_EQ(vp8->size, size);
  EXPECT_TRUE(vp8->begins_frame);
  EXPECT_EQ(vp8->picture_id, 0x7123);
  Buffer small(3);
  EXPECT_EQ(write_vp8_descriptor(small, true, 1), 0u);
}

}  // namespace
}  // namespace diemcau::wire
