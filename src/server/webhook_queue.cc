#include "server/webhook_queue.h"

#include <algorithm>

#include "base/check.h"

namespace diemcau::server {
namespace {

bool is_success(int status) { return status >= 200 && status < 300; }

// No answer, a receiver in trouble, or one that wants to be asked later (RFC 9110 section 15.5.9,
// RFC 6585 section 4).
bool may_pass(int status) {
  constexpr int kRequestTimeout = 408;
  constexpr int kTooManyRequests = 429;
  return status == 0 || status >= 500 || status == kRequestTimeout || status == kTooManyRequests;
}

}  // namespace

bool WebhookQueue::push(std::string body) {
  if (bodies_.size() >= kMostWaiting || bytes_ + body.size() > kMostBytes) {
    ++counters_.dropped;
    return false;
  }
  bytes_ += body.size();
  bodies_.push_back(std::move(body));
  return true;
}

const std::string* WebhookQueue::take(Instant now) {
  if (next_timeout() > now) return nullptr;
  under_way_ = true;
  ++tries_;
  return &bodies_.front();
}

bool WebhookQueue::handle_answer(Instant now, int status) {
  DIEMCAU_CHECK(under_way_);
  under_way_ = false;
  if (is_success(status)) {
    ++counters_.delivered;
    finish();
    return true;
  }
  const bool again = may_pass(status);
  if (again && tries_ < kMostTries) {
    ++counters_.retried;
    due_ = now + std::min<Duration>(kLongestPause, kFirstPause * (1 << (tries_ - 1)));
    return true;
  }
  ++(again ? counters_.exhausted : counters_.refused);
  finish();
  return false;
}

void WebhookQueue::finish() {
  bytes_ -= bodies_.front().size();
  bodies_.pop_front();
  tries_ = 0;
  due_ = {};
}

}  // namespace diemcau::server
