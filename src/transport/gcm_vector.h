#pragma once

#include <array>
#include <cstdint>

#include "transport/cipher.h"

namespace diemcau::transport {

// RFC 7714 sections 8.1 and 9.1: 00 00 | SSRC | 48-bit index, xor salt.
inline std::array<uint8_t, 12> gcm_vector(const SessionKeys& keys, const PacketIndex& packet) {
  std::array<uint8_t, 12> iv{};
  store_be32(&iv[2], packet.ssrc);
  store_be16(&iv[6], static_cast<uint16_t>(packet.index >> 32));
  store_be32(&iv[8], static_cast<uint32_t>(packet.index));
  for (size_t i = 0; i < iv.size(); ++i) iv[i] ^= keys.salt[i];
  return iv;
}

}  // namespace diemcau::transport
