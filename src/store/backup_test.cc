#include <gtest/gtest.h>

#include <fstream>

#include "store/backup.h"
#include "store/open.h"
#include "store/test_directory.h"

namespace diemcau::store {
namespace {

namespace fs = std::filesystem;
using journal::Batch;

constexpr PersonId kLan{1};

class BackupTest : public testing::Test {
 protected:
  BackupTest() : store_(*open_store(data(), random_)) {
    sealed_ = *store_->person_keys().seal(kLan, "Lan");
    append();
    file_ = store_->files().put(as_bytes("Tham luận"), "text/plain")->id;
    EXPECT_TRUE(store_->ballots().cast("v", std::vector<std::string>{"Đồng ý"}).ok());
  }
  fs::path data() const { return directory_.path() / "data"; }
  BackupPlaces places() const { return {directory_.path() / "b", directory_.path() / "k"}; }
  void append() {
    const Batch batch{{1}, {"system", ""}, {{"a", "x", {{"n", 1}}}}};
    ASSERT_TRUE(store_->journal().append({&batch, 1}).ok());
  }
  // As an operator restores: the data, and the newest keys.
  Stored<std::unique_ptr<Store>> restored() {
    const fs::path at = directory_.path() / "restored";
    fs::remove_all(at);
    fs::copy(places().data, at, fs::copy_options::recursive);
    fs::copy(places().keys / "keys.db", at / "keys.db");
    return open_store(at, random_);
  }

  TestDirectory directory_;
  RepeatableRandom random_{5};
  std::unique_ptr<Store> store_;
  std::string sealed_;
  std::string file_;
};

TEST_F(BackupTest, is_made_while_the_store_is_open_and_can_be_restored) {
  const auto made = back_up(data(), places());
  ASSERT_TRUE(made.ok()) << made.error().sentence;
  append();
  const auto store = restored();
  ASSERT_TRUE(store.ok()) << store.error().sentence;
  EXPECT_EQ((*store)->journal().last(), journal::Seq{1});
  EXPECT_EQ((*store)->person_keys().open(kLan, sealed_), "Lan");
  EXPECT_EQ(as_text(*(*store)->files().get(file_)), "Tham luận");
}

TEST_F(BackupTest, has_no_votes_and_no_keys_with_the_data) {
  ASSERT_TRUE(back_up(data(), places()).ok());
  EXPECT_TRUE((*restored())->ballots().count("v")->empty());
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(places().data)) {
    names.push_back(entry.path().filename().native());
  }
  std::ranges::sort(names);
  EXPECT_EQ(names, (std::vector<std::string>{"diemcau.db", "files"}));
}

// Erasing holds for older copies of the data as soon as the keys are replaced by the next backup.
TEST_F(BackupTest, erases_a_person_from_an_older_copy_of_the_data) {
  ASSERT_TRUE(back_up(data(), places()).ok());
  ASSERT_TRUE(store_->person_keys().erase(kLan).ok());
  ASSERT_TRUE(back_up(data(), {directory_.path() / "newer", places().keys}).ok());
  const auto store = restored();
  ASSERT_TRUE(store.ok());
  EXPECT_FALSE((*store)->person_keys().open(kLan, sealed_));
  EXPECT_TRUE((*store)->person_keys().is_erased(kLan));
}

TEST_F(BackupTest, takes_the_place_of_the_last_one_and_drops_removed_files) {
  ASSERT_TRUE(back_up(data(), places()).ok());
  append();
  ASSERT_TRUE(store_->files().remove(file_).ok());
  ASSERT_TRUE(back_up(data(), places()).ok());
  const auto store = restored();
  EXPECT_EQ((*store)->journal().last(), journal::Seq{2});
  EXPECT_FALSE((*store)->files().has(file_));
}

TEST_F(BackupTest, refuses_one_place_for_both_and_a_directory_that_is_none) {
  EXPECT_FALSE(back_up(data(), {places().data, places().data}).ok());
  const auto none = back_up(directory_.path() / "nowhere", places());
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.error().sentence.find("There is no"), std::string::npos);
}

}  // namespace
}  // namespace diemcau::store
