#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "transport/sctp_chunks.h"
#include "transport/sctp_receiver.h"
#include "transport/sctp_sender.h"
#include "transport/sctp_stream_reset.h"

namespace diemcau::transport {

enum class SctpState : uint8_t {
  kClosed,  // nothing was said yet: an INIT is answered
  kCookieWait,
  kCookieEchoed,
  kEstablished,
  kShutdownPending,
  kShutdownSent,
  kShutdownReceived,
  kShutdownAckSent,
  kEnded,  // for good
};

struct SctpLimits {
  SctpReceiverLimits receiver{};
  SctpSenderLimits sender{};
};

// What was dropped, by reason.
struct SctpCounters {
  uint64_t malformed = 0;
  uint64_t bad_checksum = 0;
  uint64_t wrong_tag = 0;   // or port
  uint64_t unexpected = 0;  // a chunk that does not belong to this state
};

// One association over DTLS without IO (RFC 9260 as RFC 8261 and RFC 8831 profile it): packets in,
// packets out, time as an argument. One path, no addresses, no fragments below 1,160 bytes.
//
// Owned by a connection's DataChannels. Closed → established → ended; either side may begin, both
// may. After handle_*() take what is to leave with poll_packet() until it says false.
class SctpAssociation {
 public:
  SctpAssociation(const SctpLimits& limits, SecureRandom& random);
  SctpAssociation(const SctpAssociation&) = delete;
  SctpAssociation& operator=(const SctpAssociation&) = delete;

  void connect(Instant now);
  void handle_packet(Instant now, Bytes packet);
  void handle_timeout(Instant now);
  Instant next_timeout() const;
  bool poll_packet(Instant now, std::vector<uint8_t>& out);

  // Waits until the association is established.
  SctpSendResult send(Instant now, const SctpSendOptions& options, SharedBytes payload);
  bool poll_message(SctpMessage& out);
  // Closes our half of streams, after what waits on them has left.
  void reset_streams(const std::vector<uint16_t>& streams) { reset_.reset(streams); }
  // A stream whose half the peer has closed.
  bool poll_closed_stream(uint16_t& out);
  // After everything that waits has been acknowledged.
  void shutdown(Instant now);
  void abort();

  SctpState state() const { return state_; }
  const SctpCounters& counters() const { return counters_; }
  size_t queued_bytes() const { return sender_.queued_bytes(); }

 private:
  // What an INIT ACK hands out and a COOKIE ECHO brings back.
  struct Cookie {
    uint32_t peer_tag = 0;
    uint32_t peer_tsn = 0;
    uint32_t peer_window = 0;
    uint16_t streams = 0;
    bool forward_tsn = false;
  };
  static constexpr size_t kCookieSize = 8 + 4 + 4 + 4 + 4 + 2 + 1;

  bool is_ours(const SctpPacket& packet, const SctpChunk& first) const;
  void handle_chunk(Instant now, const SctpChunk& chunk);
  void handle_init(const SctpChunk& chunk);
  void handle_init_ack(Instant now, const SctpChunk& chunk);
  void handle_cookie_echo(Instant now, const SctpChunk& chunk);
  void handle_cookie_ack();
  void handle_data(const SctpChunk& chunk);
  void handle_forward_tsn(const SctpChunk& chunk);
  void handle_sack(Instant now, const SctpChunk& chunk);
  void handle_heartbeat(const SctpChunk& chunk);
  void handle_reconfig(Instant now, const SctpChunk& chunk);
  void handle_shutdown(Instant now, const SctpChunk& chunk);
  void handle_shutdown_ack();
  void handle_unknown(const SctpChunk& chunk);

  std::vector<uint8_t> make_cookie(const SctpInit& init) const;
  std::optional<Cookie> read_cookie(Bytes bytes) const;
  void adopt(const Cookie& peer);
  void establish();
  bool carries_data() const;
  bool receives() const;
  void follow_shutdown(Instant now);
  void fail(uint16_t cause);
  void end();

  SctpInit our_init() const;
  void push_packet(Bytes packet);
  void push_control(SctpChunkType type, uint8_t flags, Bytes value);
  void send_init();
  void send_cookie_echo();
  void send_shutdown();
  void start_timer(Instant now);
  void write(Instant now, SctpPacketWriter& writer);

  const SctpLimits limits_;
  const uint32_t tag_;
  const uint32_t tsn_;
  const uint64_t secret_;  // by which a cookie is known as ours
  SctpState state_ = SctpState::kClosed;
  uint32_t peer_tag_ = 0;
  SctpSender sender_;
  SctpStreamReset reset_;
  std::optional<SctpReceiver> receiver_;
  std::vector<uint8_t> cookie_;               // of the peer, until it is acknowledged
  std::deque<std::vector<uint8_t>> packets_;  // that leave by themselves
  struct Control {
    SctpChunkType type;
    uint8_t flags;
    std::vector<uint8_t> value;
  };
  std::deque<Control> control_;  // chunks that leave with others
  std::deque<uint16_t> closed_streams_;
  // T1 of the handshake and T2 of the shutdown.
  Instant timer_at_ = kNever;
  Duration timer_interval_{};
  unsigned attempts_ = 0;
  bool packet_had_data_ = false;
  SctpCounters counters_;
};

}  // namespace diemcau::transport
