#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace diemcau::runtime {

// Many descriptors behind one: its own becomes readable in an EventLoop when any of them is ready.
// A descriptor leaves the set when it is closed. Level-triggered.
class ReadySet {
 public:
  ReadySet();
  ~ReadySet();
  ReadySet(const ReadySet&) = delete;
  ReadySet& operator=(const ReadySet&) = delete;

  int fd() const { return fd_; }

  // False when the kernel will not watch one more.
  [[nodiscard]] bool add(int fd, uint32_t key);
  void remove(int fd);
  void watch_writing(int fd, uint32_t key, bool wanted);

  struct Ready {
    uint32_t key = 0;
    bool reading = false;  // also when the other end closed or the connection broke
    bool writing = false;
  };
  // Looks without waiting, at no more than kMost of them; true when there may be more.
  bool for_each_ready(const std::function<void(const Ready&)>& visit);

 private:
  static constexpr size_t kMost = 64;
  const int fd_;
};

}  // namespace diemcau::runtime
