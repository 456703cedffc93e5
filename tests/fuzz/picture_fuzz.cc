// Pictures from outside: whatever comes is told by its bytes or refused; what was let through is
// within its bounds, holds no Exif but which way is up, and stays as it is when it is read again.
#include "picture/picture.h"

using namespace diemcau;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const picture::Limits limits;
  const auto cleaned = picture::clean({data, size});
  if (!cleaned.ok()) return 0;
  DIEMCAU_CHECK(cleaned->width >= limits.min_side && cleaned->width <= limits.max_side);
  DIEMCAU_CHECK(cleaned->height >= limits.min_side && cleaned->height <= limits.max_side);
  DIEMCAU_CHECK(cleaned->bytes.size() <= size + 64);
  const auto again = picture::clean(cleaned->bytes);
  DIEMCAU_CHECK(again.ok() && *again == *cleaned);
  return 0;
}
