#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "transport/cipher.h"

namespace diemcau::transport {

// Who computes AEAD_AES_128_GCM. AES_128_CM_HMAC_SHA1_80 is always OpenSSL's.
enum class CipherEngine : uint8_t {
  kEvp,   // OpenSSL: the reference, runs anywhere
  kVaes,  // our own, on CPUs with VAES and VPCLMULQDQ
};
const char* to_string(CipherEngine engine);

// Whether the CPU has what it takes.
bool runs_here(CipherEngine engine);

// Whether it answers RFC 7714's example right, and as the reference does for every shape of packet:
// sizes around all of its borders, headers, plaintext in pieces, damaged tags.
bool agrees_with_reference(CipherEngine engine);

// The fastest that runs here and agrees with the reference. Looked for once.
CipherEngine fastest_engine();

// "auto", "evp" or "vaes"; else, or where it does not run here or is wrong, a sentence that says
// so.
Result<CipherEngine, std::string> choose_engine(std::string_view name);

std::unique_ptr<Cipher> make_cipher(CipherEngine engine, SrtpProfile profile, PacketKind kind,
                                    const SessionKeys& keys);

}  // namespace diemcau::transport
