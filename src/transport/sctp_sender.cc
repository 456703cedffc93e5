#include "transport/sctp_sender.h"

#include <algorithm>
#include <utility>

#include "transport/sctp_serial.h"

namespace diemcau::transport {

SctpSender::SctpSender(const SctpSenderLimits& limits, uint32_t first_tsn)
    : limits_(limits), first_tsn_(kSctpSerialBase + first_tsn), forwarded_(first_tsn_ - 1) {}

void SctpSender::start(uint32_t peer_window, uint16_t streams, bool forward_tsn) {
  peer_window_ = peer_window;
  streams_ = streams;
  partial_ = forward_tsn;
}

// --- Messages -----------------------------------------------------------------------------------

SctpSendResult SctpSender::send(Instant now, const SctpSendOptions& options, SharedBytes payload) {
  if (payload->empty() || payload->size() > limits_.max_message) return SctpSendResult::kTooLarge;
  if (options.stream >= streams_) return SctpSendResult::kClosed;
  if (queued_bytes_ + payload->size() + kMessageCost > limits_.max_queued) {
    return SctpSendResult::kFull;
  }
  auto message = std::make_shared<Message>();
  message->options = options;
  message->payload = std::move(payload);
  if (options.lifetime) message->expires = now + *options.lifetime;
  queued_bytes_ += message->payload->size() + kMessageCost;
  queue_.push_back(std::move(message));
  return SctpSendResult::kQueued;
}

void SctpSender::release(const Message& message) {
  queued_bytes_ -= message.payload->size() + kMessageCost;
}

void SctpSender::drop_waiting(uint16_t stream) {
  std::erase_if(queue_, [&](const MessageRef& one) {
    const bool drop = one->options.stream == stream && one->begun == 0;
    if (drop) release(*one);
    return drop;
  });
}

bool SctpSender::has_waiting(uint16_t stream) const {
  return std::any_of(queue_.begin(), queue_.end(),
                     [&](const MessageRef& one) { return one->options.stream == stream; });
}

// --- Acknowledgement ----------------------------------------------------------------------------

bool SctpSender::handle_sack(Instant now, const SctpSack& sack) {
  const uint64_t before = first_tsn_ - 1;
  const uint64_t cumulative = unwrap_tsn(sack.cumulative, before);
  if (cumulative >= next_tsn()) return false;
  if (cumulative < before) return true;  // an older one, overtaken
  const size_t was_in_flight = in_flight_;
  const size_t first = acknowledge_until(now, cumulative);
  const Gaps gaps = handle_gaps(now, cumulative, sack);
  peer_window_ = sack.window;
  const bool advanced = cumulative > before;
  // Section 6.1, rule A: a peer without room, which answers, is alive.
  if (advanced || gaps.acknowledged > 0 || sack.window == 0) timeouts_ = 0;
  // Section 7.2.4: only what lies below the newest acknowledged counts as missing, except that in
  // recovery every step forward counts for all that is reported.
  const uint64_t below = advanced && congestion_.recovers() ? gaps.highest : gaps.newest;
  if (advanced) {
    congestion_.on_acknowledged(cumulative, first + gaps.acknowledged, was_in_flight);
  }
  report_missing(now, below);
  // Section 6.3.2, rules R2 and R3.
  if (advanced) restart_timer(now);
  if (outstanding_.empty()) t3_at_ = kNever;
  forward();
  // RFC 3758 section 3.5, rule C4: until the peer has followed.
  forward_due_ = forwarded_ > cumulative;
  return true;
}

bool SctpSender::handle_cumulative(Instant now, uint32_t wire) {
  SctpSack sack;
  sack.cumulative = wire;
  sack.window = static_cast<uint32_t>(peer_window_);
  return handle_sack(now, sack);
}

size_t SctpSender::acknowledge_until(Instant now, uint64_t cumulative) {
  size_t acknowledged = 0;
  while (first_tsn_ <= cumulative) {
    acknowledged += acknowledge(now, first_tsn_);
    forget_front();
  }
  return acknowledged;
}

// The last chunk of a message takes its message along.
void SctpSender::forget_front() {
  const Chunk& front = outstanding_.front();
  const Message& message = *front.message;
  const bool last = front.offset + front.size == message.payload->size();
  if (last && !message.abandoned) release(message);
  outstanding_.pop_front();
  ++first_tsn_;
}

size_t SctpSender::acknowledge(Instant now, uint64_t tsn) {
  Chunk& one = chunk(tsn);
  const size_t size = one.state == State::kInFlight || one.state == State::kLost ? cost(one) : 0;
  if (one.state == State::kInFlight) in_flight_ -= cost(one);
  if (one.state == State::kLost) --lost_;
  if (one.state != State::kAbandoned) one.state = State::kAcknowledged;
  if (tsn == timed_tsn_) {
    if (one.retransmits == 0) rto_.measure(now - timed_at_);
    timed_tsn_ = 0;
  }
  return size;
}

SctpSender::Gaps SctpSender::handle_gaps(Instant now, uint64_t cumulative, const SctpSack& sack) {
  Gaps out;
  uint64_t after = cumulative;
  for (size_t i = 0; i < sack.gap_count(); ++i) {
    const auto [start, end] = sack.gap(i);
    const uint64_t first = cumulative + start;
    const uint64_t last = cumulative + end;
    // Blocks that are out of order or of nothing that was sent say nothing.
    if (first <= after || last < first || last >= next_tsn()) break;
    for (uint64_t tsn = first; tsn <= last; ++tsn) {
      const size_t size = acknowledge(now, tsn);
      out.acknowledged += size;
      if (size > 0) out.newest = tsn;
    }
    out.highest = after = last;
  }
  return out;
}

void SctpSender::report_missing(Instant now, uint64_t below) {
  for (uint64_t tsn = first_tsn_; tsn < below; ++tsn) {
    Chunk& one = chunk(tsn);
    if (one.state != State::kInFlight || one.fast || ++one.missing < kMissingIsLost) continue;
    congestion_.on_loss(next_tsn() - 1);
    one.fast = true;
    burst_ = true;
    lose(now, tsn);
  }
}

// --- Loss ---------------------------------------------------------------------------------------

bool SctpSender::give_up(Instant now, const Chunk& one) const {
  const Message& message = *one.message;
  if (!partial_) return false;
  return message.expires <= now ||
         (message.options.max_retransmits && one.retransmits >= *message.options.max_retransmits);
}

void SctpSender::lose(Instant now, uint64_t tsn) {
  Chunk& one = chunk(tsn);
  if (one.state != State::kInFlight) return;
  if (give_up(now, one)) return abandon(MessageRef(one.message), tsn);
  in_flight_ -= cost(one);
  one.state = State::kLost;
  ++lost_;
}

// `tsn` is one of its chunks; they follow each other.
void SctpSender::abandon(const MessageRef& message, uint64_t tsn) {
  if (message->abandoned) return;
  message->abandoned = true;
  release(*message);
  while (tsn > first_tsn_ && chunk(tsn - 1).message == message) --tsn;
  for (; tsn >= first_tsn_ && tsn < next_tsn() && chunk(tsn).message == message; ++tsn) {
    Chunk& one = chunk(tsn);
    if (one.state == State::kInFlight) in_flight_ -= cost(one);
    if (one.state == State::kLost) --lost_;
    one.state = State::kAbandoned;
  }
  if (!queue_.empty() && queue_.front() == message) {
    queue_.pop_front();
    // Its end was never sent: a number that stands for it lets the peer be told to skip it all,
    // also when it has acknowledged the beginning.
    outstanding_.push_back({message, message->payload->size(), 0, State::kAbandoned});
  }
  forward();
}

// RFC 3758 section 3.5, rules C1 to C3.
void SctpSender::forward() {
  forwarded_ = std::max(forwarded_, first_tsn_ - 1);
  const uint64_t before = forwarded_;
  while (forwarded_ + 1 < next_tsn() && chunk(forwarded_ + 1).state == State::kAbandoned) {
    ++forwarded_;
  }
  if (forwarded_ > before) forward_due_ = true;
}

void SctpSender::restart_timer(Instant now) {
  t3_at_ = outstanding_.empty() ? kNever : now + rto_.value();
}

// Section 6.3.3.
void SctpSender::handle_timeout(Instant now) {
  if (now < t3_at_) return;
  ++timeouts_;
  rto_.back_off();
  congestion_.on_timeout();
  timed_tsn_ = 0;
  // Everything acknowledged in gaps, and still the beginning does not move: the peer has thrown
  // away what it had (section 6.2), so that it has to be sent again.
  const bool reneged = in_flight_ == 0 && lost_ == 0;
  for (uint64_t tsn = first_tsn_; tsn < next_tsn(); ++tsn) {
    Chunk& one = chunk(tsn);
    one.missing = 0;
    if (reneged && one.state == State::kAcknowledged) {
      one.state = State::kInFlight;
      in_flight_ += cost(one);
    }
    lose(now, tsn);
  }
  burst_ = true;
  forward_due_ = forwarded_ >= first_tsn_;
  restart_timer(now);
}

// --- Output -------------------------------------------------------------------------------------

void SctpSender::write(Instant now, SctpPacketWriter& writer) {
  if (forward_due_) write_forward(writer);
  const size_t lost = lost_;
  write_lost(now, writer);
  if (lost_ < lost) burst_ = false;
  if (lost_ == 0) write_new(now, writer);
  if (t3_at_ == kNever) restart_timer(now);
}

void SctpSender::write_forward(SctpPacketWriter& writer) {
  constexpr size_t kMaxSkipped = 128;
  std::vector<SctpForwardTsn::Skipped> skipped;
  uint64_t until = first_tsn_ - 1;
  while (until < forwarded_) {
    const Message& message = *chunk(until + 1).message;
    if (message.options.ordered) {
      const uint16_t stream = message.options.stream;
      const auto known = std::find_if(skipped.begin(), skipped.end(),
                                      [&](const auto& one) { return one.stream == stream; });
      if (known != skipped.end()) {
        known->ssn = message.ssn;
      } else if (skipped.size() < kMaxSkipped) {
        skipped.push_back({stream, message.ssn});
      } else {
        break;
      }
    }
    ++until;
  }
  if (write_forward_tsn(writer, static_cast<uint32_t>(until), skipped)) forward_due_ = false;
}

bool SctpSender::write_chunk(SctpPacketWriter& writer, uint64_t tsn) {
  const Chunk& one = chunk(tsn);
  const Message& message = *one.message;
  SctpData data;
  data.tsn = static_cast<uint32_t>(tsn);
  data.stream = message.options.stream;
  data.ssn = message.ssn;
  data.ppid = message.options.ppid;
  data.begins = one.offset == 0;
  data.ends = one.offset + one.size == message.payload->size();
  data.unordered = !message.options.ordered;
  data.payload = Bytes(*message.payload).subspan(one.offset, one.size);
  return write_data(writer, data);
}

void SctpSender::write_lost(Instant now, SctpPacketWriter& writer) {
  for (uint64_t tsn = first_tsn_; lost_ > 0 && tsn < next_tsn(); ++tsn) {
    Chunk& one = chunk(tsn);
    if (one.state != State::kLost) continue;
    if (one.message->expires <= now && partial_) {
      abandon(MessageRef(one.message), tsn);
      continue;
    }
    if (!burst_ && in_flight_ >= congestion_.window()) return;
    if (!write_chunk(writer, tsn)) return;
    one.state = State::kInFlight;
    ++one.retransmits;
    --lost_;
    in_flight_ += cost(one);
    if (tsn == timed_tsn_) timed_tsn_ = 0;
    // Section 6.3.2, rule R1; and section 7.2.4: the lowest one's fast retransmission.
    if (tsn == first_tsn_) restart_timer(now);
  }
}

bool SctpSender::window_allows(size_t size) const {
  // Section 6.1, rules A and B: one chunk may always be on its way, to find out.
  if (in_flight_ == 0) return true;
  return in_flight_ < congestion_.window() && in_flight_ + size <= peer_window_;
}

bool SctpSender::begin_next(Instant now) {
  while (!queue_.empty()) {
    const MessageRef message = queue_.front();
    if (message->expires > now || !partial_) return true;
    if (message->begun > 0) {
      abandon(message, next_tsn() - 1);
    } else {
      release(*message);
      queue_.pop_front();
    }
  }
  return false;
}

void SctpSender::write_new(Instant now, SctpPacketWriter& writer) {
  while (begin_next(now)) {
    Message& message = *queue_.front();
    const size_t size = std::min(message.payload->size() - message.begun, kMaxFragment);
    if (!window_allows(size + kChunkCost)) return;
    if (writer.room() < SctpData::kHeaderSize + size) return;
    if (message.begun == 0 && message.options.ordered) {
      message.ssn = next_ssn_[message.options.stream]++;
    }
    const uint64_t tsn = next_tsn();
    outstanding_.push_back({queue_.front(), message.begun, size});
    DIEMCAU_CHECK(write_chunk(writer, tsn));
    in_flight_ += size + kChunkCost;
    message.begun += size;
    if (timed_tsn_ == 0) {
      timed_tsn_ = tsn;
      timed_at_ = now;
    }
    if (message.begun == message.payload->size()) queue_.pop_front();
  }
}

}  // namespace diemcau::transport
