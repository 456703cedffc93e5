#pragma once

#include <vector>

#include "forward/packet_pool.h"
#include "forward/sink.h"
#include "forward/source_track.h"
#include "wire/rtp.h"
#include "wire/rtp_writer.h"
#include "wire/vp8.h"

namespace diemcau::forward {

inline constexpr uint8_t kVp8Type = 96;
inline constexpr uint8_t kRtxType = 97;
inline constexpr uint8_t kOpusType = 111;
inline constexpr uint8_t kRedType = 63;

inline std::vector<PayloadFormat> vp8_formats() {
  return {{kVp8Type, kRtxType, Codec::kVp8, 90000, ""}};
}
inline std::vector<PayloadFormat> opus_formats() {
  return {{kOpusType, std::nullopt, Codec::kOpus, 48000, ""}};
}

// A packet as it lies in memory, and what it was parsed to.
struct Made {
  std::vector<uint8_t> bytes;
  wire::RtpPacket rtp;
};

inline Made make_rtp(uint8_t payload_type, uint16_t sequence, uint32_t timestamp, bool marker,
                     const std::vector<uint8_t>& payload) {
  Made made;
  made.bytes.resize(100 + payload.size());
  const size_t header =
      wire::write_rtp_header(made.bytes, {payload_type, marker, sequence, timestamp, Ssrc{1}}, {});
  std::copy(payload.begin(), payload.end(), made.bytes.begin() + static_cast<ptrdiff_t>(header));
  made.bytes.resize(header + payload.size());
  made.rtp = *wire::parse_rtp(made.bytes);
  return made;
}

// One VP8 packet; `begins`: the first of its frame.
inline std::vector<uint8_t> vp8_payload(uint16_t picture_id, bool begins, bool keyframe,
                                        size_t size = 50) {
  std::vector<uint8_t> payload(size);
  const size_t descriptor = wire::write_vp8_descriptor(payload, begins, picture_id);
  payload[descriptor] = keyframe ? 0 : 1;
  return payload;
}

}  // namespace diemcau::forward
