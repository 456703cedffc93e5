#include "transport/sctp_chunks.h"

namespace diemcau::transport {
namespace {

constexpr uint8_t kEnds = 1;
constexpr uint8_t kBegins = 2;
constexpr uint8_t kUnordered = 4;
constexpr uint8_t kImmediate = 8;

constexpr size_t kInitFixed = 16;
constexpr uint16_t kStateCookie = 7;
constexpr uint16_t kUnrecognized = 8;
constexpr uint16_t kSupportedExtensions = 0x8008;
constexpr uint16_t kForwardTsnSupported = 0xc000;
// Section 3.2.1: what to do with a parameter that we do not know is in its number.
constexpr uint16_t kSkipUnknown = 0x8000;
constexpr uint16_t kReportUnknown = 0x4000;

bool is_known(uint16_t type) {
  constexpr uint16_t kHeartbeatInfo = 1;
  constexpr uint16_t kIpv4 = 5;
  constexpr uint16_t kIpv6 = 6;
  constexpr uint16_t kPreservative = 9;
  constexpr uint16_t kHostName = 11;
  constexpr uint16_t kAddressTypes = 12;
  return type == kHeartbeatInfo || (type >= kIpv4 && type <= kPreservative) || type == kIpv6 ||
         type == kHostName || type == kAddressTypes;
}

void take_extensions(Bytes types, SctpInit& init) {
  for (const uint8_t type : types) {
    if (type == static_cast<uint8_t>(SctpChunkType::kForwardTsn)) init.forward_tsn = true;
    if (type == static_cast<uint8_t>(SctpChunkType::kReconfig)) init.reconfig = true;
  }
}

// False: nothing after it may be looked at.
bool take_parameter(const SctpParameter& one, SctpInit& init) {
  if (one.type == kStateCookie) {
    init.cookie = one.value;
  } else if (one.type == kForwardTsnSupported) {
    init.forward_tsn = true;
  } else if (one.type == kSupportedExtensions) {
    take_extensions(one.value, init);
  } else if (!is_known(one.type)) {
    const bool report = (one.type & kReportUnknown) != 0;
    if (report && init.unrecognized_count < init.unrecognized.size()) {
      init.unrecognized[init.unrecognized_count++] = one.whole;
    }
    return (one.type & kSkipUnknown) != 0;
  }
  return true;
}

void write_parameter(ByteWriter& writer, uint16_t type, Bytes value) {
  writer.u16(type);
  writer.u16(static_cast<uint16_t>(kSctpChunkHeaderSize + value.size()));
  writer.bytes(value);
  writer.zeros((4 - value.size() % 4) % 4);
}

}  // namespace

Result<SctpData> parse_data(const SctpChunk& chunk) {
  ByteReader in(chunk.value);
  SctpData data;
  data.tsn = in.u32();
  data.stream = in.u16();
  data.ssn = in.u16();
  data.ppid = in.u32();
  data.ends = (chunk.flags & kEnds) != 0;
  data.begins = (chunk.flags & kBegins) != 0;
  data.unordered = (chunk.flags & kUnordered) != 0;
  data.immediate = (chunk.flags & kImmediate) != 0;
  data.payload = in.rest();
  if (!in.ok()) return Err{ParseError::kTruncated};
  // Section 3.3.1: a DATA chunk without user data is answered with an ABORT.
  if (data.payload.empty()) return Err{ParseError::kBadLength};
  return data;
}

bool write_data(SctpPacketWriter& writer, const SctpData& data) {
  uint8_t header[SctpData::kHeaderSize];
  store_be32(header, data.tsn);
  store_be16(header + 4, data.stream);
  store_be16(header + 6, data.ssn);
  store_be32(header + 8, data.ppid);
  const auto flags =
      static_cast<uint8_t>((data.ends ? kEnds : 0) | (data.begins ? kBegins : 0) |
                           (data.unordered ? kUnordered : 0) | (data.immediate ? kImmediate : 0));
  const Bytes pieces[] = {header, data.payload};
  return writer.add(SctpChunkType::kData, flags, pieces);
}

Result<SctpInit> parse_init(Bytes value) {
  ByteReader in(value);
  SctpInit init;
  init.tag = in.u32();
  init.window = in.u32();
  init.outbound_streams = in.u16();
  init.inbound_streams = in.u16();
  init.tsn = in.u32();
  SctpParameterReader parameters(in.rest());
  if (!in.ok()) return Err{ParseError::kTruncated};
  // Section 3.3.2: none of these may be 0.
  if (init.tag == 0 || init.outbound_streams == 0 || init.inbound_streams == 0) {
    return Err{ParseError::kBadValue};
  }
  SctpParameter one;
  while (parameters.next(one)) {
    if (!take_parameter(one, init)) break;
  }
  if (!parameters.ok()) return Err{ParseError::kBadLength};
  return init;
}

bool write_init(SctpPacketWriter& writer, SctpChunkType type, const SctpInit& init,
                const SctpInit* reported) {
  std::array<uint8_t, kSctpMaxPacket> buffer;
  ByteWriter out(buffer);
  out.u32(init.tag);
  out.u32(init.window);
  out.u16(init.outbound_streams);
  out.u16(init.inbound_streams);
  out.u32(init.tsn);
  DIEMCAU_CHECK(out.size() == kInitFixed);
  if (!init.cookie.empty()) write_parameter(out, kStateCookie, init.cookie);
  write_parameter(out, kForwardTsnSupported, {});
  constexpr uint8_t kExtensions[] = {static_cast<uint8_t>(SctpChunkType::kReconfig),
                                     static_cast<uint8_t>(SctpChunkType::kForwardTsn)};
  write_parameter(out, kSupportedExtensions, kExtensions);
  for (size_t i = 0; reported != nullptr && i < reported->unrecognized_count; ++i) {
    // As far as there is room: what is not reported is taken for recognized, and not used.
    const Bytes whole = reported->unrecognized[i];
    if (out.remaining() < whole.size() + 2 * kSctpChunkHeaderSize + kSctpHeaderSize) break;
    write_parameter(out, kUnrecognized, whole);
  }
  return out.ok() && writer.add(type, 0, out.written());
}

Result<SctpSack> parse_sack(Bytes value) {
  ByteReader in(value);
  SctpSack sack;
  sack.cumulative = in.u32();
  sack.window = in.u32();
  const size_t gaps = in.u16();
  const size_t duplicates = in.u16();
  sack.gaps = in.bytes(4 * gaps);
  in.skip(4 * duplicates);
  if (!in.ok()) return Err{ParseError::kTruncated};
  return sack;
}

Result<SctpForwardTsn> parse_forward_tsn(Bytes value) {
  ByteReader in(value);
  SctpForwardTsn forward;
  forward.cumulative = in.u32();
  forward.skipped = in.rest();
  if (!in.ok()) return Err{ParseError::kTruncated};
  if (forward.skipped.size() % 4 != 0) return Err{ParseError::kBadLength};
  return forward;
}

bool write_forward_tsn(SctpPacketWriter& writer, uint32_t cumulative,
                       const std::vector<SctpForwardTsn::Skipped>& skipped) {
  std::array<uint8_t, kSctpMaxPacket> buffer;
  ByteWriter out(buffer);
  out.u32(cumulative);
  for (const auto& one : skipped) {
    out.u16(one.stream);
    out.u16(one.ssn);
  }
  return out.ok() && writer.add(SctpChunkType::kForwardTsn, 0, out.written());
}

Result<SctpReconfig> parse_reconfig(const SctpParameter& parameter) {
  ByteReader in(parameter.value);
  SctpReconfig out;
  out.type = parameter.type;
  out.sequence = in.u32();
  if (out.is(SctpReconfigType::kOutgoingReset)) {
    in.skip(4);  // what it answers, if it was asked for
    out.last_tsn = in.u32();
    out.streams = in.rest();
  } else if (out.is(SctpReconfigType::kIncomingReset)) {
    out.streams = in.rest();
  } else if (out.is(SctpReconfigType::kResponse)) {
    out.result = in.u32();
  }
  if (!in.ok()) return Err{ParseError::kTruncated};
  if (out.streams.size() % 2 != 0) return Err{ParseError::kBadLength};
  return out;
}

std::vector<uint8_t> make_reconfig_response(uint32_t sequence, SctpReconfigResult result) {
  std::vector<uint8_t> out(12);
  store_be16(&out[0], static_cast<uint16_t>(SctpReconfigType::kResponse));
  store_be16(&out[2], 12);
  store_be32(&out[4], sequence);
  store_be32(&out[8], static_cast<uint32_t>(result));
  return out;
}

std::vector<uint8_t> make_outgoing_reset(uint32_t sequence, uint32_t last_tsn,
                                         const std::vector<uint16_t>& streams) {
  constexpr size_t kFixed = 16;
  std::vector<uint8_t> out(kFixed + 2 * streams.size());
  store_be16(&out[0], static_cast<uint16_t>(SctpReconfigType::kOutgoingReset));
  store_be16(&out[2], static_cast<uint16_t>(out.size()));
  store_be32(&out[4], sequence);
  // Section 4.1: nothing was asked for, so this is the number before the peer's first request.
  store_be32(&out[8], 0);
  store_be32(&out[12], last_tsn);
  for (size_t i = 0; i < streams.size(); ++i) store_be16(&out[kFixed + 2 * i], streams[i]);
  return out;
}

}  // namespace diemcau::transport
