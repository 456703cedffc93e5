#include "runtime/event_loop.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/check.h"

namespace diemcau::runtime {

EventLoop::EventLoop() : fd_(epoll_create1(EPOLL_CLOEXEC)) { DIEMCAU_CHECK(fd_ >= 0); }

EventLoop::~EventLoop() { close(fd_); }

void EventLoop::watch(int fd, uint32_t key) {
  DIEMCAU_CHECK(key < 64);
  epoll_event event{.events = EPOLLIN, .data = {.u32 = key}};
  DIEMCAU_CHECK(epoll_ctl(fd_, EPOLL_CTL_ADD, fd, &event) == 0);
}

void EventLoop::watch_writing(int fd, uint32_t key, bool wanted) {
  epoll_event event{.events = EPOLLIN, .data = {.u32 = key}};
  if (wanted) event.events |= EPOLLOUT;
  DIEMCAU_CHECK(epoll_ctl(fd_, EPOLL_CTL_MOD, fd, &event) == 0);
}

uint64_t EventLoop::wait(Instant now, Instant deadline) {
  timespec timeout{};
  if (deadline != kNever && deadline > now) {
    const auto left = (deadline - now).count();
    timeout = {.tv_sec = left / 1'000'000'000, .tv_nsec = left % 1'000'000'000};
  }
  std::array<epoll_event, 8> events;
  const int count = epoll_pwait2(fd_, events.data(), static_cast<int>(events.size()),
                                 deadline == kNever ? nullptr : &timeout, nullptr);
  DIEMCAU_CHECK(count >= 0 || errno == EINTR);
  uint64_t ready = 0;
  for (int i = 0; i < count; ++i) ready |= uint64_t{1} << events[static_cast<size_t>(i)].data.u32;
  return ready;
}

}  // namespace diemcau::runtime
