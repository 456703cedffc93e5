// A session description of any shape: what is read and written again reads the same.
#include <string_view>

#include "base/check.h"
#include "wire/sdp.h"

using namespace diemcau::wire;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto sdp = parse_sdp({reinterpret_cast<const char*>(data), size});
  if (!sdp) return 0;
  const std::string text = serialize_sdp(*sdp);
  if (text.size() > kMaxSdpSize) return 0;  // the lines that are always written made it so
  const auto again = parse_sdp(text);
  DIEMCAU_CHECK(again.ok());
  DIEMCAU_CHECK(again->sections.size() == sdp->sections.size());
  DIEMCAU_CHECK(serialize_sdp(*again) == text);
  return 0;
}
