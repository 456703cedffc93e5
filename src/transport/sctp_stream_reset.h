#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"
#include "transport/sctp_chunks.h"
#include "transport/sctp_receiver.h"
#include "transport/sctp_sender.h"

namespace diemcau::transport {

// Closing streams (RFC 6525): answers the peer's requests, and has at most one of our own on its
// way. Everything but resetting outgoing streams is refused: nobody asks for it over WebRTC
// (RFC 8831 section 6.7).
class SctpStreamReset {
 public:
  SctpStreamReset(SctpSender& sender, uint32_t first_request)
      : sender_(sender), next_request_(first_request) {}

  void start(uint32_t peer_first_request) { expected_ = peer_first_request; }

  // Our half of these streams is to be closed.
  void reset(const std::vector<uint16_t>& streams);

  // The value of a RE-CONFIG chunk; `answers` are values of such chunks to send back. What the peer
  // has closed is appended to `closed`.
  void handle(Instant now, Bytes value, SctpReceiver& receiver, std::vector<uint16_t>& closed,
              std::vector<std::vector<uint8_t>>& answers);
  void handle_timeout(Instant now);
  Instant next_timeout() const { return resend_at_; }
  // A request of ours that is to be sent now.
  bool poll_request(Instant now, std::vector<uint8_t>& out);

 private:
  static constexpr size_t kMaxStreamsAtOnce = 256;  // so that a request fits into a packet

  SctpReconfigResult handle_reset(const SctpReconfig& request, SctpReceiver& receiver,
                                  std::vector<uint16_t>& closed);
  SctpReconfigResult answer(const SctpReconfig& request, SctpReceiver& receiver,
                            std::vector<uint16_t>& closed);
  void handle_response(Instant now, const SctpReconfig& response);
  bool may_request() const;

  SctpSender& sender_;
  uint32_t next_request_;
  uint32_t expected_ = 0;
  std::optional<SctpReconfigResult> last_result_;  // of the request before the expected one
  std::vector<uint16_t> wanted_;
  std::vector<uint16_t> requested_;
  bool due_ = false;
  Instant resend_at_ = kNever;
};

}  // namespace diemcau::transport
