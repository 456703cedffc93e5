#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "base/media.h"
#include "base/result.h"

namespace diemcau::wire {

inline constexpr size_t kRtpHeaderSize = 12;
inline constexpr size_t kMaxExtensions = 16;

// One element of an RFC 8285 extension block: where its value stands in the packet.
struct RtpExtension {
  uint8_t id = 0;
  uint16_t offset = 0;  // from the start of the packet
  uint8_t size = 0;
};

// An RTP packet as it lies in the caller's memory (RFC 3550 section 5.1); valid as long as that is.
struct RtpPacket {
  uint8_t payload_type = 0;
  bool marker = false;
  uint16_t sequence = 0;
  uint32_t timestamp = 0;
  Ssrc ssrc;
  uint16_t payload_offset = 0;  // from the start of the packet: fixed header, CSRCs, extensions
  uint16_t payload_size = 0;    // without padding
  uint8_t padding_size = 0;
  uint8_t extension_count = 0;
  std::array<RtpExtension, kMaxExtensions> extensions;
  Bytes packet;

  Bytes payload() const { return packet.subspan(payload_offset, payload_size); }
  // The value of the extension with this id; empty when id is 0 or it is not there.
  Bytes extension(uint8_t id) const;
};

// Accepts plaintext RTP of version 2. Extensions beyond kMaxExtensions and extension profiles other
// than RFC 8285's two are skipped. kBadLength when padding or extensions reach past the packet.
Result<RtpPacket> parse_rtp(Bytes packet);

// True for packets with payload types 64–95 in the second byte (RFC 5761 section 4): RTCP.
bool is_rtcp(Bytes packet);

// Distance from `from` to `to` modulo 2^16, in [-32768, 32767]; positive when `to` is newer.
inline int16_t sequence_distance(uint16_t from, uint16_t to) {
  return static_cast<int16_t>(static_cast<uint16_t>(to - from));
}
// Distance modulo 2^32 of two RTP timestamps.
inline int32_t timestamp_distance(uint32_t from, uint32_t to) {
  return static_cast<int32_t>(to - from);
}

// Follows a 16-bit sequence number over its wraps (RFC 3711 section 3.3.1's estimate).
class SequenceUnwrapper {
 public:
  // The unwrapped number nearest to the highest one seen so far.
  int64_t unwrap(uint16_t sequence) {
    if (!highest_) {
      highest_ = sequence;
      return sequence;
    }
    const int64_t value = *highest_ + sequence_distance(static_cast<uint16_t>(*highest_), sequence);
    if (value > *highest_) highest_ = value;
    return value;
  }

 private:
  std::optional<int64_t> highest_;
};

}  // namespace diemcau::wire
