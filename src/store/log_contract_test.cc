#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "journal/memory_log.h"
#include "store/open.h"
#include "store/test_directory.h"

// What every journal promises, whatever keeps it. A backend is a line at the end.
namespace diemcau::store {
namespace {

using journal::Batch;
using journal::Event;
using journal::Json;
using journal::Log;
using journal::Seq;

class Backend {
 public:
  virtual ~Backend() = default;
  virtual Log& log() = 0;
};

class MemoryBackend final : public Backend {
 public:
  Log& log() override { return log_; }

 private:
  journal::MemoryLog log_;
};

class SqliteBackend final : public Backend {
 public:
  SqliteBackend() : store_(*open_store(directory_.path(), random_)) {}
  Log& log() override { return store_->journal(); }

 private:
  TestDirectory directory_;
  RepeatableRandom random_{1};
  std::unique_ptr<Store> store_;
};

template <class B>
std::unique_ptr<Backend> make() {
  return std::make_unique<B>();
}

class LogContract : public testing::TestWithParam<std::unique_ptr<Backend> (*)()> {
 protected:
  Log& log() { return backend_->log(); }
  std::vector<Event> all(Seq after = {}) {
    std::vector<Event> events;
    EXPECT_TRUE(log().read(after, [&](const Event& e) { return events.push_back(e), true; }).ok());
    return events;
  }

 private:
  std::unique_ptr<Backend> backend_ = GetParam()();
};

Batch batch(std::string stream, std::vector<Json> bodies) {
  Batch made{{1'700'000'000'000}, {"account:1", "address:192.0.2.1"}, {}};
  for (Json& body : bodies) made.drafts.push_back({stream, "door.opened", std::move(body)});
  return made;
}

TEST_P(LogContract, begins_empty) {
  EXPECT_EQ(log().last(), Seq{});
  EXPECT_TRUE(all().empty());
}

TEST_P(LogContract, numbers_events_from_1_without_a_gap_over_all_streams) {
  const Batch batches[] = {batch("a", {1, 2}), batch("b", {3})};
  const auto events = log().append(batches);
  ASSERT_TRUE(events.ok());
  ASSERT_EQ(events->size(), 3u);
  EXPECT_EQ((*events)[0].seq, Seq{1});
  EXPECT_EQ((*events)[2].seq, Seq{3});
  EXPECT_EQ((*events)[2].stream, "b");
  EXPECT_EQ(log().last(), Seq{3});
}

TEST_P(LogContract, reads_back_what_it_answered) {
  const Json deep = {{"tên", "Đồng Tháp"}, {"n", -5}, {"list", {1, "hai", nullptr}}};
  const Batch batches[] = {batch("a", {deep, Json::object()}), batch("", {"\u0000x"})};
  const auto events = log().append(batches);
  ASSERT_TRUE(events.ok());
  EXPECT_EQ(all(), *events);
}

TEST_P(LogContract, goes_on_after_a_place_and_stops_when_told) {
  ASSERT_TRUE(log().append(std::vector{batch("a", {1, 2, 3, 4})}).ok());
  EXPECT_EQ(all({2}).size(), 2u);
  EXPECT_EQ(all({2}).front().seq, Seq{3});
  EXPECT_TRUE(all({4}).empty());
  EXPECT_TRUE(all({99}).empty());
  int taken = 0;
  ASSERT_TRUE(log().read({}, [&](const Event&) { return ++taken < 2; }).ok());
  EXPECT_EQ(taken, 2);
}

TEST_P(LogContract, takes_no_facts_for_nothing_to_do) {
  ASSERT_TRUE(log().append({}).ok());
  const auto events = log().append(std::vector{batch("a", {})});
  ASSERT_TRUE(events.ok());
  EXPECT_TRUE(events->empty());
  EXPECT_EQ(log().last(), Seq{});
}

TEST_P(LogContract, keeps_nothing_of_a_group_of_which_a_part_cannot_be_kept) {
  ASSERT_TRUE(log().append(std::vector{batch("a", {1})}).ok());
  EXPECT_FALSE(log().append(std::vector{batch("a", {2}), batch("a", {3, "\xff not UTF-8"})}).ok());
  EXPECT_EQ(log().last(), Seq{1});
  EXPECT_EQ(all().size(), 1u);
  ASSERT_TRUE(log().append(std::vector{batch("a", {4})}).ok());
  EXPECT_EQ(all().back().seq, Seq{2});
}

TEST_P(LogContract, can_be_read_while_it_is_being_read) {
  ASSERT_TRUE(log().append(std::vector{batch("a", {1, 2})}).ok());
  size_t seen = 0;
  ASSERT_TRUE(log().read({}, [&](const Event&) { return seen += all().size(), true; }).ok());
  EXPECT_EQ(seen, 4u);
}

TEST_P(LogContract, holds_over_random_groups) {
  SeededRandom random(7);
  std::vector<Event> expected;
  for (int round = 0; round < 60; ++round) {
    std::vector<Batch> batches(random.below(4));
    for (Batch& one : batches) {
      one = batch("stream/" + std::to_string(random.below(5)), {});
      one.at.ms += static_cast<int64_t>(random.below(1000));
      for (uint64_t i = random.below(4); i > 0; --i) {
        one.drafts.push_back({"x", "kind", {{"text", std::string(random.below(3000), 'a')}}});
      }
    }
    const auto events = log().append(batches);
    ASSERT_TRUE(events.ok());
    expected.insert(expected.end(), events->begin(), events->end());
    ASSERT_EQ(log().last().value, expected.size());
  }
  EXPECT_EQ(all(), expected);
}

INSTANTIATE_TEST_SUITE_P(Backends, LogContract,
                         testing::Values(&make<MemoryBackend>, &make<SqliteBackend>),
                         [](const auto& backend) {
                           return backend.index == 0 ? "Memory" : "Sqlite";
                         });

}  // namespace
}  // namespace diemcau::store
