#include "runtime/worker.h"

#include <gtest/gtest.h>

#include <future>

namespace diemcau::runtime {
namespace {

// Keeps a worker busy until it is let go.
class Gate {
 public:
  explicit Gate(Worker& worker) {
    EXPECT_TRUE(worker.post([this] {
      entered_.set_value();
      opened_.get_future().wait();
    }));
    entered_.get_future().wait();
  }
  void open() { opened_.set_value(); }

 private:
  std::promise<void> entered_;
  std::promise<void> opened_;
};

TEST(Worker, carries_out_work_in_order_and_all_of_it_before_it_ends) {
  std::vector<int> done;
  {
    Worker worker(1000);
    for (int i = 0; i < 500; ++i) ASSERT_TRUE(worker.post([&done, i] { done.push_back(i); }));
  }
  ASSERT_EQ(done.size(), 500U);
  for (int i = 0; i < 500; ++i) EXPECT_EQ(done[static_cast<size_t>(i)], i);
}

TEST(Worker, gathers_what_came_while_it_was_busy_into_one_stretch) {
  std::vector<int> stretches;
  int in_stretch = 0;
  Worker worker(1000, [&] { stretches.push_back(std::exchange(in_stretch, 0)); });
  Gate gate(worker);
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(worker.post([&] { ++in_stretch; }));
  gate.open();
  worker.stop();
  EXPECT_EQ(stretches, (std::vector<int>{0, 50}));
}

TEST(Worker, refuses_more_than_it_may_keep_waiting) {
  int done = 0;
  Worker worker(2);
  Gate gate(worker);
  EXPECT_TRUE(worker.post([&] { ++done; }));
  EXPECT_TRUE(worker.post([&] { ++done; }));
  EXPECT_FALSE(worker.post([&] { ++done; }));
  gate.open();
  worker.stop();
  EXPECT_EQ(done, 2);
}

TEST(Worker, takes_nothing_after_it_was_stopped) {
  Worker worker(10);
  worker.stop();
  EXPECT_FALSE(worker.post([] { FAIL() << "it was stopped"; }));
}

}  // namespace
}  // namespace diemcau::runtime
