#include "shard/segment_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace diemcau::shard {
namespace {

Path path_to(uint8_t host) {
  return {SocketAddress::v4(127, 0, 0, 1, 7882), SocketAddress::v4(10, 0, 0, host, 5000)};
}

void write(SegmentWriter& writer, const Path& path, size_t size, uint8_t fill) {
  MutableBytes at = writer.next(path);
  std::fill_n(at.data(), size, fill);
  writer.commit(size);
}

TEST(SegmentWriter, KeepsEqualSizesInOneMessageAndLetsTheLastBeShorter) {
  Batch batch;
  SegmentWriter writer(batch);
  for (uint8_t i = 0; i < 5; ++i) write(writer, path_to(1), 1200, i);
  write(writer, path_to(1), 700, 5);
  writer.finish();
  ASSERT_EQ(batch.size(), 1u);
  EXPECT_EQ(batch[0].segment_size, 1200);
  EXPECT_EQ(batch[0].data.size(), 5 * 1200u + 700u);
  for (uint8_t i = 0; i < 6; ++i) EXPECT_EQ(batch[0].data[size_t{i} * 1200], i);
}

TEST(SegmentWriter, BeginsAnewAfterAShorterOneAndForALongerOne) {
  Batch batch;
  SegmentWriter writer(batch);
  for (const size_t size : {1000, 900, 900, 901}) write(writer, path_to(1), size, 7);
  writer.finish();
  ASSERT_EQ(batch.size(), 3u);
  EXPECT_EQ(batch[0].data.size(), 1900u);
  EXPECT_EQ(batch[1].data.size(), 900u);
  EXPECT_EQ(batch[2].data.size(), 901u);
  EXPECT_EQ(batch[2].data[900], 7);
}

TEST(SegmentWriter, NeverMixesDestinations) {
  Batch batch;
  SegmentWriter writer(batch);
  for (uint8_t host = 1; host <= 3; ++host) {
    write(writer, path_to(host), 100, host);
    write(writer, path_to(host), 100, host);
  }
  writer.finish();
  ASSERT_EQ(batch.size(), 3u);
  for (uint8_t i = 0; i < 3; ++i) {
    EXPECT_EQ(batch[i].path, path_to(i + 1));
    EXPECT_EQ(batch[i].data[150], i + 1);
  }
}

TEST(SegmentWriter, NeverMixesPicturesWithWhatMustNotWaitBehindThem) {
  Batch batch;
  SegmentWriter writer(batch);
  write(writer, path_to(1), 500, 1);
  writer.set_pictures(true);
  write(writer, path_to(1), 500, 2);
  writer.set_pictures(true);
  write(writer, path_to(1), 500, 3);
  writer.set_pictures(false);
  write(writer, path_to(1), 500, 4);
  writer.finish();
  ASSERT_EQ(batch.size(), 3u);
  EXPECT_EQ(batch[1].data.size(), 1000u);
  EXPECT_FALSE(batch[0].pictures);
  EXPECT_TRUE(batch[1].pictures);
  EXPECT_FALSE(batch[2].pictures);
}

TEST(SegmentWriter, NeverExceedsTheBatchsBounds) {
  Batch batch;
  SegmentWriter writer(batch);
  size_t written = 0;
  while (writer.has_room()) {
    write(writer, path_to(static_cast<uint8_t>(1 + written / 100)), 1400, 1);
    ++written;
  }
  writer.finish();
  EXPECT_GT(written, 600u);
  size_t segments = 0;
  for (size_t i = 0; i < batch.size(); ++i) {
    EXPECT_LE(batch[i].data.size(), Batch::kMaxMessageSize);
    EXPECT_LE(batch[i].data.size(), Batch::kMaxSegments * 1400);
    segments += batch[i].data.size() / 1400;
  }
  EXPECT_EQ(segments, written);
}

TEST(SegmentWriter, TakesBackWhatWasNotWritten) {
  Batch batch;
  SegmentWriter writer(batch);
  writer.next(path_to(1));
  writer.commit(0);
  writer.finish();
  EXPECT_TRUE(batch.empty());
}

}  // namespace
}  // namespace diemcau::shard
