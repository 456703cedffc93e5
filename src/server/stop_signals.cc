#include "server/stop_signals.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

namespace diemcau::server {
namespace {

constexpr int kInterrupted = 130;  // as a shell reports it

sigset_t stopping_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

int next_signal() {
  const sigset_t set = stopping_signals();
  int number = 0;
  sigwait(&set, &number);
  return number;
}

}  // namespace

StopSignals::StopSignals() {
  const sigset_t set = stopping_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  // A peer that goes away while we write is no reason to end.
  signal(SIGPIPE, SIG_IGN);
}

void StopSignals::watch(std::function<void()> on_stop) {
  thread_ = std::thread([this, on_stop = std::move(on_stop)] {
    pthread_setname_np(pthread_self(), "signals");
    next_signal();
    if (done_) return;
    on_stop();
    next_signal();
    if (!done_) _exit(kInterrupted);
  });
}

StopSignals::~StopSignals() {
  if (!thread_.joinable()) return;
  done_ = true;
  // It waits for this signal, which is blocked everywhere: it wakes and kills nobody.
  pthread_kill(thread_.native_handle(), SIGTERM);  // NOLINT(bugprone-bad-signal-to-kill-thread)
  thread_.join();
}

}  // namespace diemcau::server
