#include "forward/nack_generator.h"

#include <algorithm>
#include <utility>

namespace diemcau::forward {

void NackGenerator::on_gap(Instant now, int64_t highest, int64_t sequence) {
  const auto gap = static_cast<uint64_t>(sequence - highest - 1);
  if (gap == 0) return;
  if (gap > kMaxMissing - count_) {
    clear();
    given_up_ = true;
    return;
  }
  for (int64_t lost = highest + 1; lost < sequence; ++lost) {
    missing_[count_++] = {lost, now, now, now + kReordering, 0};
  }
  next_ = std::min(next_, now + kReordering);
}

bool NackGenerator::on_recovered(Instant now, int64_t sequence) {
  const auto end = missing_.begin() + static_cast<ptrdiff_t>(count_);
  const auto at =
      std::lower_bound(missing_.begin(), end, sequence,
                       [](const Missing& one, int64_t wanted) { return one.sequence < wanted; });
  if (at == end || at->sequence != sequence) return false;
  const bool asked = at->tries > 0;
  if (at->tries == 1) measure(now - at->asked);
  erase(static_cast<size_t>(at - missing_.begin()));
  return asked;
}

void NackGenerator::measure(Duration round_trip) {
  rtt_ = std::clamp<Duration>((rtt_ * 7 + round_trip) / 8, kShortestRetry, 500ms);
}

size_t NackGenerator::poll(Instant now, std::span<int64_t> out) {
  size_t written = 0;
  for (size_t i = 0; i < count_ && written < out.size();) {
    Missing& one = missing_[i];
    if (one.tries == kMaxTries || now - one.since >= kGiveUp) {
      erase(i);
      given_up_ = true;
      continue;
    }
    if (one.next <= now) {
      out[written++] = one.sequence;
      ++one.tries;
      one.asked = now;
      one.next = now + std::max(rtt_, kShortestRetry);
    }
    ++i;
  }
  find_next();
  return written;
}

void NackGenerator::find_next() {
  next_ = kNever;
  for (size_t i = 0; i < count_; ++i) next_ = std::min(next_, missing_[i].next);
}

void NackGenerator::erase(size_t index) {
  std::move(missing_.begin() + static_cast<ptrdiff_t>(index) + 1,
            missing_.begin() + static_cast<ptrdiff_t>(count_),
            missing_.begin() + static_cast<ptrdiff_t>(index));
  --count_;
  if (count_ == 0) next_ = kNever;
}

bool NackGenerator::take_given_up() { return std::exchange(given_up_, false); }

void NackGenerator::clear() {
  count_ = 0;
  next_ = kNever;
}

}  // namespace diemcau::forward
