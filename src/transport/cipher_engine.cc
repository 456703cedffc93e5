#include "transport/cipher_engine.h"

#include <algorithm>
#include <vector>

#include "transport/cipher_vaes.h"

namespace diemcau::transport {
namespace {

constexpr size_t kLargestPlaintext = 1500;
constexpr size_t kLargestHeader = 600;
constexpr size_t kTag = 16;
constexpr PacketIndex kPacket{.ssrc = 0x5501'a0b2, .index = 0x0012'3456'f17b};

// RFC 7714 section 16.1.1.
constexpr std::array<uint8_t, 12> kHeader{0x80, 0x40, 0xf1, 0x7b, 0x80, 0x41,
                                          0xf8, 0xd3, 0x55, 0x01, 0xa0, 0xb2};
constexpr std::string_view kGallia = "Gallia est omnis divisa in partes tres";
constexpr std::array<uint8_t, 54> kSealedGallia{
    0xf2, 0x4d, 0xe3, 0xa3, 0xfb, 0x34, 0xde, 0x6c, 0xac, 0xba, 0x86, 0x1c, 0x9d, 0x7e,
    0x4b, 0xca, 0xbe, 0x63, 0x3b, 0xd5, 0x0d, 0x29, 0x4e, 0x6f, 0x42, 0xa5, 0xf4, 0x7a,
    0x51, 0xc7, 0xd1, 0x9b, 0x36, 0xde, 0x3a, 0xdf, 0x88, 0x33, 0x89, 0x9d, 0x7f, 0x27,
    0xbe, 0xb1, 0x6a, 0x91, 0x52, 0xcf, 0x76, 0x5e, 0xe4, 0x39, 0x0c, 0xce};

SessionKeys example_keys() {
  SessionKeys keys;
  for (size_t i = 0; i < keys.cipher.size(); ++i) keys.cipher[i] = static_cast<uint8_t>(i);
  constexpr std::string_view kSalt = "Quid pro quo";
  std::copy(kSalt.begin(), kSalt.end(), keys.salt.begin());
  return keys;
}

std::unique_ptr<Cipher> gcm(CipherEngine engine, PacketKind kind, const SessionKeys& keys) {
  return make_cipher(engine, SrtpProfile::kAeadAes128Gcm, kind, keys);
}

bool answers_the_example(CipherEngine engine) {
  std::array<uint8_t, kSealedGallia.size()> out{};
  const Bytes plain = as_bytes(kGallia);
  gcm(engine, PacketKind::kRtp, example_keys())
      ->seal({0x5501'a0b2, 0xf17b}, kHeader, {&plain, 1}, {}, out.data());
  return out == kSealedGallia;
}

// Both engines, and the same bytes for both to work on.
class Comparison {
 public:
  Comparison(CipherEngine engine, PacketKind kind)
      : candidate_(gcm(engine, kind, example_keys())),
        reference_(gcm(CipherEngine::kEvp, kind, example_keys())),
        bytes_(kLargestPlaintext + kLargestHeader) {
    uint32_t state = 1;
    for (uint8_t& byte : bytes_) {
      state = state * 1'664'525 + 1'013'904'223;
      byte = static_cast<uint8_t>(state >> 24);
    }
  }

  bool agree(size_t header_size, size_t size) {
    const Bytes header = Bytes(bytes_).first(header_size);
    const Bytes plain = Bytes(bytes_).subspan(kLargestHeader, size);
    const Bytes parts[] = {plain.first(std::min<size_t>(size, 3)),
                           plain.subspan(std::min<size_t>(size, 3))};
    const Bytes trailer = Bytes(bytes_).last(4);
    std::vector<uint8_t> ours(size + kTag);
    std::vector<uint8_t> theirs(size + kTag);
    candidate_->seal(kPacket, header, parts, trailer, ours.data());
    reference_->seal(kPacket, header, parts, trailer, theirs.data());
    return ours == theirs && opens(header, ours, trailer, plain) &&
           refuses(header, theirs, trailer);
  }

 private:
  bool opens(Bytes header, std::vector<uint8_t>& sealed, Bytes trailer, Bytes plain) {
    size_t size = 0;
    return candidate_->open(kPacket, header, sealed, trailer, size) &&
           std::equal(plain.begin(), plain.end(), sealed.begin(),
                      sealed.begin() + static_cast<long>(size));
  }
  bool refuses(Bytes header, std::vector<uint8_t>& sealed, Bytes trailer) {
    sealed[sealed.size() / 2] ^= 0x10;
    size_t size = 0;
    return !candidate_->open(kPacket, header, sealed, trailer, size);
  }

  std::unique_ptr<Cipher> candidate_;
  std::unique_ptr<Cipher> reference_;
  std::vector<uint8_t> bytes_;
};

CipherEngine look_for_fastest() {
  return runs_here(CipherEngine::kVaes) && agrees_with_reference(CipherEngine::kVaes)
             ? CipherEngine::kVaes
             : CipherEngine::kEvp;
}

}  // namespace

const char* to_string(CipherEngine engine) {
  return engine == CipherEngine::kVaes ? "vaes" : "evp";
}

bool runs_here(CipherEngine engine) { return engine != CipherEngine::kVaes || has_vaes(); }

bool agrees_with_reference(CipherEngine engine) {
  if (!answers_the_example(engine)) return false;
  for (const PacketKind kind : {PacketKind::kRtp, PacketKind::kRtcp}) {
    Comparison comparison(engine, kind);
    for (size_t size = 0; size <= 600; ++size) {
      if (!comparison.agree(size % 61, size)) return false;
    }
    for (size_t header = 0; header <= kLargestHeader; header += 7) {
      if (!comparison.agree(header, kLargestPlaintext - header)) return false;
    }
  }
  return true;
}

CipherEngine fastest_engine() {
  static const CipherEngine engine = look_for_fastest();
  return engine;
}

Result<CipherEngine, std::string> choose_engine(std::string_view name) {
  if (name == "auto") return fastest_engine();
  for (const CipherEngine engine : {CipherEngine::kEvp, CipherEngine::kVaes}) {
    if (name != to_string(engine)) continue;
    if (!runs_here(engine)) return Err{std::string("This CPU has no VAES: leave cipher at auto.")};
    if (agrees_with_reference(engine)) return engine;
    return Err{std::string("This cipher gives wrong answers on this CPU: leave it at auto.")};
  }
  return Err{"There is no cipher '" + std::string(name) + "': auto, evp or vaes."};
}

std::unique_ptr<Cipher> make_cipher(CipherEngine engine, SrtpProfile profile, PacketKind kind,
                                    const SessionKeys& keys) {
  if (engine == CipherEngine::kVaes && profile == SrtpProfile::kAeadAes128Gcm) {
    return make_vaes_cipher(kind, keys);
  }
  return make_evp_cipher(profile, kind, keys);
}

}  // namespace diemcau::transport
