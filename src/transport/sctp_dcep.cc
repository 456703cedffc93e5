#include "transport/sctp_dcep.h"

#include <algorithm>

namespace diemcau::transport {
namespace {

constexpr uint8_t kUnordered = 0x80;
constexpr uint8_t kReliable = 0;
constexpr uint8_t kRetransmits = 1;
constexpr uint8_t kTimed = 2;
constexpr size_t kOpenFixed = 12;
constexpr size_t kMaxName = 256;

uint8_t type_of(const DataChannelOptions& options) {
  if (options.max_retransmits) return kRetransmits;
  return options.lifetime ? kTimed : kReliable;
}

uint32_t parameter_of(const DataChannelOptions& options) {
  if (options.max_retransmits) return *options.max_retransmits;
  return options.lifetime ? static_cast<uint32_t>(to_ms(*options.lifetime)) : 0;
}

}  // namespace

Result<DcepType> dcep_type(Bytes message) {
  if (message.empty()) return Err{ParseError::kTruncated};
  const auto type = static_cast<DcepType>(message[0]);
  if (type != DcepType::kAck && type != DcepType::kOpen) return Err{ParseError::kUnsupported};
  return type;
}

Result<DataChannelOptions> parse_dcep_open(Bytes message) {
  ByteReader in(message);
  in.skip(1);
  const uint8_t type = in.u8();
  in.skip(2);  // priority: all channels are equal
  const uint32_t parameter = in.u32();
  const size_t label = in.u16();
  const size_t protocol = in.u16();
  DataChannelOptions out;
  out.label = as_text(in.bytes(label));
  out.protocol = as_text(in.bytes(protocol));
  if (!in.ok()) return Err{ParseError::kTruncated};
  if (!in.empty()) return Err{ParseError::kBadLength};
  if (label > kMaxName || protocol > kMaxName) return Err{ParseError::kOversized};
  out.ordered = (type & kUnordered) == 0;
  switch (type & ~kUnordered) {
    case kReliable:
      return out;
    case kRetransmits:
      out.max_retransmits = static_cast<uint16_t>(std::min<uint32_t>(parameter, UINT16_MAX));
      return out;
    case kTimed:
      out.lifetime = milliseconds(parameter);
      return out;
    default:
      return Err{ParseError::kBadValue};
  }
}

std::vector<uint8_t> make_dcep_open(const DataChannelOptions& options) {
  std::vector<uint8_t> out(kOpenFixed + options.label.size() + options.protocol.size());
  ByteWriter writer(out);
  writer.u8(static_cast<uint8_t>(DcepType::kOpen));
  writer.u8(static_cast<uint8_t>(type_of(options) | (options.ordered ? 0 : kUnordered)));
  writer.u16(0);
  writer.u32(parameter_of(options));
  writer.u16(static_cast<uint16_t>(options.label.size()));
  writer.u16(static_cast<uint16_t>(options.protocol.size()));
  writer.bytes(as_bytes(options.label));
  writer.bytes(as_bytes(options.protocol));
  DIEMCAU_CHECK(writer.ok() && writer.remaining() == 0);
  return out;
}

std::vector<uint8_t> make_dcep_ack() { return {static_cast<uint8_t>(DcepType::kAck)}; }

}  // namespace diemcau::transport
