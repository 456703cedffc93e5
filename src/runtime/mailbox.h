#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <mutex>
#include <utility>
#include <vector>

#include "base/check.h"

namespace diemcau::runtime {

// Carries messages from any thread to one: writers push, the owner waits on `fd()` with its other
// events and takes all at once.
template <class Message>
class Mailbox {
 public:
  Mailbox() : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) { DIEMCAU_CHECK(fd_ >= 0); }
  ~Mailbox() { close(fd_); }
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  int fd() const { return fd_; }

  void push(Message message) {
    bool was_empty;
    {
      const std::lock_guard lock(mutex_);
      was_empty = messages_.empty();
      messages_.push_back(std::move(message));
    }
    if (was_empty) wake();
  }

  // Swaps out all that has come; `into` is cleared first and its memory is reused.
  void take_all(std::vector<Message>& into) {
    into.clear();
    uint64_t count;
    [[maybe_unused]] const ssize_t drained = read(fd_, &count, sizeof count);
    const std::lock_guard lock(mutex_);
    messages_.swap(into);
  }

  // Makes the owner look, also when nothing was pushed.
  void wake() {
    const uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(fd_, &one, sizeof one);
  }

 private:
  const int fd_;
  std::mutex mutex_;
  std::vector<Message> messages_;
};

}  // namespace diemcau::runtime
