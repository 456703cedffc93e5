#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"
#include "base/media.h"
#include "base/time.h"
#include "wire/rtp.h"

namespace diemcau::congestion {

// Tells a publisher when its packets came (transport-wide-cc), so that it can estimate its uplink.
// One a connection, on its shard; fixed memory, nothing allocated. Every packet that carries the
// transport-wide sequence number goes through `on_packet`; when `next_timeout()` has come, poll
// until empty:
//   while (!(packet = receiver.poll_feedback(now, buffer)).empty()) send(packet);
class TransportCcReceiver {
 public:
  // Packets are remembered this far back: later ones count as lost.
  static constexpr size_t kWindow = 1024;
  // From the first packet not yet reported to its report.
  static constexpr Duration kInterval = 50ms;

  // `sender` is the ssrc that we send feedback as.
  explicit TransportCcReceiver(Ssrc sender = Ssrc{1});

  void on_packet(Instant now, uint16_t transport_sequence, Ssrc media);

  // A complete RTCP packet in `out` (1,200 bytes are plenty; under 28 too few for any); empty when
  // nothing is due.
  Bytes poll_feedback(Instant now, MutableBytes out);

  // When the next feedback is due; kNever when everything is reported.
  Instant next_timeout() const { return deadline_; }

 private:
  int64_t& slot(int64_t sequence) { return arrivals_[static_cast<size_t>(sequence) % kWindow]; }
  void restart(uint16_t sequence);
  void advance_to(int64_t end);

  Ssrc sender_;
  Ssrc media_;
  // Unwrapped: [begin_, end_) is yet to be reported; slots hold [end_ - kWindow, end_). The last
  // number below end_ has always been received.
  int64_t begin_ = 0;
  int64_t end_ = 0;
  bool started_ = false;
  uint8_t feedback_count_ = 0;
  uint8_t outside_in_a_row_ = 0;
  Instant deadline_ = kNever;
  std::array<int64_t, kWindow> arrivals_;  // in ticks of 250 µs
};

}  // namespace diemcau::congestion
