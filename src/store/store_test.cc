#include <gtest/gtest.h>

#include <fstream>

#include "store/open.h"
#include "store/sqlite.h"
#include "store/test_directory.h"

// The tables beside the journal. Each test opens the store anew where what it asks must be on disk.
namespace diemcau::store {
namespace {

using journal::Batch;
using journal::Event;
using journal::Seq;

constexpr PersonId kLan{1};
constexpr PersonId kMinh{2};

class StoreTest : public testing::Test {
 protected:
  StoreTest() { reopen(); }
  void reopen() {
    store_.reset();
    auto opened = open_store(directory_.path(), random_);
    ASSERT_TRUE(opened.ok()) << opened.error().sentence;
    store_ = std::move(*opened);
  }
  void append(const std::string& stream, const std::string& kind) {
    const Batch batch{{1}, {"system", ""}, {{stream, kind, {{"n", 1}}}}};
    ASSERT_TRUE(store_->journal().append({&batch, 1}).ok());
  }
  std::string bytes_of(const char* name) {
    std::ifstream file(directory_.path() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  TestDirectory directory_;
  RepeatableRandom random_{42};
  std::unique_ptr<Store> store_;
};

// ── The journal's indexes, snapshots ─────────────────────────────────────────────────────────────

TEST_F(StoreTest, reads_one_stream_or_one_kind) {
  append("a", "x");
  append("b", "x");
  append("a", "y");
  std::vector<uint64_t> seqs;
  const auto take = [&](const Event& event) { return seqs.push_back(event.seq.value), true; };
  ASSERT_TRUE(store_->journal().read_stream("a", {}, take).ok());
  ASSERT_TRUE(store_->journal().read_kind("x", {1}, take).ok());
  EXPECT_EQ(seqs, (std::vector<uint64_t>{1, 3, 2}));
}

TEST_F(StoreTest, goes_on_counting_after_it_was_closed) {
  append("a", "x");
  reopen();
  EXPECT_EQ(store_->journal().last(), Seq{1});
  append("a", "x");
  EXPECT_EQ(store_->journal().last(), Seq{2});
}

TEST_F(StoreTest, keeps_the_newest_two_snapshots_of_a_name) {
  for (int i = 0; i < 4; ++i) append("a", "x");
  for (uint64_t seq = 1; seq <= 3; ++seq) {
    const std::vector<uint8_t> bytes(5000, static_cast<uint8_t>(seq));
    ASSERT_TRUE(store_->snapshots().keep("office", {seq}, bytes).ok());
  }
  reopen();
  const auto newest = store_->snapshots().newest("office");
  ASSERT_TRUE(newest.ok() && newest->has_value());
  EXPECT_EQ((*newest)->seq, Seq{3});
  EXPECT_EQ((*newest)->bytes, std::vector<uint8_t>(5000, 3));
  EXPECT_FALSE(store_->snapshots().newest("another")->has_value());
}

TEST_F(StoreTest, passes_over_a_snapshot_that_the_journal_has_not_reached) {
  append("a", "x");
  ASSERT_TRUE(store_->snapshots().keep("office", {1}, as_bytes("one")).ok());
  ASSERT_TRUE(store_->snapshots().keep("office", {9}, as_bytes("nine")).ok());
  EXPECT_EQ((*store_->snapshots().newest("office"))->seq, Seq{1});
}

TEST_F(StoreTest, falls_back_to_the_snapshot_before_a_damaged_one) {
  for (uint64_t seq = 1; seq <= 2; ++seq) {
    append("a", "x");
    ASSERT_TRUE(store_->snapshots().keep("office", {seq}, as_bytes("picture")).ok());
  }
  store_.reset();
  auto database = *Database::open({(directory_.path() / "diemcau.db").native()});
  ASSERT_TRUE(database->run("UPDATE snapshot SET bytes = x'00' WHERE seq = 2").ok());
  database.reset();
  reopen();
  EXPECT_EQ((*store_->snapshots().newest("office"))->seq, Seq{1});
}

// ── Credentials and sessions ─────────────────────────────────────────────────────────────────────

TEST_F(StoreTest, finds_a_credential_by_login_and_by_account) {
  const Credential lan{{1}, "lan", "$argon2id$..."};
  ASSERT_TRUE(store_->credentials().put(lan).ok());
  reopen();
  EXPECT_EQ(*store_->credentials().find("lan"), lan);
  EXPECT_EQ(*store_->credentials().of({1}), lan);
  EXPECT_FALSE(store_->credentials().find("Lan")->has_value());
}

TEST_F(StoreTest, gives_a_login_name_to_one_account_only) {
  ASSERT_TRUE(store_->credentials().put({{1}, "lan", ""}).ok());
  const auto taken = store_->credentials().put({{2}, "lan", ""});
  ASSERT_FALSE(taken.ok());
  EXPECT_EQ(std::get<journal::Refusal>(taken.error()).code, "login.taken");
  ASSERT_TRUE(store_->credentials().put({{1}, "lan", "new"}).ok());
  ASSERT_TRUE(store_->credentials().forget({1}).ok());
  EXPECT_TRUE(store_->credentials().put({{2}, "lan", ""}).ok());
}

TEST_F(StoreTest, knows_a_session_by_its_token_until_it_expires) {
  const auto token = store_->sessions().open({7}, {1000}, {5000}, "192.0.2.7");
  ASSERT_TRUE(token.ok());
  EXPECT_EQ(token->size(), 43u);
  reopen();
  const auto session = store_->sessions().find(*token, {4999});
  ASSERT_TRUE(session.ok());
  EXPECT_EQ(*session, (Session{{7}, {1000}, {5000}, {1000}, "192.0.2.7"}));
  EXPECT_FALSE(store_->sessions().find(*token, {5000})->has_value());
  EXPECT_FALSE(store_->sessions().find("another", {2000})->has_value());
}

TEST_F(StoreTest, does_not_keep_the_token) {
  const auto token = store_->sessions().open({7}, {1000}, {5000}, "192.0.2.7");
  store_.reset();  // brings everything into the one file
  EXPECT_EQ(bytes_of("diemcau.db").find(*token), std::string::npos);
  EXPECT_NE(bytes_of("diemcau.db").find("192.0.2.7"), std::string::npos);
}

TEST_F(StoreTest, notes_when_a_session_was_last_seen_to_the_minute) {
  const auto token = *store_->sessions().open({7}, {0}, {900'000}, "a");
  ASSERT_TRUE(store_->sessions().touch(token, {59'999}, "a").ok());
  EXPECT_EQ((*store_->sessions().find(token, {0}))->last_seen.ms, 0);
  ASSERT_TRUE(store_->sessions().touch(token, {60'000}, "a").ok());
  EXPECT_EQ((*store_->sessions().find(token, {0}))->last_seen.ms, 60'000);
  ASSERT_TRUE(store_->sessions().touch(token, {60'001}, "b").ok());
  EXPECT_EQ((*store_->sessions().find(token, {0}))->address, "b");
}

TEST_F(StoreTest, closes_one_session_or_all_of_an_account) {
  const auto first = *store_->sessions().open({7}, {0}, {1000}, "a");
  const auto second = *store_->sessions().open({7}, {1}, {1000}, "b");
  const auto other = *store_->sessions().open({8}, {0}, {10}, "c");
  ASSERT_TRUE(store_->sessions().close(first).ok());
  EXPECT_EQ(store_->sessions().of({7})->size(), 1u);
  ASSERT_TRUE(store_->sessions().close_all({7}).ok());
  EXPECT_FALSE(store_->sessions().find(second, {5})->has_value());
  EXPECT_TRUE(store_->sessions().find(other, {5})->has_value());
  ASSERT_TRUE(store_->sessions().sweep({10}).ok());
  EXPECT_TRUE(store_->sessions().of({8})->empty());
}

// ── Who has read what ────────────────────────────────────────────────────────────────────────────

TEST_F(StoreTest, shows_a_person_who_has_read_their_data) {
  const Access first{{1}, kLan, "see_personal", "phone", {10}};
  const Access second{{2}, kLan, "export", "all", {20}};
  ASSERT_TRUE(store_->access_log().record(std::vector{first, {{1}, kMinh, "x", "y", {15}}}).ok());
  ASSERT_TRUE(store_->access_log().record(std::vector{second}).ok());
  reopen();
  EXPECT_EQ(*store_->access_log().of_person(kLan, 10), (std::vector{second, first}));
  EXPECT_EQ(*store_->access_log().of_person(kLan, 1), std::vector{second});
  EXPECT_EQ(store_->access_log().of_reader({1}, 10)->size(), 2u);
  ASSERT_TRUE(store_->access_log().forget_before({20}).ok());
  EXPECT_EQ(*store_->access_log().of_person(kLan, 10), std::vector{second});
}

// ── Persons' keys ────────────────────────────────────────────────────────────────────────────────

TEST_F(StoreTest, opens_what_it_sealed_for_the_same_person_only) {
  const auto sealed = *store_->person_keys().seal(kLan, "Nguyễn Thị Lan");
  EXPECT_EQ(sealed.find("Lan"), std::string::npos);
  EXPECT_EQ(store_->person_keys().open(kLan, sealed), "Nguyễn Thị Lan");
  ASSERT_TRUE(store_->person_keys().seal(kMinh, "x").ok());
  EXPECT_FALSE(store_->person_keys().open(kMinh, sealed));
  EXPECT_NE(*store_->person_keys().seal(kLan, "Nguyễn Thị Lan"), sealed);
}

TEST_F(StoreTest, does_not_open_what_was_changed_or_cut) {
  const auto sealed = *store_->person_keys().seal(kLan, "Lan");
  for (size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(store_->person_keys().open(kLan, changed), "Lan") << i;
    EXPECT_FALSE(store_->person_keys().open(kLan, sealed.substr(0, i))) << i;
  }
  EXPECT_FALSE(store_->person_keys().open(kLan, "not base64!"));
}

TEST_F(StoreTest, stores_a_new_key_before_the_fact_that_needs_it) {
  const auto sealed = *store_->person_keys().seal(kLan, "Lan");
  append("organisation", "person.added");
  reopen();
  EXPECT_EQ(store_->person_keys().open(kLan, sealed), "Lan");
}

TEST_F(StoreTest, forgets_a_person_for_good) {
  const auto sealed = *store_->person_keys().seal(kLan, "Lan");
  ASSERT_TRUE(store_->person_keys().flush().ok());
  ASSERT_TRUE(store_->person_keys().erase(kLan).ok());
  EXPECT_FALSE(store_->person_keys().open(kLan, sealed));
  reopen();
  EXPECT_TRUE(store_->person_keys().is_erased(kLan));
  EXPECT_FALSE(store_->person_keys().open(kLan, sealed));
  EXPECT_FALSE(store_->person_keys().seal(kLan, "again").ok());
  EXPECT_TRUE(store_->person_keys().erase(kLan).ok());
}

TEST_F(StoreTest, forgets_again_what_an_old_backup_of_the_keys_brings_back) {
  const auto sealed = *store_->person_keys().seal(kLan, "Lan");
  const auto kept = *store_->person_keys().seal(kMinh, "Minh");
  ASSERT_TRUE(store_->person_keys().flush().ok());
  const std::string old_keys = bytes_of("keys.db");
  ASSERT_TRUE(store_->person_keys().erase(kLan).ok());
  store_.reset();
  std::ofstream(directory_.path() / "keys.db", std::ios::binary) << old_keys;
  reopen();
  EXPECT_FALSE(store_->person_keys().open(kLan, sealed));
  EXPECT_EQ(store_->person_keys().open(kMinh, kept), "Minh");
}

TEST_F(StoreTest, leaves_nothing_of_a_forgotten_key_in_the_file) {
  const std::string before = bytes_of("keys.db");
  ASSERT_TRUE(store_->person_keys().seal(kLan, "Lan").ok());
  ASSERT_TRUE(store_->person_keys().flush().ok());
  RepeatableRandom same(42);  // the first 32 bytes after what opening took
  uint8_t key[32];
  same.fill(key);
  const std::string with_key = bytes_of("keys.db");
  ASSERT_NE(with_key.find(as_text(key)), std::string::npos);
  ASSERT_TRUE(store_->person_keys().erase(kLan).ok());
  EXPECT_EQ(bytes_of("keys.db").find(as_text(Bytes(key).first(8))), std::string::npos);
}

TEST_F(StoreTest, refuses_to_forget_a_person_on_hold) {
  const auto sealed = *store_->person_keys().seal(kLan, "Lan");
  ASSERT_TRUE(store_->person_keys().hold(kLan, true).ok());
  ASSERT_TRUE(store_->person_keys().flush().ok());
  reopen();
  const auto refused = store_->person_keys().erase(kLan);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(std::get<journal::Refusal>(refused.error()).code, "person.on_hold");
  EXPECT_EQ(store_->person_keys().open(kLan, sealed), "Lan");
  ASSERT_TRUE(store_->person_keys().hold(kLan, false).ok());
  EXPECT_TRUE(store_->person_keys().erase(kLan).ok());
}

TEST_F(StoreTest, does_not_start_without_the_keys_of_its_journal) {
  append("a", "x");
  store_.reset();
  std::filesystem::remove(directory_.path() / "keys.db");
  const auto opened = open_store(directory_.path(), random_);
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().sentence.find("newest backup of the keys"), std::string::npos);
}

// ── Secret ballots ───────────────────────────────────────────────────────────────────────────────

TEST_F(StoreTest, counts_votes_by_choice) {
  ASSERT_TRUE(store_->ballots().cast("v/1", std::vector<std::string>{"yes", "no", "yes"}).ok());
  ASSERT_TRUE(store_->ballots().cast("v/1", std::vector<std::string>{"yes"}).ok());
  ASSERT_TRUE(store_->ballots().cast("v/2", std::vector<std::string>{"no"}).ok());
  reopen();
  EXPECT_EQ(*store_->ballots().count("v/1"),
            (std::map<std::string, uint32_t>{{"no", 1}, {"yes", 3}}));
  ASSERT_TRUE(store_->ballots().forget("v/1").ok());
  EXPECT_TRUE(store_->ballots().count("v/1")->empty());
  EXPECT_EQ(store_->ballots().count("v/2")->size(), 1u);
}

// Cells of a page grow from its end: without rebuilding, the n-th vote would stand n-th from there.
TEST_F(StoreTest, shows_no_order_of_votes_in_the_bytes_of_the_file) {
  constexpr int kVotes = 40;
  for (int i = 0; i < kVotes; ++i) {
    const std::string choice = "<" + std::to_string(100 + i) + ">";
    ASSERT_TRUE(store_->ballots().cast("v", std::vector{choice}).ok());
  }
  const std::string file = bytes_of("ballots.db");
  int inversions = 0;
  for (int i = 0; i + 1 < kVotes; ++i) {
    const size_t earlier = file.find("<" + std::to_string(100 + i) + ">");
    const size_t later = file.find("<" + std::to_string(101 + i) + ">");
    ASSERT_NE(earlier, std::string::npos);
    inversions += earlier < later ? 1 : 0;
  }
  // Near half of 39; the order of casting would give none.
  EXPECT_GT(inversions, 8);
  EXPECT_LT(inversions, 31);
}

}  // namespace
}  // namespace diemcau::store
