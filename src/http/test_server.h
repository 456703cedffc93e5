#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

#include "http/server.h"
#include "http/test_client.h"

namespace diemcau::http {

inline Instant steady_now() { return Instant(std::chrono::steady_clock::now().time_since_epoch()); }

// A directory of its own that is gone with the test.
class TestDirectory {
 public:
  TestDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "diemcau-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

// What the WebSocket handler was told, in order: "open 3", "message 3 text", "closed 3".
class EventLog {
 public:
  void add(std::string event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
    changed_.notify_all();
  }
  // Waits until an event begins so; empty after the deadline.
  std::string wait_for(std::string_view beginning) {
    std::unique_lock lock(mutex_);
    std::string found;
    changed_.wait_for(lock, std::chrono::milliseconds(kTestDeadlineMs), [&] {
      for (const std::string& event : events_) {
        if (event.starts_with(beginning)) found = event;
      }
      return !found.empty();
    });
    return found;
  }
  size_t count(std::string_view beginning) {
    const std::lock_guard lock(mutex_);
    return static_cast<size_t>(std::count_if(
        events_.begin(), events_.end(), [&](auto& event) { return event.starts_with(beginning); }));
  }
  std::vector<std::string> all() {
    const std::lock_guard lock(mutex_);
    return events_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> events_;
};

// A server on a port of 127.0.0.1, running in a thread of its own until the end of the test.
class TestServer {
 public:
  explicit TestServer(Router router, WebSocketHandler websockets = {}, HttpLimits limits = {})
      : server(config_with(limits), std::move(router), std::move(websockets)) {}
  ~TestServer() { stop(); }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  void start() {
    auto bound = server.listen();
    ASSERT_TRUE(bound.ok()) << bound.error();
    port = bound->front().port;
    thread_ = std::thread([this] { server.run(); });
  }
  void stop() {
    if (!thread_.joinable()) return;
    server.stop();
    thread_.join();
  }
  // Runs work on the control thread and gives back what it returns.
  template <class Work>
  auto on_thread(Work work) {
    auto task = std::make_shared<std::packaged_task<decltype(work())()>>(std::move(work));
    auto result = task->get_future();
    server.post([task] { (*task)(); });
    return result.get();
  }
  HttpCounters counters() {
    return on_thread([this] { return server.counters(); });
  }

  HttpServer server;
  uint16_t port = 0;

 private:
  static HttpServerConfig config_with(const HttpLimits& limits) {
    return {.listen = {{SocketAddress::v4(127, 0, 0, 1, 0)}}, .limits = limits, .now = steady_now};
  }
  std::thread thread_;
};

// Asks again until it holds, with a deadline and a breath between.
inline bool eventually(const std::function<bool()>& holds) {
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(kTestDeadlineMs);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace diemcau::http
