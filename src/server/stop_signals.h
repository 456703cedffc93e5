#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace diemcau::server {

// Turns SIGINT and SIGTERM into a call, on a thread of its own; the second signal ends the process
// at once. Made before any other thread, so that all of them leave these signals to it.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // Once; a signal that came before is not lost.
  void watch(std::function<void()> on_stop);

 private:
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

}  // namespace diemcau::server
