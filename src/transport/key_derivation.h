#pragma once

#include "transport/cipher.h"

namespace diemcau::transport {

// Master key and salt of one direction as DTLS exports them (RFC 5764 section 4.2).
struct MasterKey {
  std::array<uint8_t, 16> key{};
  std::array<uint8_t, 14> salt{};  // the first sizes_of().salt bytes count
};

// Session keys for RTP or RTCP by AES-CM with a key derivation rate of 0 (RFC 3711 section 4.3,
// RFC 7714 section 11).
SessionKeys derive_session_keys(SrtpProfile profile, PacketKind kind, const MasterKey& master);

}  // namespace diemcau::transport
