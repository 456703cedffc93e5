#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace diemcau {

enum class MediaKind : uint8_t { kAudio, kVideo };

// What a payload type carries. RTX is not a codec here: it is the repair of one.
enum class Codec : uint8_t { kOpus, kRed, kVp8, kVp9, kH264, kAv1 };

inline MediaKind kind_of(Codec codec) {
  return codec == Codec::kOpus || codec == Codec::kRed ? MediaKind::kAudio : MediaKind::kVideo;
}

// LiveKit's VideoQuality: simulcast rid q, h, f.
enum class Layer : uint8_t { kLow = 0, kMedium = 1, kHigh = 2 };
inline constexpr size_t kMaxLayers = 3;

// What a picture is to its receiver: where there is too little for all, the stage goes first.
enum class Importance : uint8_t { kThumbnail, kStage };

using Ssrc = Id<struct SsrcTag, uint32_t>;

// Ids of RTP header extensions as one section negotiated them; 0 is not negotiated. Values 1–14 fit
// the one-byte form of RFC 8285, 15–255 need the two-byte form.
struct ExtensionIds {
  uint8_t mid = 0;                    // urn:ietf:params:rtp-hdrext:sdes:mid
  uint8_t rid = 0;                    // urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
  uint8_t repaired_rid = 0;           // urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id
  uint8_t transport_cc = 0;           // draft-holmer-rmcat-transport-wide-cc-extensions-01
  uint8_t abs_send_time = 0;          // webrtc abs-send-time
  uint8_t audio_level = 0;            // urn:ietf:params:rtp-hdrext:ssrc-audio-level (RFC 6464)
  uint8_t dependency_descriptor = 0;  // AV1 RTP specification, appendix A
  uint8_t playout_delay = 0;          // webrtc playout-delay
  bool operator==(const ExtensionIds&) const = default;
};

// One negotiated payload type and the payload type that repairs it.
struct PayloadFormat {
  uint8_t payload_type = 0;
  std::optional<uint8_t> rtx_payload_type;
  Codec codec = Codec::kOpus;
  uint32_t clock_rate_hz = 48000;
  // The fmtp parameters as negotiated ("packetization-mode=1;profile-level-id=42e01f"): two formats
  // of the same codec are the same to a receiver only if these agree.
  std::string parameters;
  bool operator==(const PayloadFormat&) const = default;
};

}  // namespace diemcau
