#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "transport/sctp_packet.h"

// What is inside the chunks that we speak: bytes to fields and back, no state. Spans point into the
// chunk that was parsed.
namespace diemcau::transport {

// RFC 9260 section 3.3.1.
struct SctpData {
  static constexpr size_t kHeaderSize = 12;
  uint32_t tsn = 0;
  uint16_t stream = 0;
  uint16_t ssn = 0;
  uint32_t ppid = 0;
  bool begins = false;
  bool ends = false;
  bool unordered = false;
  bool immediate = false;  // the sender wants its SACK at once (RFC 7053)
  Bytes payload;
};
Result<SctpData> parse_data(const SctpChunk& chunk);
bool write_data(SctpPacketWriter& writer, const SctpData& data);

// INIT and INIT ACK (sections 3.3.2 and 3.3.3).
struct SctpInit {
  uint32_t tag = 0;
  uint32_t window = 0;
  uint16_t outbound_streams = 0;
  uint16_t inbound_streams = 0;
  uint32_t tsn = 0;
  bool forward_tsn = false;
  bool reconfig = false;
  Bytes cookie;  // INIT ACK only
  // Whole parameters that are to be reported back (section 3.2.1), the first few.
  std::array<Bytes, 4> unrecognized{};
  size_t unrecognized_count = 0;
};
Result<SctpInit> parse_init(Bytes value);
// Announces FORWARD-TSN and RE-CONFIG; `reported` are parameters of the INIT that is answered.
bool write_init(SctpPacketWriter& writer, SctpChunkType type, const SctpInit& init,
                const SctpInit* reported);

// Section 3.3.4.
struct SctpSack {
  struct Gap {
    uint16_t start = 0;  // both are offsets to `cumulative` and inside the block
    uint16_t end = 0;
  };
  uint32_t cumulative = 0;
  uint32_t window = 0;
  Bytes gaps;  // four bytes each

  size_t gap_count() const { return gaps.size() / 4; }
  Gap gap(size_t i) const { return {load_be16(&gaps[4 * i]), load_be16(&gaps[4 * i + 2])}; }
};
Result<SctpSack> parse_sack(Bytes value);

// RFC 3758 section 3.2.
struct SctpForwardTsn {
  struct Skipped {
    uint16_t stream = 0;
    uint16_t ssn = 0;
  };
  uint32_t cumulative = 0;
  Bytes skipped;  // four bytes each

  size_t skipped_count() const { return skipped.size() / 4; }
  Skipped at(size_t i) const {
    return {load_be16(&skipped[4 * i]), load_be16(&skipped[4 * i + 2])};
  }
};
Result<SctpForwardTsn> parse_forward_tsn(Bytes value);
bool write_forward_tsn(SctpPacketWriter& writer, uint32_t cumulative,
                       const std::vector<SctpForwardTsn::Skipped>& skipped);

// RFC 6525 section 4: one parameter of a RE-CONFIG chunk.
enum class SctpReconfigType : uint16_t {
  kOutgoingReset = 13,
  kIncomingReset = 14,
  kAssociationReset = 15,
  kResponse = 16,
  kAddOutgoing = 17,
  kAddIncoming = 18,
};
enum class SctpReconfigResult : uint32_t {
  kNothingToDo = 0,
  kPerformed = 1,
  kDenied = 2,
  kWrongStream = 3,
  kInProgressAlready = 4,
  kBadSequence = 5,
  kInProgress = 6,
};
struct SctpReconfig {
  uint16_t type = 0;
  uint32_t sequence = 0;  // of the request, or of what a response answers
  uint32_t result = 0;    // of a response
  uint32_t last_tsn = 0;  // of an outgoing reset
  Bytes streams;          // of resets, two bytes each

  bool is(SctpReconfigType one) const { return type == static_cast<uint16_t>(one); }
  size_t stream_count() const { return streams.size() / 2; }
  uint16_t stream(size_t i) const { return load_be16(&streams[2 * i]); }
};
Result<SctpReconfig> parse_reconfig(const SctpParameter& parameter);
// The values of whole RE-CONFIG chunks with one parameter.
std::vector<uint8_t> make_reconfig_response(uint32_t sequence, SctpReconfigResult result);
std::vector<uint8_t> make_outgoing_reset(uint32_t sequence, uint32_t last_tsn,
                                         const std::vector<uint16_t>& streams);

}  // namespace diemcau::transport
