#include "congestion/transport_cc_receiver.h"

#include <algorithm>
#include <span>

#include "wire/transport_cc.h"

namespace diemcau::congestion {
namespace {

// So many packets in a row from before the window are no stragglers: the sender began anew.
constexpr uint8_t kMaxOutsideInARow = 16;

int64_t ticks_of(Instant now) {
  constexpr auto kTick = Duration(1s) / wire::kTransportCcTicksPerSecond;
  return now.time_since_epoch() / kTick;
}

}  // namespace

TransportCcReceiver::TransportCcReceiver(Ssrc sender) : sender_(sender) {
  arrivals_.fill(wire::kTransportCcNotReceived);
}

void TransportCcReceiver::on_packet(Instant now, uint16_t transport_sequence, Ssrc media) {
  media_ = media;
  if (!started_) restart(transport_sequence);
  const int64_t sequence =
      end_ + wire::sequence_distance(static_cast<uint16_t>(end_), transport_sequence);
  if (sequence < end_ - static_cast<int64_t>(kWindow)) {
    if (++outside_in_a_row_ < kMaxOutsideInARow) return;
    restart(transport_sequence);
    return on_packet(now, transport_sequence, media);
  }
  outside_in_a_row_ = 0;
  if (sequence >= end_) advance_to(sequence + 1);
  int64_t& arrival = slot(sequence);
  if (arrival != wire::kTransportCcNotReceived) return;  // a duplicate tells nothing
  arrival = ticks_of(now);
  // A straggler was reported as lost: the report is given again from there.
  begin_ = std::min(begin_, sequence);
  if (deadline_ == kNever) deadline_ = now + kInterval;
}

// Forgets all; `sequence` is the next. Starts a window's length above zero, so that no number ever
// gets negative.
void TransportCcReceiver::restart(uint16_t sequence) {
  arrivals_.fill(wire::kTransportCcNotReceived);
  begin_ = end_ = int64_t{0x10000} + sequence;
  started_ = true;
  outside_in_a_row_ = 0;
  deadline_ = kNever;
}

// Slots of the numbers that come into the window are emptied; what falls out unreported is never
// reported.
void TransportCcReceiver::advance_to(int64_t end) {
  const auto window = static_cast<int64_t>(kWindow);
  for (int64_t at = std::max(end_, end - window); at < end; ++at) {
    slot(at) = wire::kTransportCcNotReceived;
  }
  end_ = end;
  begin_ = std::max(begin_, end_ - window);
}

Bytes TransportCcReceiver::poll_feedback(Instant now, MutableBytes out) {
  if (now < deadline_) return {};
  std::array<int64_t, kWindow> unreported;
  const auto count = static_cast<size_t>(end_ - begin_);
  for (size_t i = 0; i < count; ++i) unreported[i] = slot(begin_ + static_cast<int64_t>(i));
  ByteWriter writer(out);
  const wire::TransportCcHeader header{.sender = sender_,
                                       .media = media_,
                                       .base_sequence = static_cast<uint16_t>(begin_),
                                       .feedback_count = feedback_count_};
  const size_t covered =
      wire::write_transport_cc(writer, header, std::span(unreported).first(count));
  if (covered == 0) return {};
  ++feedback_count_;
  begin_ += static_cast<int64_t>(covered);
  if (begin_ == end_) deadline_ = kNever;
  return writer.written();
}

}  // namespace diemcau::congestion
