#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "transport/sctp_association.h"
#include "transport/sctp_dcep.h"

namespace diemcau::transport {

// A message of an open channel.
struct DataMessage {
  uint16_t stream = 0;
  bool text = false;
  std::vector<uint8_t> payload;
};

// The data channels of one connection: an association and what is opened on its streams
// (RFC 8831, RFC 8832). Without IO; owned by a connection's transport. A channel goes both ways,
// whoever opened it.
class DataChannels {
 public:
  static constexpr size_t kMaxChannels = 32;

  // `is_dtls_client` decides whose channels have even streams (RFC 8832 section 6).
  DataChannels(bool is_dtls_client, const SctpLimits& limits, SecureRandom& random);

  // Only one side has to.
  void connect(Instant now) { association_.connect(now); }
  void handle_packet(Instant now, Bytes packet);
  void handle_timeout(Instant now) { association_.handle_timeout(now); }
  Instant next_timeout() const { return association_.next_timeout(); }
  // Also after poll_message(): what was read makes room.
  bool poll_packet(Instant now, std::vector<uint8_t>& out) {
    return association_.poll_packet(now, out);
  }

  // The stream of a new channel, which can be sent on at once; nothing when there are too many.
  std::optional<uint16_t> open(Instant now, const DataChannelOptions& options);
  void close(uint16_t stream);
  // The open channel of that name that was opened first.
  std::optional<uint16_t> find(std::string_view label) const;
  const DataChannelOptions* channel(uint16_t stream) const;

  SctpSendResult send(Instant now, uint16_t stream, bool text, SharedBytes payload);
  bool poll_message(Instant now, DataMessage& out);

  SctpState state() const { return association_.state(); }
  SctpAssociation& association() { return association_; }

 private:
  struct Channel {
    DataChannelOptions options;
    uint64_t order = 0;
    bool acknowledged = false;
  };

  void handle_dcep(Instant now, const SctpMessage& message);
  void handle_open(Instant now, const SctpMessage& message);
  void follow_closed();
  void send_dcep(Instant now, uint16_t stream, std::vector<uint8_t> message);

  const bool even_;  // ours
  SctpAssociation association_;
  std::map<uint16_t, Channel> channels_;
  uint64_t opened_ = 0;
};

}  // namespace diemcau::transport
