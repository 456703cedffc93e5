#include "transport/cipher_vaes.h"

#ifdef __x86_64__

#include <cpuid.h>
#include <immintrin.h>
#include <openssl/crypto.h>

#include <algorithm>

#include "transport/gcm_vector.h"

// Each function names the instructions that it may use, so that nothing else of the program, and
// nothing of a shared header, is compiled for more than the least CPU.
#define DIEMCAU_VAES __attribute__((target("vaes,vpclmulqdq,avx2,aes,pclmul,sse4.1")))
#define DIEMCAU_VAES_INLINE \
  __attribute__((target("vaes,vpclmulqdq,avx2,aes,pclmul,sse4.1"), always_inline)) inline
// So that what a loop works on stands in registers.
#define DIEMCAU_UNROLLED _Pragma("GCC unroll 16")

namespace diemcau::transport {
namespace {

constexpr size_t kBlock = 16;
constexpr size_t kTag = 16;
constexpr size_t kRounds = 10;
constexpr size_t kGroup = 8;            // blocks that are encrypted together
constexpr size_t kChunk = 2 * kGroup;   // blocks whose hash is reduced together
constexpr size_t kPowers = kChunk + 1;  // the last chunk and the block of lengths
constexpr size_t kGroupBytes = kGroup * kBlock;
constexpr size_t kChunkBytes = kChunk * kBlock;

struct Schedule {
  __m128i key[kRounds + 1];
};
struct Powers {
  __m128i of[kPowers];
};

// --- AES-128 (FIPS 197) -------------------------------------------------------------------------

template <int kConstant>
DIEMCAU_VAES_INLINE __m128i next_round_key(__m128i key) {
  const __m128i assist = _mm_shuffle_epi32(_mm_aeskeygenassist_si128(key, kConstant), 0xff);
  key = _mm_xor_si128(key, _mm_slli_si128(key, 4));
  key = _mm_xor_si128(key, _mm_slli_si128(key, 8));
  return _mm_xor_si128(key, assist);
}

DIEMCAU_VAES void expand(const std::array<uint8_t, 16>& key, Schedule& out) {
  out.key[0] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(key.data()));
  out.key[1] = next_round_key<0x01>(out.key[0]);
  out.key[2] = next_round_key<0x02>(out.key[1]);
  out.key[3] = next_round_key<0x04>(out.key[2]);
  out.key[4] = next_round_key<0x08>(out.key[3]);
  out.key[5] = next_round_key<0x10>(out.key[4]);
  out.key[6] = next_round_key<0x20>(out.key[5]);
  out.key[7] = next_round_key<0x40>(out.key[6]);
  out.key[8] = next_round_key<0x80>(out.key[7]);
  out.key[9] = next_round_key<0x1b>(out.key[8]);
  out.key[10] = next_round_key<0x36>(out.key[9]);
}

DIEMCAU_VAES_INLINE __m128i encrypt_block(const Schedule& keys, __m128i block) {
  block = _mm_xor_si128(block, keys.key[0]);
  DIEMCAU_UNROLLED
  for (size_t i = 1; i < kRounds; ++i) block = _mm_aesenc_si128(block, keys.key[i]);
  return _mm_aesenclast_si128(block, keys.key[kRounds]);
}

DIEMCAU_VAES_INLINE __m256i both(__m128i half) { return _mm256_broadcastsi128_si256(half); }

// The key stream of the next eight blocks. `counters`: of two blocks, the last word in the
// machine's order (GCM's inc32 touches no other).
DIEMCAU_VAES_INLINE void next_stream(const Schedule& keys, __m256i& counters, __m256i out[4]) {
  const __m256i swap = both(_mm_set_epi8(12, 13, 14, 15, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  const __m256i two = _mm256_set_epi32(2, 0, 0, 0, 2, 0, 0, 0);
  const __m256i first = both(keys.key[0]);
  DIEMCAU_UNROLLED
  for (size_t k = 0; k < 4; ++k) {
    out[k] = _mm256_xor_si256(_mm256_shuffle_epi8(counters, swap), first);
    counters = _mm256_add_epi32(counters, two);
  }
  DIEMCAU_UNROLLED
  for (size_t i = 1; i < kRounds; ++i) {
    const __m256i key = both(keys.key[i]);
    DIEMCAU_UNROLLED
    for (size_t k = 0; k < 4; ++k) out[k] = _mm256_aesenc_epi128(out[k], key);
  }
  const __m256i last = both(keys.key[kRounds]);
  DIEMCAU_UNROLLED
  for (size_t k = 0; k < 4; ++k) out[k] = _mm256_aesenclast_epi128(out[k], last);
}

DIEMCAU_VAES_INLINE void apply_group(const Schedule& keys, __m256i& counters, uint8_t* data) {
  __m256i stream[4];
  next_stream(keys, counters, stream);
  auto* const words = reinterpret_cast<__m256i*>(data);
  DIEMCAU_UNROLLED
  for (size_t k = 0; k < 4; ++k) {
    _mm256_storeu_si256(words + k, _mm256_xor_si256(_mm256_loadu_si256(words + k), stream[k]));
  }
}

// --- GHASH (NIST SP 800-38D section 6.4)
// ----------------------------------------------------------

// Blocks are byte-reversed, so that their bits stand as a polynomial's, mirrored. A product of two
// mirrored polynomials comes out one bit low; the powers of H are kept multiplied by x for that.
DIEMCAU_VAES_INLINE __m128i reversed(__m128i block) {
  return _mm_shuffle_epi8(block,
                          _mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
}
DIEMCAU_VAES_INLINE __m256i reversed(__m256i blocks) {
  return _mm256_shuffle_epi8(
      blocks, both(_mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)));
}

// x^128 = x^127 + x^126 + x^121 + 1, mirrored and without its highest bit.
DIEMCAU_VAES_INLINE __m128i polynomial() {
  return _mm_set_epi64x(static_cast<int64_t>(0xc200'0000'0000'0000), 1);
}

// Sums of products that were not reduced yet.
struct Sum {
  __m256i low;
  __m256i middle;
  __m256i high;
};

DIEMCAU_VAES_INLINE Sum zero_sum() {
  return {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
}

DIEMCAU_VAES_INLINE void add_product(Sum& sum, __m256i blocks, __m256i powers) {
  sum.low = _mm256_xor_si256(sum.low, _mm256_clmulepi64_epi128(blocks, powers, 0x00));
  sum.high = _mm256_xor_si256(sum.high, _mm256_clmulepi64_epi128(blocks, powers, 0x11));
  sum.middle = _mm256_xor_si256(sum.middle, _mm256_clmulepi64_epi128(blocks, powers, 0x01));
  sum.middle = _mm256_xor_si256(sum.middle, _mm256_clmulepi64_epi128(blocks, powers, 0x10));
}

DIEMCAU_VAES_INLINE __m128i folded(__m256i value) {
  return _mm_xor_si128(_mm256_castsi256_si128(value), _mm256_extracti128_si256(value, 1));
}

// From the low end, 64 bits at a time: what is cleared there is added above.
DIEMCAU_VAES_INLINE __m128i raise(__m128i low, __m128i next) {
  const __m128i cleared = _mm_clmulepi64_si128(polynomial(), low, 0x01);
  return _mm_xor_si128(next, _mm_xor_si128(cleared, _mm_shuffle_epi32(low, 0x4e)));
}

DIEMCAU_VAES_INLINE __m128i reduced(const Sum& sum) {
  return raise(raise(folded(sum.low), folded(sum.middle)), folded(sum.high));
}

DIEMCAU_VAES __m128i product(__m128i a, __m128i b) {
  Sum sum = zero_sum();
  add_product(sum, _mm256_zextsi128_si256(a), _mm256_zextsi128_si256(b));
  return reduced(sum);
}

// `h` times x.
DIEMCAU_VAES __m128i doubled(__m128i h) {
  const __m128i carries = _mm_srli_epi64(h, 63);
  const __m128i shifted = _mm_or_si128(_mm_slli_epi64(h, 1), _mm_slli_si128(carries, 8));
  const __m128i out = _mm_shuffle_epi32(_mm_srai_epi32(h, 31), 0xff);  // all ones if a bit fell out
  return _mm_xor_si128(shifted, _mm_and_si128(out, polynomial()));
}

// H^17 first, H last.
DIEMCAU_VAES void make_powers(const Schedule& keys, Powers& out) {
  out.of[kPowers - 1] = doubled(reversed(encrypt_block(keys, _mm_setzero_si128())));
  for (size_t i = kPowers - 1; i > 0; --i) out.of[i - 1] = product(out.of[i], out.of[kPowers - 1]);
}

// Adds `count` blocks of `data`, the first of them together with `hash`.
DIEMCAU_VAES_INLINE void add_blocks(Sum& sum, const Powers& powers, __m128i hash,
                                    const uint8_t* data, size_t count) {
  const __m128i* const power = &powers.of[kPowers - count];
  __m256i carried = _mm256_zextsi128_si256(hash);
  size_t i = 0;
  DIEMCAU_UNROLLED
  for (; i + 2 <= count; i += 2) {
    const __m256i blocks =
        reversed(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(data + i * kBlock)));
    add_product(sum, _mm256_xor_si256(blocks, carried),
                _mm256_loadu_si256(reinterpret_cast<const __m256i*>(power + i)));
    carried = _mm256_setzero_si256();
  }
  if (i == count) return;
  const __m128i block =
      reversed(_mm_loadu_si128(reinterpret_cast<const __m128i*>(data + i * kBlock)));
  add_product(sum, _mm256_xor_si256(_mm256_zextsi128_si256(block), carried),
              _mm256_zextsi128_si256(power[i]));
}

DIEMCAU_VAES_INLINE __m128i hash_chunk(const Powers& powers, __m128i hash, const uint8_t* data) {
  Sum sum = zero_sum();
  add_blocks(sum, powers, hash, data, kChunk);
  return reduced(sum);
}

// Associated data: `header`, then `trailer`, zeros up to a whole block.
DIEMCAU_VAES __m128i hash_associated(const Powers& powers, Bytes header, Bytes trailer) {
  __m128i hash = _mm_setzero_si128();
  while (header.size() >= kChunkBytes) {
    hash = hash_chunk(powers, hash, header.data());
    header = header.subspan(kChunkBytes);
  }
  std::array<uint8_t, kChunkBytes + kBlock> rest{};
  DIEMCAU_CHECK(trailer.size() <= kBlock);
  std::copy(header.begin(), header.end(), rest.begin());
  std::copy(trailer.begin(), trailer.end(), rest.begin() + static_cast<long>(header.size()));
  const size_t count = (header.size() + trailer.size() + kBlock - 1) / kBlock;
  if (count == 0) return hash;
  Sum sum = zero_sum();
  add_blocks(sum, powers, hash, rest.data(), count);
  return reduced(sum);
}

class VaesCipher final : public Cipher {
 public:
  DIEMCAU_VAES VaesCipher(PacketKind kind, const SessionKeys& keys) : kind_(kind), keys_(keys) {
    expand(keys.cipher, schedule_);
    make_powers(schedule_, powers_);
  }
  ~VaesCipher() override { OPENSSL_cleanse(&schedule_, sizeof schedule_); }

  size_t tag_size() const override { return kTag; }

  DIEMCAU_VAES size_t seal(const PacketIndex& packet, Bytes header,
                           std::span<const Bytes> plaintexts, Bytes trailer,
                           uint8_t* out) override {
    size_t size = 0;
    for (const Bytes plaintext : plaintexts) {
      if (!plaintext.empty()) std::memcpy(out + size, plaintext.data(), plaintext.size());
      size += plaintext.size();
    }
    const __m128i tag = crypt<true>(packet, header, trailer, {out, size});
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + size), tag);
    return size + kTag;
  }

  DIEMCAU_VAES bool open(const PacketIndex& packet, Bytes header, MutableBytes body, Bytes trailer,
                         size_t& plaintext_size) override {
    if (body.size() < kTag) return false;
    plaintext_size = body.size() - kTag;
    std::array<uint8_t, kTag> tag;
    _mm_storeu_si128(reinterpret_cast<__m128i*>(tag.data()),
                     crypt<false>(packet, header, trailer, body.first(plaintext_size)));
    return CRYPTO_memcmp(tag.data(), body.data() + plaintext_size, kTag) == 0;
  }

 private:
  // Encrypts or decrypts in place; the tag.
  template <bool kSealing>
  DIEMCAU_VAES __m128i crypt(const PacketIndex& packet, Bytes header, Bytes trailer,
                             MutableBytes text) const {
    // RFC 7714 section 9.2: with SRTCP the E flag and index are associated data too.
    if (kind_ == PacketKind::kRtp) trailer = {};
    alignas(kBlock) std::array<uint8_t, kBlock> start{};
    const auto iv = gcm_vector(keys_, packet);
    std::copy(iv.begin(), iv.end(), start.begin());
    const __m128i base = _mm_load_si128(reinterpret_cast<const __m128i*>(start.data()));
    const __m128i mask = encrypt_block(schedule_, _mm_insert_epi32(base, 0x0100'0000, 3));
    __m256i counters = _mm256_add_epi32(both(base), _mm256_set_epi32(3, 0, 0, 0, 2, 0, 0, 0));
    __m128i hash = hash_associated(powers_, header, trailer);
    uint8_t* at = text.data();
    size_t left = text.size();
    for (; left >= kChunkBytes; left -= kChunkBytes, at += kChunkBytes) {
      if constexpr (!kSealing) hash = hash_chunk(powers_, hash, at);
      apply_group(schedule_, counters, at);
      apply_group(schedule_, counters, at + kGroupBytes);
      if constexpr (kSealing) hash = hash_chunk(powers_, hash, at);
    }
    const uint64_t bits[] = {(header.size() + trailer.size()) * 8, text.size() * 8};
    return _mm_xor_si128(mask, finish<kSealing>(hash, counters, {at, left}, bits));
  }

  // What is left, less than a chunk, and the lengths.
  template <bool kSealing>
  DIEMCAU_VAES_INLINE __m128i finish(__m128i hash, __m256i counters, MutableBytes text,
                                     const uint64_t (&bits)[2]) const {
    alignas(32) std::array<uint8_t, kChunkBytes> work{};
    alignas(kBlock) std::array<uint8_t, kChunkBytes + kBlock> hashed{};
    if (!text.empty()) std::memcpy(work.data(), text.data(), text.size());
    if constexpr (!kSealing) std::copy_n(work.begin(), text.size(), hashed.begin());
    apply_group(schedule_, counters, work.data());
    if (text.size() > kGroupBytes) apply_group(schedule_, counters, work.data() + kGroupBytes);
    if (!text.empty()) std::memcpy(text.data(), work.data(), text.size());
    if constexpr (kSealing) std::copy_n(work.begin(), text.size(), hashed.begin());
    const size_t count = (text.size() + kBlock - 1) / kBlock;
    store_be64(&hashed[count * kBlock], bits[0]);
    store_be64(&hashed[count * kBlock + 8], bits[1]);
    Sum sum = zero_sum();
    add_blocks(sum, powers_, hash, hashed.data(), count + 1);
    return reversed(reduced(sum));
  }

  Schedule schedule_;
  Powers powers_;
  const PacketKind kind_;
  const SessionKeys keys_;
};

}  // namespace

// AVX2 as the compiler's own check tells it, since the system must save its registers too; the
// other two stand in leaf 7 (Intel's manual, CPUID).
bool has_vaes() {
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  if (__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) == 0) return false;
  __builtin_cpu_init();
  constexpr unsigned kVaes = 1u << 9;
  constexpr unsigned kVpclmulqdq = 1u << 10;
  return (ecx & kVaes) != 0 && (ecx & kVpclmulqdq) != 0 && __builtin_cpu_supports("avx2");
}

std::unique_ptr<Cipher> make_vaes_cipher(PacketKind kind, const SessionKeys& keys) {
  return std::make_unique<VaesCipher>(kind, keys);
}

}  // namespace diemcau::transport

#else

namespace diemcau::transport {

bool has_vaes() { return false; }
std::unique_ptr<Cipher> make_vaes_cipher(PacketKind, const SessionKeys&) { DIEMCAU_CHECK(false); }

}  // namespace diemcau::transport

#endif
