#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/media.h"
#include "base/random.h"
#include "media_sender.h"
#include "wire/rtcp.h"

namespace diemcau::sites {

// One RTP stream that a site sends, with a memory for retransmission (RFC 4588). Lives as long as
// the connection does.
class SendStream {
 public:
  struct Config {
    Ssrc ssrc;
    Ssrc rtx_ssrc;
    PayloadFormat format;
    ExtensionIds extensions;
    std::string mid;
  };
  // How many of its last packets it can send again.
  static constexpr size_t kHistory = 256;

  SendStream(Config config, SecureRandom& random);

  // `media_time` counts from any fixed moment of the stream.
  void send(MediaSender& sender, Duration media_time, bool marker,
            std::optional<uint8_t> audio_level, std::span<const Bytes> payload);
  void resend(MediaSender& sender, uint16_t sequence);
  // How things stand at `now`, when `media_time` had come (RFC 3550 section 6.4.1).
  wire::SenderReport report(Instant now, Duration media_time) const;

  Ssrc ssrc() const { return config_.ssrc; }
  uint64_t packets() const { return packets_; }
  uint64_t resent() const { return resent_; }

 private:
  struct Sent {
    wire::RtpHeader header;
    std::vector<uint8_t> payload;
  };
  uint32_t timestamp_of(Duration media_time) const;
  void remember(const wire::RtpHeader& header, std::span<const Bytes> payload);

  const Config config_;
  uint32_t first_timestamp_;
  uint16_t next_sequence_;
  uint16_t next_rtx_sequence_;
  uint64_t packets_ = 0;
  uint64_t octets_ = 0;
  uint64_t resent_ = 0;
  std::vector<Sent> history_;
};

// 32.32 seconds, as reports carry them: of our monotonic time line, which RFC 3550 section 4
// allows.
uint64_t to_ntp(Instant at);

}  // namespace diemcau::sites
