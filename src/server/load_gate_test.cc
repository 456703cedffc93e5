#include "server/load_gate.h"

#include <gtest/gtest.h>

namespace diemcau::server {
namespace {

// So many seconds at one load; how often the gate moved.
int hold(LoadGate& gate, Instant& now, double busy, int seconds) {
  int changes = 0;
  for (int i = 0; i < seconds; ++i) {
    now += LoadGate::kInterval;
    changes += gate.sample(now, busy) ? 1 : 0;
  }
  return changes;
}

TEST(LoadGate, ShutsUnderLastingLoadOnly) {
  LoadGate gate(0.9);
  Instant now(1s);
  EXPECT_EQ(hold(gate, now, 0.5, 60), 0);
  EXPECT_EQ(hold(gate, now, 1.0, 3), 0) << "a peak";
  EXPECT_EQ(hold(gate, now, 0.5, 20), 0);
  EXPECT_EQ(hold(gate, now, 1.0, 30), 1);
  EXPECT_TRUE(gate.shut());
}

TEST(LoadGate, OpensOnlyWellBelow) {
  LoadGate gate(0.9);
  Instant now(1s);
  hold(gate, now, 1.0, 30);
  ASSERT_TRUE(gate.shut());
  EXPECT_EQ(hold(gate, now, 0.8, 600), 0) << "within the margin";
  EXPECT_TRUE(gate.shut());
  EXPECT_EQ(hold(gate, now, 0.5, 30), 1);
  EXPECT_FALSE(gate.shut());
}

TEST(LoadGate, DoesNotFlutterAtTheLimit) {
  LoadGate gate(0.9);
  Instant now(1s);
  int changes = 0;
  for (int i = 0; i < 600; ++i) changes += hold(gate, now, i % 2 == 0 ? 0.85 : 0.98, 1);
  EXPECT_LE(changes, 1);
}

TEST(LoadGate, WithoutALimitItNeverShuts) {
  LoadGate gate(0);
  Instant now(1s);
  EXPECT_EQ(hold(gate, now, 1.0, 100), 0);
  EXPECT_NEAR(gate.load(), 1.0, 0.01);
}

TEST(BusyThreads, TellsTheBusiestSinceTheLastLook) {
  BusyThreads threads;
  EXPECT_EQ(threads.busiest(Instant(1s), {5s, 9s}), 0.0);
  EXPECT_DOUBLE_EQ(threads.busiest(Instant(3s), {5500ms, 10s}), 0.5);
  EXPECT_DOUBLE_EQ(threads.busiest(Instant(4s), {6500ms, 10s}), 1.0);
}

}  // namespace
}  // namespace diemcau::server
