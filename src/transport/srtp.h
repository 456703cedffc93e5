#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/media.h"
#include "base/result.h"
#include "transport/cipher_engine.h"
#include "transport/key_derivation.h"
#include "transport/replay_window.h"

namespace diemcau::transport {

// Why a protected packet was dropped.
enum class SrtpError : uint8_t {
  kMalformed,       // not RTP or RTCP, or too short to be protected
  kAuthentication,  // the tag is wrong: forged, damaged, or of another key
  kReplayed,        // came before, or too old to tell
  kTooManySources,  // more SSRCs at a time than a peer may send
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
  SrtpSender(SrtpProfile profile, const MasterKey& master, CipherEngine engine = fastest_engine());
  // With ciphers that have their keys already.
  SrtpSender(std::unique_ptr<Cipher> rtp, std::unique_ptr<Cipher> rtcp)
      : rtp_(std::move(rtp)), rtcp_(std::move(rtcp)) {}

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

// Opens what one peer sends. State for an SSRC is made, and given up for another, only by an
// authentic packet. A stream that gave up its place begins anew when it comes back; if its numbers
// had wrapped by then, it stays shut.
class SrtpReceiver {
 public:
  // Far above what anyone sends at a time, since whoever shares a screen again and again comes with
  // new SSRCs each time and nothing says that the old ones are over.
  static constexpr size_t kMaxStreams = 256;
  // When all places are taken, the stream that was silent for longest gives way, if at least this
  // many packets of other streams came since.
  static constexpr uint64_t kIdlePackets = 4096;

  SrtpReceiver(SrtpProfile profile, const MasterKey& master,
               CipherEngine engine = fastest_engine());
  // With ciphers that have their keys already.
  SrtpReceiver(std::unique_ptr<Cipher> rtp, std::unique_ptr<Cipher> rtcp)
      : rtp_(std::move(rtp)), rtcp_(std::move(rtcp)) {}

  // Decrypt in place; the plaintext packet is the beginning of `packet`.
  Result<MutableBytes, SrtpError> unprotect_rtp(MutableBytes packet);
  Result<MutableBytes, SrtpError> unprotect_rtcp(MutableBytes packet);

 private:
  struct Stream {
    uint64_t highest = 0;
    uint64_t last_opened = 0;  // when in terms of opened_
    ReplayWindow window;
  };
  Stream* find(Ssrc ssrc);
  bool has_vacancy() const;
  size_t stalest() const;
  Stream& add(Ssrc ssrc, uint64_t index);

  std::unique_ptr<Cipher> rtp_;
  std::unique_ptr<Cipher> rtcp_;
  std::vector<Ssrc> ssrcs_;  // of streams_, apart because every packet searches them
  std::vector<Stream> streams_;
  uint64_t opened_ = 0;  // RTP packets so far
  ReplayWindow rtcp_window_;
};

}  // namespace diemcau::transport
