#include "server/webhook_queue.h"

#include <gtest/gtest.h>

namespace diemcau::server {
namespace {

std::string taken(WebhookQueue& queue, Instant now) {
  const std::string* body = queue.take(now);
  return body ? *body : "";
}

TEST(WebhookQueue, SendsOneAtATimeInOrder) {
  WebhookQueue queue;
  const Instant now{1s};
  EXPECT_EQ(queue.next_timeout(), kNever);
  EXPECT_TRUE(queue.push("a"));
  EXPECT_TRUE(queue.push("b"));
  EXPECT_EQ(taken(queue, now), "a");
  EXPECT_EQ(taken(queue, now), "");
  EXPECT_EQ(queue.next_timeout(), kNever);
  EXPECT_TRUE(queue.handle_answer(now, 200));
  EXPECT_EQ(taken(queue, now), "b");
  EXPECT_TRUE(queue.handle_answer(now, 204));
  EXPECT_EQ(queue.size(), 0u);
  EXPECT_EQ(queue.counters().delivered, 2u);
}

TEST(WebhookQueue, TriesAgainWithGrowingPausesAndGivesUpInTheEnd) {
  WebhookQueue queue;
  queue.push("a");
  queue.push("b");
  Instant now{1s};
  std::vector<int64_t> pauses;
  for (const int status : {0, 500, 503, 408, 429, 0, 0, 0, 0}) {
    ASSERT_EQ(taken(queue, now), "a");
    EXPECT_TRUE(queue.handle_answer(now, status));
    EXPECT_EQ(taken(queue, queue.next_timeout() - 1ms), "");
    pauses.push_back(to_ms(queue.next_timeout() - now) / 1000);
    now = queue.next_timeout();
  }
  EXPECT_EQ(pauses, (std::vector<int64_t>{1, 2, 4, 8, 16, 32, 60, 60, 60}));
  ASSERT_EQ(taken(queue, now), "a");
  EXPECT_FALSE(queue.handle_answer(now, 0));
  EXPECT_EQ(queue.counters().exhausted, 1u);
  // The next one begins afresh.
  EXPECT_EQ(taken(queue, now), "b");
  EXPECT_TRUE(queue.handle_answer(now, 0));
  EXPECT_EQ(queue.next_timeout(), now + 1s);
}

TEST(WebhookQueue, WhatTheReceiverDoesNotWantIsNotSentAgain) {
  for (const int status : {301, 400, 401, 404, 413}) {
    WebhookQueue queue;
    queue.push("a");
    ASSERT_EQ(taken(queue, Instant{}), "a");
    EXPECT_FALSE(queue.handle_answer(Instant{}, status));
    EXPECT_EQ(queue.size(), 0u);
    EXPECT_EQ(queue.counters().refused, 1u);
  }
}

TEST(WebhookQueue, IsBoundedInNumberAndInBytes) {
  WebhookQueue many;
  for (size_t i = 0; i < WebhookQueue::kMostWaiting; ++i) EXPECT_TRUE(many.push("x"));
  EXPECT_FALSE(many.push("x"));
  EXPECT_EQ(many.counters().dropped, 1u);
  WebhookQueue large;
  EXPECT_TRUE(large.push(std::string(WebhookQueue::kMostBytes, 'x')));
  EXPECT_FALSE(large.push("x"));
  ASSERT_NE(large.take(Instant{}), nullptr);
  EXPECT_TRUE(large.handle_answer(Instant{}, 200));
  EXPECT_TRUE(large.push("x"));
}

}  // namespace
}  // namespace diemcau::server
