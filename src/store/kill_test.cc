#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>

#include "store/disk.h"
#include "store/open.h"
#include "store/test_directory.h"

// A real process that appends is killed 200 times (SIGKILL) and started again on the same data.
namespace diemcau::store {
namespace {

using journal::Batch;
using journal::Event;

// The child: appends groups whose facts say how large their group is, and tells the pipe the last
// number of each that was acknowledged. It never returns.
[[noreturn]] void append_for_ever(const Path& directory, int pipe, uint64_t seed) {
  RepeatableRandom random(seed);
  SeededRandom sizes(seed);
  auto store = open_store(directory, random);
  if (!store.ok()) ::_exit(1);
  for (;;) {
    const auto size = static_cast<int64_t>(1 + sizes.below(5));
    Batch batch{{1}, {"system", ""}, {}};
    for (int64_t i = 0; i < size; ++i) {
      batch.drafts.push_back({"a", "counted", {{"place", i}, {"of", size}}});
    }
    if (!(*store)->journal().append({&batch, 1}).ok()) ::_exit(2);
    const uint64_t last = (*store)->journal().last().value;
    if (::write(pipe, &last, sizeof last) != sizeof last) ::_exit(3);
  }
}

// Lets a child run until it has acknowledged `acknowledgements` groups, and a moment longer, then
// kills it. The last number that it acknowledged; 0: none.
uint64_t run_and_kill(const Path& directory, uint64_t seed, uint64_t acknowledgements,
                      uint64_t moment) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    append_for_ever(directory, ends[1], seed);
  }
  ::close(ends[1]);
  uint64_t last = 0;
  for (uint64_t i = 0; i < acknowledgements; ++i) {
    EXPECT_EQ(::read(ends[0], &last, sizeof last), ssize_t{sizeof last});
  }
  std::atomic<uint64_t> spin{0};
  while (spin.fetch_add(1) < moment) {
  }
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << status;
  uint64_t more = 0;
  while (::read(ends[0], &more, sizeof more) == ssize_t{sizeof more}) last = more;
  ::close(ends[0]);
  return last;
}

// Empty: groups are whole, numbers without a gap, and everything up to `acknowledged` is there.
std::string wrong_with(Store& store, uint64_t acknowledged) {
  int64_t place = 0;
  int64_t of = 0;
  bool whole = true;
  const auto read = store.journal().read({}, [&](const Event& event) {
    if (place == of) place = of = 0;
    whole = whole && event.body.at("place") == place && (of == 0 || event.body.at("of") == of);
    of = event.body.at("of").get<int64_t>();
    ++place;
    return whole;
  });
  if (!read.ok()) return read.error().sentence;
  if (!whole || place != of) return "a group is half there";
  return store.journal().last().value < acknowledged ? "an acknowledged event is lost" : "";
}

TEST(Kill, loses_nothing_acknowledged_in_200_kills) {
  const TestDirectory directory;
  const Path data = directory.path() / "data";
  SeededRandom random(2026);
  uint64_t acknowledged = 0;
  for (uint64_t round = 1; round <= 200; ++round) {
    const uint64_t last = run_and_kill(data, round, random.below(6), random.below(300'000));
    acknowledged = std::max(acknowledged, last);
    RepeatableRandom keys(round + 1000);
    auto store = open_store(data, keys);
    ASSERT_TRUE(store.ok()) << store.error().sentence;
    // Reading all each time would make this test quadratic.
    if (round % 20 == 0) {
      ASSERT_EQ(wrong_with(**store, acknowledged), "") << "round " << round;
    }
    ASSERT_GE((*store)->journal().last().value, acknowledged) << "round " << round;
  }
  EXPECT_GT(acknowledged, 1000u);
}

}  // namespace
}  // namespace diemcau::store
