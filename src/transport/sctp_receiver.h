#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"
#include "transport/sctp_chunks.h"
#include "transport/sctp_reassembly.h"

namespace diemcau::transport {

struct SctpReceiverLimits {
  size_t window = 256 << 10;      // bytes that may wait for the application
  size_t max_message = 64 << 10;  // a=max-message-size
  uint16_t max_streams = 1024;
};

// The receiving half of an association: which TSNs came, what to acknowledge and when, and the
// messages made of them (RFC 9260 section 6.2). Memory is bounded by twice the window.
class SctpReceiver {
 public:
  SctpReceiver(const SctpReceiverLimits& limits, uint32_t first_tsn);

  enum class Outcome : uint8_t {
    kTaken,
    kIgnored,        // a duplicate, or no room: it is not acknowledged and comes again
    kInvalidStream,  // acknowledged and thrown away
    kViolation,      // the association has to end
  };
  Outcome handle_data(const SctpData& data);
  void handle_forward_tsn(const SctpForwardTsn& forward);
  // After a packet with DATA or FORWARD-TSN: decides when it is acknowledged.
  void handle_packet_end(Instant now);

  bool sack_due(Instant now) const { return sack_at_ <= now; }
  Instant next_timeout() const { return sack_at_; }
  bool write_sack(SctpPacketWriter& writer);

  bool poll_message(SctpMessage& out);
  uint32_t cumulative() const { return static_cast<uint32_t>(cumulative_); }
  // Whether all up to `tsn` has come.
  bool has_all(uint32_t tsn) const;
  void reset_stream(uint16_t stream) { reassembly_.reset(stream); }

 private:
  // Blocks of TSNs beyond the cumulative one, in order, never touching.
  struct Block {
    uint64_t first;
    uint64_t last;
  };
  static constexpr size_t kMaxBlocks = 256;
  static constexpr size_t kMaxDuplicates = 16;
  static constexpr uint64_t kMaxAhead = 16384;  // a gap's offset has 16 bits

  bool has(uint64_t tsn) const;
  bool is_full_for(uint64_t tsn, size_t size) const;
  bool mark(uint64_t tsn);
  void advance();
  void on_duplicate(uint64_t tsn);
  uint32_t window() const;

  const SctpReceiverLimits limits_;
  SctpReassembly reassembly_;
  uint64_t cumulative_;
  std::vector<Block> blocks_;
  std::vector<uint32_t> duplicates_;
  uint32_t told_window_;
  bool urgent_ = false;      // this packet is to be acknowledged at once
  unsigned unanswered_ = 0;  // packets since the last SACK
  Instant sack_at_ = kNever;
};

}  // namespace diemcau::transport
