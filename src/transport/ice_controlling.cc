#include "transport/ice_controlling.h"

#include <algorithm>

#include "transport/hmac_sha1.h"

namespace diemcau::transport {
namespace {

constexpr Duration kFirstInterval = 100ms;
constexpr Duration kLongestInterval = 1600ms;
// RFC 7675 section 5.1: 5 s, each time 0.8 to 1.2 of it; consent ends after 30 s without an answer.
constexpr Duration kConsentInterval = 5s;
constexpr Duration kConsentTimeout = 30s;
// Between two checks of different candidates (RFC 8445 section 14.2: Ta).
constexpr Duration kPace = 50ms;
// RFC 8445 section 5.1.2.1 for a host candidate of component 1, as a peer-reflexive one.
constexpr uint32_t kPriority = (110u << 24) | (65535u << 8) | 255;

}  // namespace

IceControlling::IceControlling(IceSession session, const std::vector<Path>& candidates,
                               SecureRandom& random)
    : session_(std::move(session)), random_(random), tie_breaker_(random.u64()) {
  for (const Path& path : candidates) checks_.push_back({.path = path});
}

void IceControlling::start(Instant now) {
  last_consent_ = now;
  Instant at = now;
  for (Check& check : checks_) {
    check.interval = kFirstInterval;
    check.next = at;
    at += kPace;
  }
}

bool IceControlling::handle_stun(Instant now, const Path& path, Bytes bytes) {
  const auto message = wire::parse_stun(bytes);
  if (!message) return false;
  if (message->message_class == wire::StunClass::kRequest) {
    return handle_request(path, bytes, *message);
  }
  if (message->message_class != wire::StunClass::kSuccess) return false;
  const auto check = std::find_if(checks_.begin(), checks_.end(), [&](const Check& one) {
    return one.waiting && one.transaction == message->transaction && one.path == path;
  });
  if (check == checks_.end()) return false;
  if (!wire::verify_stun_integrity(bytes, *message, as_bytes(session_.remote.password),
                                   hmac_sha1)) {
    return false;
  }
  check->waiting = false;
  last_consent_ = now;
  if (check->nominates) {
    nominated_ = true;
    const int64_t jitter = static_cast<int64_t>(random_.u32() % 401) - 200;
    check->next = now + kConsentInterval + kConsentInterval * jitter / 1000;
    check->interval = kFirstInterval;
  } else if (!selected_) {
    // Regular nomination: the first that works is nominated, the others are given up.
    selected_ = path;
    for (Check& other : checks_) other.next = kNever;
    check->nominates = true;
    check->next = now;
    check->interval = kFirstInterval;
  }
  return true;
}

// RFC 8445 section 7.3.1. Deviation: a conflict of roles is not looked for, and nothing is learned.
bool IceControlling::handle_request(const Path& path, Bytes bytes,
                                    const wire::StunMessage& message) {
  const auto username = wire::split_username(message.username);
  if (!username || username->receiver != session_.local.ufrag ||
      username->sender != session_.remote.ufrag) {
    return false;
  }
  if (!wire::verify_stun_integrity(bytes, message, as_bytes(session_.local.password), hmac_sha1)) {
    return false;
  }
  if (answers_.size() < kMaxAnswers) answers_.push_back({path, message.transaction});
  return true;
}

bool IceControlling::poll_check(Instant now, MutableBytes buffer, Path& path, Bytes& bytes) {
  if (!answers_.empty()) {
    const Answer answer = answers_.back();
    answers_.pop_back();
    wire::StunWriter writer(buffer, wire::StunClass::kSuccess, answer.transaction);
    writer.mapped_address(answer.path.remote);
    bytes = writer.finish(as_bytes(session_.local.password), hmac_sha1);
    path = answer.path;
    return true;
  }
  for (Check& check : checks_) {
    if (check.next > now) continue;
    send(now, check, buffer, bytes);
    path = check.path;
    return true;
  }
  return false;
}

void IceControlling::send(Instant now, Check& check, MutableBytes buffer, Bytes& bytes) {
  // A repeated check is a new transaction: a late answer to the one before is then not counted,
  // which costs an interval and saves a table.
  random_.fill(check.transaction);
  check.waiting = true;
  wire::StunWriter writer(buffer, wire::StunClass::kRequest, check.transaction);
  writer.username(session_.remote.ufrag, session_.local.ufrag);
  writer.priority(kPriority);
  writer.controlling(tie_breaker_);
  if (check.nominates) writer.use_candidate();
  bytes = writer.finish(as_bytes(session_.remote.password), hmac_sha1);
  check.next = now + check.interval;
  check.interval = std::min(check.interval * 2, kLongestInterval);
}

Instant IceControlling::next_timeout() const {
  if (!answers_.empty()) return {};
  Instant next = last_consent_ + kConsentTimeout;
  for (const Check& check : checks_) next = std::min(next, check.next);
  return next;
}

bool IceControlling::lost(Instant now) const { return now - last_consent_ >= kConsentTimeout; }

}  // namespace diemcau::transport
