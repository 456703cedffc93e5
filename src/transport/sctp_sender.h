#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/shared_bytes.h"
#include "base/time.h"
#include "transport/sctp_chunks.h"
#include "transport/sctp_congestion.h"
#include "transport/sctp_rto.h"

namespace diemcau::transport {

struct SctpSendOptions {
  uint16_t stream = 0;
  uint32_t ppid = 0;
  bool ordered = true;
  // When it is given up (RFC 3758): after so many retransmissions, or so long after send().
  std::optional<uint16_t> max_retransmits{};
  std::optional<Duration> lifetime{};
};

enum class SctpSendResult : uint8_t {
  kQueued,
  kFull,      // more waits than may; nothing was taken
  kTooLarge,  // or empty
  kClosed,
};

struct SctpSenderLimits {
  size_t max_message = 64 << 10;
  size_t max_queued = 1 << 20;  // bytes not acknowledged yet, with what keeping them costs
};

// The sending half of an association: messages that wait, chunks that are on their way, their
// acknowledgement, loss and abandonment (RFC 9260 sections 6 and 7, RFC 3758 section 3.5).
class SctpSender {
 public:
  SctpSender(const SctpSenderLimits& limits, uint32_t first_tsn);

  // The handshake is over: what the peer said of itself.
  void start(uint32_t peer_window, uint16_t streams, bool forward_tsn);

  SctpSendResult send(Instant now, const SctpSendOptions& options, SharedBytes payload);
  // What waits on a stream and was not begun is dropped; for a stream that is closed.
  void drop_waiting(uint16_t stream);
  void reset_stream(uint16_t stream) { next_ssn_.erase(stream); }

  // False: it acknowledges what was never sent.
  bool handle_sack(Instant now, const SctpSack& sack);
  bool handle_cumulative(Instant now, uint32_t cumulative);  // of a SHUTDOWN
  void handle_timeout(Instant now);
  Instant next_timeout() const { return t3_at_; }

  // Fills the packet with FORWARD-TSN and DATA that may leave now.
  void write(Instant now, SctpPacketWriter& writer);

  bool idle() const { return queue_.empty() && outstanding_.empty(); }
  bool has_waiting(uint16_t stream) const;
  size_t queued_bytes() const { return queued_bytes_; }
  // In a row, without an answer (section 8.1).
  unsigned timeouts() const { return timeouts_; }
  uint32_t last_tsn() const { return static_cast<uint32_t>(next_tsn() - 1); }
  Duration rto() const { return rto_.value(); }

 private:
  struct Message {
    SctpSendOptions options;
    SharedBytes payload;
    Instant expires = kNever;
    uint16_t ssn = 0;
    size_t begun = 0;  // bytes that became chunks
    bool abandoned = false;
  };
  using MessageRef = std::shared_ptr<Message>;

  enum class State : uint8_t { kInFlight, kAcknowledged, kLost, kAbandoned };
  struct Chunk {
    MessageRef message;
    size_t offset = 0;
    size_t size = 0;
    State state = State::kInFlight;
    uint8_t missing = 0;  // reports
    uint16_t retransmits = 0;
    bool fast = false;  // was retransmitted fast: once only
  };

  static constexpr size_t kChunkCost = kSctpChunkHeaderSize + SctpData::kHeaderSize;
  static constexpr size_t kMaxFragment = kSctpMaxPacket - kSctpHeaderSize - kChunkCost;
  static constexpr size_t kMessageCost = 128;
  static constexpr uint8_t kMissingIsLost = 3;

  uint64_t next_tsn() const { return first_tsn_ + outstanding_.size(); }
  Chunk& chunk(uint64_t tsn) { return outstanding_[tsn - first_tsn_]; }
  static size_t cost(const Chunk& chunk) { return chunk.size + kChunkCost; }

  size_t acknowledge_until(Instant now, uint64_t cumulative);
  size_t acknowledge(Instant now, uint64_t tsn);
  struct Gaps {
    size_t acknowledged = 0;
    uint64_t newest = 0;   // newly acknowledged
    uint64_t highest = 0;  // reported at all
  };
  Gaps handle_gaps(Instant now, uint64_t cumulative, const SctpSack& sack);
  void report_missing(Instant now, uint64_t below);
  void lose(Instant now, uint64_t tsn);
  bool give_up(Instant now, const Chunk& chunk) const;
  void abandon(const MessageRef& message, uint64_t tsn);
  void forward();
  void restart_timer(Instant now);

  void write_forward(SctpPacketWriter& writer);
  void write_lost(Instant now, SctpPacketWriter& writer);
  void write_new(Instant now, SctpPacketWriter& writer);
  bool write_chunk(SctpPacketWriter& writer, uint64_t tsn);
  bool begin_next(Instant now);
  void forget_front();
  bool window_allows(size_t size) const;
  void release(const Message& message);

  const SctpSenderLimits limits_;
  std::deque<MessageRef> queue_;   // the first may be begun
  std::deque<Chunk> outstanding_;  // from first_tsn_ on, one a TSN
  uint64_t first_tsn_;
  uint64_t forwarded_ = 0;  // RFC 3758: Advanced.Peer.Ack.Point
  bool forward_due_ = false;
  std::map<uint16_t, uint16_t> next_ssn_;
  SctpCongestion congestion_;
  SctpRto rto_;
  size_t in_flight_ = 0;
  size_t lost_ = 0;  // chunks that wait to be sent again
  size_t peer_window_ = 0;
  uint32_t streams_ = UINT16_MAX + 1;
  bool partial_ = true;  // the peer takes FORWARD-TSN
  bool burst_ = false;   // one packet leaves whatever the window says
  size_t queued_bytes_ = 0;
  unsigned timeouts_ = 0;
  Instant t3_at_ = kNever;
  // The one TSN whose round trip is measured.
  uint64_t timed_tsn_ = 0;
  Instant timed_at_{};
};

}  // namespace diemcau::transport
