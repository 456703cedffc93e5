#pragma once

#include <cstdint>
#include <span>

#include "datagram_queue.h"
#include "transport/client_transport.h"
#include "wire/rtp_writer.h"

namespace diemcau::sites {

// Where a site's streams put their packets: protects them and queues the datagrams. Numbers them
// transport-wide. Owned by the session, one for each connection.
class MediaSender {
 public:
  explicit MediaSender(transport::ClientTransport& transport) : transport_(transport) {}

  struct Extensions {
    ExtensionIds ids;
    std::string_view mid;
    std::optional<uint8_t> audio_level;  // the byte of RFC 6464
  };
  // At most three parts of payload. False when it did not fit or keys are missing.
  bool send_rtp(const wire::RtpHeader& header, const Extensions& extensions,
                std::span<const Bytes> payload);
  bool send_rtcp(Bytes compound);

  DatagramQueue& queue() { return queue_; }

 private:
  transport::ClientTransport& transport_;
  DatagramQueue queue_;
  uint16_t transport_sequence_ = 0;
};

}  // namespace diemcau::sites
