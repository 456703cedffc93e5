#pragma once

#include <cstdint>

#include "base/time.h"

namespace diemcau::runtime {

// Waits for readable and writable descriptors, each known by a small number of the caller's.
class EventLoop {
 public:
  EventLoop();
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // Level-triggered for reading; watch_writing adds or removes the wish to hear of room to write.
  void watch(int fd, uint32_t key);
  void watch_writing(int fd, uint32_t key, bool wanted);

  // Waits until a descriptor is ready or `deadline` has come (kNever: as long as it takes; a past
  // deadline only looks). Returns a bit set of the keys that are ready.
  uint64_t wait(Instant now, Instant deadline);

 private:
  const int fd_;
};

}  // namespace diemcau::runtime
