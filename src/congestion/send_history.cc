#include "congestion/send_history.h"

#include <algorithm>

namespace diemcau::congestion {

void SendHistory::on_sent(Instant now, size_t bytes, uint8_t probe) {
  if (next_ == first_) began_ = newest_ = now;
  newest_ = std::max(newest_, now);
  slot(next_++) = {static_cast<uint32_t>(to_us(newest_ - began_)),
                   static_cast<uint16_t>(std::min<size_t>(bytes, 0xffff)), probe, State::kInFlight};
}

// The 32 bits wrap every 71 minutes; a packet of the history is seconds old.
Duration SendHistory::since_first(const Sent& sent) const {
  const int64_t newest_us = to_us(newest_ - began_);
  return microseconds(newest_us - (static_cast<uint32_t>(newest_us) - sent.at_us));
}

SendHistory::Fate SendHistory::on_received(int64_t number, Duration arrived, Acknowledged& out) {
  if (number >= next_ || number < first_) return Fate::kNeverSent;
  if (number < next_ - static_cast<int64_t>(kSize)) return Fate::kForgotten;
  Sent& sent = slot(number);
  if (sent.state == State::kReceived) return Fate::kKnown;
  const bool was_missing = sent.state == State::kMissing;
  sent.state = State::kReceived;
  const Duration at = since_first(sent);
  out = {at, arrived, sent.bytes, sent.probe, began_ + at};
  return was_missing ? Fate::kRecovered : Fate::kReceived;
}

SendHistory::Fate SendHistory::on_missing(int64_t number) {
  if (number >= next_ || number < first_) return Fate::kNeverSent;
  if (number < next_ - static_cast<int64_t>(kSize)) return Fate::kForgotten;
  Sent& sent = slot(number);
  if (sent.state != State::kInFlight) return Fate::kKnown;
  sent.state = State::kMissing;
  return Fate::kLost;
}

}  // namespace diemcau::congestion
