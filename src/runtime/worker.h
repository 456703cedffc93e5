#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace diemcau::runtime {

// A thread that carries out work in the order in which it is given, for what waits (a disk) or
// computes long (a password) and must keep neither control nor shards waiting.
//
// Life: work is taken from the start; stop() or the end carries out what was taken, then joins.
class Worker {
 public:
  using Work = std::function<void()>;
  // `on_drained` is called on the thread after every stretch of work, when nothing else waits or a
  // stretch was long: what was gathered meanwhile is finished there.
  explicit Worker(size_t max_waiting, Work on_drained = {});
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // From any thread. False: too much waits, or it is stopping; the work was not taken.
  bool post(Work work);
  // From another thread; again does nothing.
  void stop();

 private:
  void run();
  std::vector<Work> wait();

  const size_t max_waiting_;
  const Work on_drained_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Work> waiting_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses the rest
};

}  // namespace diemcau::runtime
