#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"

namespace diemcau::transport {

// RFC 8831 section 8.
enum class SctpPpid : uint32_t {
  kDcep = 50,
  kString = 51,
  kBinary = 53,
  kEmptyString = 56,
  kEmptyBinary = 57,
};

// What DATA_CHANNEL_OPEN says of a channel (RFC 8832 section 5.1).
struct DataChannelOptions {
  std::string label;
  std::string protocol;
  bool ordered = true;
  // At most one of them: how long a message is tried.
  std::optional<uint16_t> max_retransmits;
  std::optional<Duration> lifetime;
};

enum class DcepType : uint8_t { kAck = 2, kOpen = 3 };

Result<DcepType> dcep_type(Bytes message);
Result<DataChannelOptions> parse_dcep_open(Bytes message);
std::vector<uint8_t> make_dcep_open(const DataChannelOptions& options);
std::vector<uint8_t> make_dcep_ack();

}  // namespace diemcau::transport
