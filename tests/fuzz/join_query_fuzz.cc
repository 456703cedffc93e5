// The parameters of /rtc (v0): names and values by lines, of which one is base64url around JSON.
#include <algorithm>
#include <string>

#include "base/check.h"
#include "livekit/base64.h"
#include "livekit/join_request.h"

namespace {

using namespace diemcau;
using namespace diemcau::livekit;

const Limits kLimits;

// "name=value" a line.
QueryParameters parameters_of(std::string_view text) {
  QueryParameters out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const size_t equals = std::min(line.find('='), line.size());
    out.emplace_back(line.substr(0, equals), line.substr(std::min(equals + 1, line.size())));
  }
  return out;
}

void check(const QueryParameters& query) {
  const auto request = parse_join_query(query, kLimits);
  if (!request.ok()) return;
  DIEMCAU_CHECK(request->two_connections);
  DIEMCAU_CHECK(!request->offer && request->tracks.empty());
  size_t bytes = 0;
  for (const auto& [key, value] : request->attributes) bytes += key.size() + value.size();
  DIEMCAU_CHECK(bytes <= kLimits.attributes_bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes bytes(data, size);
  check(parameters_of(as_text(bytes)));
  // Most of the code lies behind base64url.
  check({{"attributes", to_base64url(bytes)}});
  return 0;
}
