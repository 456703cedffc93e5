#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>

#include "transport/cipher.h"
#include "transport/gcm_vector.h"

namespace diemcau::transport {
namespace {

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
struct FreeMac {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

constexpr size_t kGcmTagSize = 16;
constexpr size_t kHmacTagSize = 10;

CipherContext keyed_context(const EVP_CIPHER* cipher, const SessionKeys& keys, bool encrypting) {
  CipherContext context(EVP_CIPHER_CTX_new());
  DIEMCAU_CHECK(context != nullptr);
  DIEMCAU_CHECK(EVP_CipherInit_ex(context.get(), cipher, nullptr, keys.cipher.data(), nullptr,
                                  encrypting ? 1 : 0) == 1);
  return context;
}

bool update(EVP_CIPHER_CTX* context, uint8_t* out, Bytes in) {
  int written = 0;
  return in.empty() ||
         EVP_CipherUpdate(context, out, &written, in.data(), static_cast<int>(in.size())) == 1;
}

// AEAD_AES_128_GCM, RFC 7714.
class GcmCipher final : public Cipher {
 public:
  GcmCipher(PacketKind kind, const SessionKeys& keys)
      : kind_(kind),
        keys_(keys),
        sealing_(keyed_context(EVP_aes_128_gcm(), keys, true)),
        opening_(keyed_context(EVP_aes_128_gcm(), keys, false)) {}

  size_t tag_size() const override { return kGcmTagSize; }

  size_t seal(const PacketIndex& packet, Bytes header, std::span<const Bytes> plaintexts,
              Bytes trailer, uint8_t* out) override {
    EVP_CIPHER_CTX* context = sealing_.get();
    start(context, packet, header, trailer, 1);
    size_t size = 0;
    for (const Bytes plaintext : plaintexts) {
      DIEMCAU_CHECK(update(context, out + size, plaintext));
      size += plaintext.size();
    }
    int written = 0;
    DIEMCAU_CHECK(EVP_CipherFinal_ex(context, out + size, &written) == 1);
    DIEMCAU_CHECK(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kGcmTagSize, out + size) ==
                  1);
    return size + kGcmTagSize;
  }

  bool open(const PacketIndex& packet, Bytes header, MutableBytes body, Bytes trailer,
            size_t& plaintext_size) override {
    if (body.size() < kGcmTagSize) return false;
    plaintext_size = body.size() - kGcmTagSize;
    EVP_CIPHER_CTX* context = opening_.get();
    start(context, packet, header, trailer, 0);
    const MutableBytes text = body.first(plaintext_size);
    if (!update(context, text.data(), text)) return false;
    if (EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kGcmTagSize,
                            body.data() + plaintext_size) != 1) {
      return false;
    }
    int written = 0;
    return EVP_CipherFinal_ex(context, body.data() + plaintext_size, &written) == 1;
  }

 private:
  void start(EVP_CIPHER_CTX* context, const PacketIndex& packet, Bytes header, Bytes trailer,
             int encrypting) const {
    const auto iv = gcm_vector(keys_, packet);
    DIEMCAU_CHECK(EVP_CipherInit_ex(context, nullptr, nullptr, nullptr, iv.data(), encrypting) ==
                  1);
    DIEMCAU_CHECK(update(context, nullptr, header));
    // RFC 7714 section 9.2: with SRTCP the E flag and index are associated data too; the rollover
    // counter of SRTP is not, it is in the vector.
    if (kind_ == PacketKind::kRtcp) DIEMCAU_CHECK(update(context, nullptr, trailer));
  }

  const PacketKind kind_;
  const SessionKeys keys_;
  CipherContext sealing_;
  CipherContext opening_;
};

// AES_128_CM_HMAC_SHA1_80, RFC 3711.
class CounterCipher final : public Cipher {
 public:
  explicit CounterCipher(const SessionKeys& keys)
      : keys_(keys), stream_(keyed_context(EVP_aes_128_ctr(), keys, true)), mac_(keyed_mac(keys)) {}

  size_t tag_size() const override { return kHmacTagSize; }

  size_t seal(const PacketIndex& packet, Bytes header, std::span<const Bytes> plaintexts,
              Bytes trailer, uint8_t* out) override {
    start(packet);
    size_t size = 0;
    for (const Bytes plaintext : plaintexts) {
      DIEMCAU_CHECK(update(stream_.get(), out + size, plaintext));
      size += plaintext.size();
    }
    const auto tag = authenticate(header, {out, size}, trailer);
    std::memcpy(out + size, tag.data(), kHmacTagSize);
    return size + kHmacTagSize;
  }

  bool open(const PacketIndex& packet, Bytes header, MutableBytes body, Bytes trailer,
            size_t& plaintext_size) override {
    if (body.size() < kHmacTagSize) return false;
    plaintext_size = body.size() - kHmacTagSize;
    const MutableBytes text = body.first(plaintext_size);
    const auto tag = authenticate(header, text, trailer);
    if (CRYPTO_memcmp(tag.data(), body.data() + plaintext_size, kHmacTagSize) != 0) return false;
    start(packet);
    return update(stream_.get(), text.data(), text);
  }

 private:
  static MacContext keyed_mac(const SessionKeys& keys) {
    EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    DIEMCAU_CHECK(hmac != nullptr);
    MacContext context(EVP_MAC_CTX_new(hmac));
    EVP_MAC_free(hmac);
    char digest[] = "SHA1";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_END};
    DIEMCAU_CHECK(EVP_MAC_init(context.get(), keys.authentication.data(),
                               keys.authentication.size(), parameters) == 1);
    return context;
  }

  // RFC 3711 section 4.1.1: (salt << 16) xor (SSRC << 64) xor (index << 16).
  void start(const PacketIndex& packet) {
    std::array<uint8_t, 16> iv{};
    std::memcpy(iv.data(), keys_.salt.data(), keys_.salt.size());
    uint8_t mixed[10];
    store_be32(mixed, packet.ssrc);
    store_be16(mixed + 4, static_cast<uint16_t>(packet.index >> 32));
    store_be32(mixed + 6, static_cast<uint32_t>(packet.index));
    for (size_t i = 0; i < sizeof mixed; ++i) iv[4 + i] ^= mixed[i];
    DIEMCAU_CHECK(EVP_CipherInit_ex(stream_.get(), nullptr, nullptr, nullptr, iv.data(), 1) == 1);
  }

  std::array<uint8_t, 20> authenticate(Bytes header, Bytes body, Bytes trailer) {
    std::array<uint8_t, 20> tag;
    size_t size = 0;
    EVP_MAC_CTX* mac = mac_.get();
    // Without a key the context goes back to its padded key: nothing is hashed or allocated anew.
    DIEMCAU_CHECK(EVP_MAC_init(mac, nullptr, 0, nullptr) == 1);
    DIEMCAU_CHECK(EVP_MAC_update(mac, header.data(), header.size()) == 1);
    DIEMCAU_CHECK(EVP_MAC_update(mac, body.data(), body.size()) == 1);
    DIEMCAU_CHECK(EVP_MAC_update(mac, trailer.data(), trailer.size()) == 1);
    DIEMCAU_CHECK(EVP_MAC_final(mac, tag.data(), &size, tag.size()) == 1);
    return tag;
  }

  const SessionKeys keys_;
  CipherContext stream_;
  MacContext mac_;
};

}  // namespace

SrtpProfileSizes sizes_of(SrtpProfile profile) {
  switch (profile) {
    case SrtpProfile::kAeadAes128Gcm:
      return {.key = 16, .salt = 12, .rtp_tag = kGcmTagSize, .rtcp_tag = kGcmTagSize};
    case SrtpProfile::kAes128CmHmacSha1_80:
      return {.key = 16, .salt = 14, .rtp_tag = kHmacTagSize, .rtcp_tag = kHmacTagSize};
  }
  DIEMCAU_CHECK(false);
}

std::unique_ptr<Cipher> make_evp_cipher(SrtpProfile profile, PacketKind kind,
                                        const SessionKeys& keys) {
  if (profile == SrtpProfile::kAeadAes128Gcm) return std::make_unique<GcmCipher>(kind, keys);
  return std::make_unique<CounterCipher>(keys);
}

}  // namespace diemcau::transport
