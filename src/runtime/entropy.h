#pragma once

#include "base/random.h"

namespace diemcau::runtime {

// Randomness of the kernel, through OpenSSL's generator. Any thread.
class SystemRandom final : public SecureRandom {
 public:
  void fill(MutableBytes out) override;
};

}  // namespace diemcau::runtime
