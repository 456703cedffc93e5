#include "transport/key_derivation.h"

#include <openssl/evp.h>

namespace diemcau::transport {
namespace {

// RFC 3711 section 4.3.2: labels of the keys for SRTP; those for SRTCP follow three further on.
constexpr uint8_t kCipherLabel = 0;
constexpr uint8_t kAuthenticationLabel = 1;
constexpr uint8_t kSaltLabel = 2;
constexpr uint8_t kRtcpLabelOffset = 3;

// RFC 3711 section 4.3.3: the AES-CM keystream from (master salt xor label << 48) << 16.
void derive(const MasterKey& master, uint8_t label, MutableBytes out) {
  std::array<uint8_t, 16> iv{};
  std::memcpy(iv.data(), master.salt.data(), master.salt.size());
  iv[7] ^= label;
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  std::memset(out.data(), 0, out.size());
  int written = 0;
  DIEMCAU_CHECK(
      EVP_EncryptInit_ex(context, EVP_aes_128_ctr(), nullptr, master.key.data(), iv.data()) == 1);
  DIEMCAU_CHECK(EVP_EncryptUpdate(context, out.data(), &written, out.data(),
                                  static_cast<int>(out.size())) == 1);
  EVP_CIPHER_CTX_free(context);
}

}  // namespace

SessionKeys derive_session_keys(SrtpProfile profile, PacketKind kind, const MasterKey& master) {
  const uint8_t offset = kind == PacketKind::kRtcp ? kRtcpLabelOffset : 0;
  const SrtpProfileSizes sizes = sizes_of(profile);
  MasterKey padded = master;
  // RFC 7714 section 11: a salt of 96 bits is padded with zeros to 112.
  for (size_t i = sizes.salt; i < padded.salt.size(); ++i) padded.salt[i] = 0;
  SessionKeys keys;
  derive(padded, kCipherLabel + offset, MutableBytes(keys.cipher).first(sizes.key));
  derive(padded, kSaltLabel + offset, MutableBytes(keys.salt).first(sizes.salt));
  if (profile == SrtpProfile::kAes128CmHmacSha1_80) {
    derive(padded, kAuthenticationLabel + offset, keys.authentication);
  }
  return keys;
}

}  // namespace diemcau::transport
