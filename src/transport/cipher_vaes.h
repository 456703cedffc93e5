#pragma once

#include <memory>

#include "transport/cipher.h"

namespace diemcau::transport {

// Whether this CPU, and the program's architecture, can run the cipher below.
bool has_vaes();

// AEAD_AES_128_GCM on VAES and VPCLMULQDQ, two blocks an instruction. Only where has_vaes().
std::unique_ptr<Cipher> make_vaes_cipher(PacketKind kind, const SessionKeys& keys);

}  // namespace diemcau::transport
