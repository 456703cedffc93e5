// The parameter join_request: base64url around protobuf around, perhaps, gzip around protobuf.
#include <string>

#include "base/check.h"
#include "livekit/base64.h"
#include "livekit/inflate.h"
#include "livekit/join_request.h"

namespace {

using namespace diemcau;
using namespace diemcau::livekit;

Limits small_limits() {
  Limits limits;
  limits.join_request_bytes = 64 * 1024;  // so that the bound is met
  return limits;
}
const Limits kLimits = small_limits();

void check(std::string_view text) {
  const auto request = parse_join_request(text, kLimits);
  if (!request.ok()) return;
  DIEMCAU_CHECK(request->metadata.size() <= kLimits.metadata_bytes);
  DIEMCAU_CHECK(request->tracks.size() <= kLimits.tracks);
  DIEMCAU_CHECK(!request->offer || request->offer->sdp.size() <= kLimits.join_request_bytes);
}

// A WrappedJoinRequest (field 1: compression, field 2: the bytes) with the input inside: most of
// the code lies there.
std::string wrap(uint8_t compression, Bytes inner) {
  std::string out = {0x08, static_cast<char>(compression), 0x12};
  size_t size = inner.size();
  for (; size >= 0x80; size >>= 7) out += static_cast<char>(size | 0x80);
  out += static_cast<char>(size);
  out += as_text(inner);
  return to_base64url(as_bytes(out));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes bytes(data, size);
  check(as_text(bytes));
  check(to_base64url(bytes));
  check(wrap(0, bytes));
  check(wrap(1, bytes));
  const auto inflated = gunzip(bytes, 4096);
  DIEMCAU_CHECK(!inflated.ok() || inflated->size() <= 4096);
  return 0;
}
