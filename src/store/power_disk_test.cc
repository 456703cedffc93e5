#include <gtest/gtest.h>

#include <algorithm>

#include "disk/power_vfs.h"

namespace diemcau::store {

namespace {

std::vector<uint8_t> written(PowerDisk& disk, const char* text, bool sync) {
  auto file = disk.open("x", true);
  disk.write(*file, 0, reinterpret_cast<const uint8_t*>(text), 3);
  if (sync) {
    disk.sync("x", *file, false);
    disk.sync_names();
  }
  return file->now;
}

TEST(PowerDisk, keeps_what_was_synced) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    PowerDisk disk(seed);
    written(disk, "abc", true);
    disk.restore_power();
    ASSERT_TRUE(disk.exists("x"));
    EXPECT_EQ(disk.open("x", false)->now, (std::vector<uint8_t>{'a', 'b', 'c'}));
  }
}

TEST(PowerDisk, may_lose_or_tear_what_was_not) {
  int old_bytes = 0;
  int new_bytes = 0;
  int torn = 0;
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    PowerDisk disk(seed);
    written(disk, "abc", true);
    written(disk, "xyz", false);
    disk.restore_power();
    const auto& now = disk.open("x", false)->now;
    const std::string text(now.begin(), now.end());
    text == "abc" ? ++old_bytes : text == "xyz" ? ++new_bytes : ++torn;
  }
  EXPECT_GT(old_bytes, 900);
  EXPECT_GT(new_bytes, 900);
  EXPECT_GT(torn, 0);
}

TEST(PowerDisk, may_lose_a_name_whose_directory_was_not_synced) {
  int lost = 0;
  for (uint64_t seed = 0; seed < 50; ++seed) {
    PowerDisk disk(seed);
    auto file = disk.open("x", true);
    disk.sync("x", *file, false);
    disk.restore_power();
    lost += disk.exists("x") ? 0 : 1;
  }
  EXPECT_GT(lost, 5);
  EXPECT_LT(lost, 45);
}

TEST(PowerDisk, does_nothing_more_after_the_cut) {
  PowerDisk disk(1);
  auto file = disk.open("x", true);
  disk.cut_at(disk.operations() + 1);
  const uint8_t byte = 1;
  EXPECT_EQ(disk.write(*file, 0, &byte, 1), SQLITE_IOERR_WRITE);
  EXPECT_TRUE(disk.is_off());
  EXPECT_EQ(disk.sync("x", *file, false), SQLITE_IOERR_FSYNC);
  EXPECT_EQ(disk.open("y", true), nullptr);
}

}  // namespace
}  // namespace diemcau::store
