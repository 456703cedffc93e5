#include "base/random.h"

#include <bit>

namespace diemcau {
namespace {

// splitmix64: spreads a small seed over the whole state.
uint64_t next_seed(uint64_t& seed) {
  seed += 0x9e3779b97f4a7c15;
  uint64_t mixed = seed;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

}  // namespace

SeededRandom::SeededRandom(uint64_t seed) {
  for (uint64_t& word : state_) word = next_seed(seed);
}

uint64_t SeededRandom::u64() {
  const uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

uint64_t SeededRandom::below(uint64_t bound) {
  DIEMCAU_CHECK(bound > 0);
  return u64() % bound;
}

double SeededRandom::unit() { return static_cast<double>(u64() >> 11) * 0x1.0p-53; }

void SeededRandom::fill(MutableBytes out) {
  while (!out.empty()) {
    uint8_t word[8];
    store_be64(word, u64());
    const size_t count = out.size() < 8 ? out.size() : 8;
    std::memcpy(out.data(), word, count);
    out = out.subspan(count);
  }
}

}  // namespace diemcau
