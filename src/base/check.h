#pragma once

namespace diemcau {

// Ends the process with the place and the broken promise. For our own invariants only, never for
// bytes from outside; it stays on in every build.
[[noreturn]] void check_failed(const char* expression, const char* file, int line);

}  // namespace diemcau

#define DIEMCAU_CHECK(expression) \
  ((expression) ? static_cast<void>(0) : ::diemcau::check_failed(#expression, __FILE__, __LINE__))
