#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/media.h"
#include "base/result.h"
#include "negotiate/profile.h"
#include "wire/sdp.h"

namespace diemcau::negotiate {

enum class Direction : uint8_t { kSendRecv, kSendOnly, kRecvOnly, kInactive };

enum class SectionKind : uint8_t { kAudio, kVideo, kData, kOther };

// A payload type of a section with all that is said about it.
struct OfferedFormat {
  uint8_t payload_type = 0;
  std::string encoding;  // lower case: "opus", "vp8", "rtx"
  // As it was offered, and must be answered: Chromium encodes nothing for "vp8", only for "VP8".
  std::string encoding_as_offered;
  uint32_t clock_rate_hz = 0;
  std::string channels;  // as written, empty for none
  std::string parameters;
  std::vector<std::string> feedback;  // "nack pli"
  std::optional<Codec> codec;         // that the encoding stands for
  Profile profile;                    // of the codec
  std::optional<uint8_t> repairs;     // RTX: apt, the payload type that it repairs
};

struct OfferedSsrc {
  Ssrc ssrc;
  Ssrc rtx_ssrc;  // 0 when there is none
};

struct OfferedSection {
  SectionKind kind = SectionKind::kOther;
  std::string media;     // "audio", as written
  std::string protocol;  // "UDP/TLS/RTP/SAVPF"
  std::vector<std::string> raw_formats;
  bool rejected = false;  // port 0 without bundling
  std::string mid;
  Direction direction = Direction::kSendRecv;
  std::vector<OfferedFormat> formats;                       // in order of preference
  std::vector<std::pair<uint8_t, std::string>> extensions;  // id, URI
  std::string stream;                                       // of msid
  std::string track;                                        // of msid
  std::vector<std::string> send_rids;
  std::vector<std::string> recv_rids;  // in answers
  std::vector<OfferedSsrc> ssrcs;
  bool reduced_size_rtcp = false;

  bool client_sends() const {
    return direction == Direction::kSendRecv || direction == Direction::kSendOnly;
  }
  bool client_receives() const {
    return direction == Direction::kSendRecv || direction == Direction::kRecvOnly;
  }
};

// A client's offer: what of it matters for the answer.
struct Offer {
  std::string ufrag;
  std::string password;
  std::array<uint8_t, 32> fingerprint{};
  uint64_t session_id = 0;
  uint64_t session_version = 0;
  bool allows_mixed_extensions = false;
  std::vector<OfferedSection> sections;
};

enum class OfferError : uint8_t {
  kNotSdp,
  kNoSections,
  kNoIceCredentials,
  kNoFingerprint,  // or not SHA-256
  kNoMid,          // missing, not a token or not unique
  kNotBundled,
  kInsistsOnServerRole,  // a=setup:passive: it would wait for our DTLS ClientHello
};
const char* to_string(OfferError error);

Result<Offer, OfferError> parse_offer(std::string_view text);

// What one media section says, of an offer or of an answer.
OfferedSection read_section(const wire::SdpSection& section);

// The value of one parameter of an fmtp line ("a=1;b=2"); empty when it is not there.
std::string_view parameter(std::string_view all, std::string_view name);

// "AB:CD:…" of a=fingerprint, 32 bytes.
std::optional<std::array<uint8_t, 32>> parse_fingerprint(std::string_view hex);
std::string fingerprint_text(const std::array<uint8_t, 32>& fingerprint);

// The codec that an encoding name stands for ("vp8"); nothing for those we do not carry, and for
// what is not a codec (rtx, ulpfec, telephone-event).
std::optional<Codec> codec_of(std::string_view encoding);

}  // namespace diemcau::negotiate
