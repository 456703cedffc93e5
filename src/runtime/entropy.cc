#include "runtime/entropy.h"

#include <openssl/rand.h>

namespace diemcau::runtime {

void SystemRandom::fill(MutableBytes out) {
  DIEMCAU_CHECK(RAND_bytes(out.data(), static_cast<int>(out.size())) == 1);
}

}  // namespace diemcau::runtime
