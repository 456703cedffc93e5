#pragma once

#include <cstdint>

#include "base/bytes.h"

namespace diemcau {

// Unpredictable bytes: keys, passwords, transaction ids, ssrcs. Injected; runtime/ has the real
// one, tests inject a seeded one. Never use SeededRandom in its place.
class SecureRandom {
 public:
  virtual ~SecureRandom() = default;
  virtual void fill(MutableBytes out) = 0;

  uint32_t u32() {
    uint8_t raw[4];
    fill(raw);
    return load_be32(raw);
  }
  uint64_t u64() {
    uint8_t raw[8];
    fill(raw);
    return load_be64(raw);
  }
};

// Repeatable numbers for simulation and jitter (xoshiro256**); the same seed gives the same
// sequence on every machine. Predictable: never for secrets.
class SeededRandom {
 public:
  explicit SeededRandom(uint64_t seed);

  uint64_t u64();
  // Uniform in [0, bound); bound > 0.
  uint64_t below(uint64_t bound);
  // Uniform in [0, 1).
  double unit();
  bool chance(double probability) { return unit() < probability; }
  void fill(MutableBytes out);

 private:
  uint64_t state_[4];
};

// A SecureRandom for tests: repeatable by its seed.
class RepeatableRandom final : public SecureRandom {
 public:
  explicit RepeatableRandom(uint64_t seed) : random_(seed) {}
  void fill(MutableBytes out) override { random_.fill(out); }

 private:
  SeededRandom random_;
};

}  // namespace diemcau
