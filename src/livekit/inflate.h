#pragma once

#include <cstddef>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace diemcau::livekit {

// Undoes gzip (RFC 1952). kOversized as soon as more than `most` bytes come out, kTruncated if the
// end is missing, kBadValue for what is not gzip or has something behind it.
Result<std::vector<uint8_t>> gunzip(Bytes compressed, size_t most);

}  // namespace diemcau::livekit
