#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.h"

namespace diemcau::transport {

// SRTP protection profiles by their DTLS-SRTP numbers (RFC 5764 section 4.1.2, RFC 7714 section
// 14.2), best first.
enum class SrtpProfile : uint16_t {
  kAeadAes128Gcm = 0x0007,
  kAes128CmHmacSha1_80 = 0x0001,  // NOLINT(readability-identifier-naming)
};

struct SrtpProfileSizes {
  size_t key;
  size_t salt;
  size_t rtp_tag;
  size_t rtcp_tag;
};
SrtpProfileSizes sizes_of(SrtpProfile profile);

// Session keys of one direction (RFC 3711 section 4.3): for RTP or for RTCP.
struct SessionKeys {
  std::array<uint8_t, 16> cipher{};
  std::array<uint8_t, 14> salt{};            // the first sizes_of().salt bytes count
  std::array<uint8_t, 20> authentication{};  // HMAC-SHA1 only
};

// Which packet: what the initialisation vector is made of.
struct PacketIndex {
  uint32_t ssrc = 0;
  // RTP: rollover counter << 16 | sequence (48 bits). RTCP: the SRTCP index (31 bits).
  uint64_t index = 0;
};

// Protects packets of one direction with one set of session keys. Keeps its key schedule; a call
// sets only the initialisation vector and allocates nothing. The reference implementations stand on
// OpenSSL's EVP; a faster one is checked against them.
class Cipher {
 public:
  virtual ~Cipher() = default;

  // Bytes that `seal` adds.
  virtual size_t tag_size() const = 0;

  // Encrypts the concatenation of `plaintexts` to `out` and appends the tag. `header` is
  // authenticated as it stands and lies *directly before* `out` in memory; `trailer` is
  // authenticated after everything else (RFC 3711: the rollover counter; RFC 7714 with SRTCP: the
  // index as associated data). Returns the size written: all plaintexts and the tag. `out` must be
  // large enough.
  virtual size_t seal(const PacketIndex& packet, Bytes header, std::span<const Bytes> plaintexts,
                      Bytes trailer, uint8_t* out) = 0;

  // Checks the tag and decrypts in place: `body` is ciphertext and tag, directly behind `header`.
  // Returns the size of the plaintext; false leaves `body` undefined.
  virtual bool open(const PacketIndex& packet, Bytes header, MutableBytes body, Bytes trailer,
                    size_t& plaintext_size) = 0;
};

// For RTP the trailer is the rollover counter (used by HMAC-SHA1 only); for RTCP it is E|index.
enum class PacketKind : uint8_t { kRtp, kRtcp };
std::unique_ptr<Cipher> make_evp_cipher(SrtpProfile profile, PacketKind kind,
                                        const SessionKeys& keys);

}  // namespace diemcau::transport
