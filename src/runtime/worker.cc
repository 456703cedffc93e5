#include "runtime/worker.h"

#include <utility>

namespace diemcau::runtime {

Worker::Worker(size_t max_waiting, Work on_drained)
    : max_waiting_(max_waiting), on_drained_(std::move(on_drained)), thread_([this] { run(); }) {}

Worker::~Worker() { stop(); }

bool Worker::post(Work work) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= max_waiting_) return false;
    waiting_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

void Worker::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

// Nothing: it is stopping and all is done.
std::vector<Worker::Work> Worker::wait() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
  return std::exchange(waiting_, {});
}

void Worker::run() {
  for (auto stretch = wait(); !stretch.empty(); stretch = wait()) {
    for (Work& work : stretch) work();
    if (on_drained_) on_drained_();
  }
}

}  // namespace diemcau::runtime
