#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.h"
#include "base/media.h"
#include "base/result.h"
#include "transport/cipher.h"
#include "transport/key_derivation.h"
#include "transport/replay_window.h"

namespace diemcau::transport {

// Why a protected packet was dropped.
enum class SrtpError : uint8_t {
  kMalformed,       // not RTP or RTCP, or too short to be protected
  kAuthentication,  // the tag is wrong: forged, damaged, or of another key
  kReplayed,        // came before, or too old to tell
  kTooManySources,  // more SSRCs than a peer may send
};
const char* to_string(SrtpError error);

inline constexpr size_t kMaxSsrcs = 64;
// What protection adds at most, RTP and RTCP: tag, and E|index for RTCP.
inline constexpr size_t kMaxSrtpOverhead = 20;

// Protects what one peer is sent (RFC 3711, RFC 7714). No MKI. Owned by the peer's transport, on
// its shard. Follows a rollover counter per SSRC by itself: packets of one SSRC must come in
// nearly increasing order of sequence (retransmissions up to 2^15 back are right).
class SrtpSender {
 public:
  SrtpSender(SrtpProfile profile, const MasterKey& master);

  size_t rtp_overhead() const { return rtp_->tag_size(); }

  // `out` begins with `header_size` bytes of finished RTP header; encrypts `plaintexts` behind it.
  // Returns the size of the whole packet; 0 when there are too many SSRCs or no room.
  size_t protect_rtp(MutableBytes out, size_t header_size, std::span<const Bytes> plaintexts);

  // Nothing more is sent on `ssrc`, ever: another stream may have its place. Sending on it again
  // would repeat initialisation vectors.
  void forget(Ssrc ssrc);

  // Returns the size of the protected compound packet in `out`; 0 when there is no room.
  size_t protect_rtcp(Bytes plain, MutableBytes out);

 private:
  struct Stream {
    Ssrc ssrc;
    uint64_t highest = 0;  // rollover counter << 16 | sequence
  };
  Stream* stream_of(Ssrc ssrc, uint16_t sequence);

  std::unique_ptr<Cipher> rtp_;
  std::unique_ptr<Cipher> rtcp_;
  std::array<Stream, kMaxSsrcs * 4> streams_;
  size_t stream_count_ = 0;
  uint32_t rtcp_index_ = 0;
};

// Opens what one peer sends. State for an SSRC is made only by an authentic packet.
class SrtpReceiver {
 public:
  SrtpReceiver(SrtpProfile profile, const MasterKey& master);

  // Decrypt in place; the plaintext packet is the beginning of `packet`.
  Result<MutableBytes, SrtpError> unprotect_rtp(MutableBytes packet);
  Result<MutableBytes, SrtpError> unprotect_rtcp(MutableBytes packet);

 private:
  struct Stream {
    Ssrc ssrc;
    uint64_t highest = 0;
    ReplayWindow window;
  };
  Stream* find(Ssrc ssrc);

  std::unique_ptr<Cipher> rtp_;
  std::unique_ptr<Cipher> rtcp_;
  std::array<Stream, kMaxSsrcs> streams_;
  size_t stream_count_ = 0;
  ReplayWindow rtcp_window_;
};

}  // namespace diemcau::transport
