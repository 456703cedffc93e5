#include "runtime/ready_set.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>

#include "base/check.h"

namespace diemcau::runtime {

ReadySet::ReadySet() : fd_(epoll_create1(EPOLL_CLOEXEC)) { DIEMCAU_CHECK(fd_ >= 0); }

ReadySet::~ReadySet() { close(fd_); }

bool ReadySet::add(int fd, uint32_t key) {
  epoll_event event{.events = EPOLLIN, .data = {.u32 = key}};
  return epoll_ctl(fd_, EPOLL_CTL_ADD, fd, &event) == 0;
}

void ReadySet::remove(int fd) { DIEMCAU_CHECK(epoll_ctl(fd_, EPOLL_CTL_DEL, fd, nullptr) == 0); }

void ReadySet::watch_writing(int fd, uint32_t key, bool wanted) {
  epoll_event event{.events = EPOLLIN, .data = {.u32 = key}};
  if (wanted) event.events |= EPOLLOUT;
  DIEMCAU_CHECK(epoll_ctl(fd_, EPOLL_CTL_MOD, fd, &event) == 0);
}

bool ReadySet::for_each_ready(const std::function<void(const Ready&)>& visit) {
  std::array<epoll_event, kMost> events;
  const int count = epoll_wait(fd_, events.data(), static_cast<int>(events.size()), 0);
  for (int i = 0; i < count; ++i) {
    const epoll_event& one = events[static_cast<size_t>(i)];
    visit({one.data.u32, (one.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0,
           (one.events & EPOLLOUT) != 0});
  }
  return count == static_cast<int>(kMost);
}

}  // namespace diemcau::runtime
