#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.h"
#include "base/media.h"
#include "base/result.h"
#include "wire/rtcp.h"

// Transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01): which packets of a
// run of transport-wide sequence numbers have come, and when.
namespace diemcau::wire {

// Arrival times count in ticks of 250 µs of the receiver's clock.
inline constexpr int64_t kTransportCcTicksPerSecond = 4000;
inline constexpr int64_t kTransportCcNotReceived = INT64_MIN;
// One packet states the fate of this many at most.
inline constexpr size_t kMaxTransportCcStatuses = 0xffff;

struct TransportCcHeader {
  Ssrc sender;
  Ssrc media;
  uint16_t base_sequence = 0;
  uint16_t status_count = 0;
  int32_t reference_time = 0;  // 24 bits, signed, in 64 ms
  uint8_t feedback_count = 0;
};

struct TransportCcStatus {
  uint16_t sequence = 0;
  bool received = false;
  // In ticks on the receiver's clock, which wraps with the reference time every 12 days; only where
  // received.
  int64_t arrival_ticks = 0;
};

// Reads a feedback packet's statuses one after another, without allocating. The packet's bytes must
// outlive it. It has been checked as a whole: every status that is announced is there.
class TransportCcReader {
 public:
  static Result<TransportCcReader> open(const RtcpPacket& packet);

  const TransportCcHeader& header() const { return header_; }
  // The next status, `header().status_count` of them; false behind the last.
  bool next(TransportCcStatus& out);

 private:
  TransportCcReader(const TransportCcHeader& header, Bytes chunks, Bytes deltas)
      : header_(header), chunks_(chunks), deltas_(deltas) {}

  uint8_t next_symbol();

  TransportCcHeader header_;
  Bytes chunks_;
  Bytes deltas_;
  uint16_t chunk_ = 0;
  uint16_t chunk_left_ = 0;
  uint32_t done_ = 0;
  int64_t ticks_ = 0;
};

// Appends a feedback packet about packets `header.base_sequence`, +1, …: `arrivals` are their ticks
// or kTransportCcNotReceived. Covers as many as fit `out` and as one packet can tell (two
// neighbouring arrivals up to 8 s apart) and returns how many that are; the rest goes into a
// further packet. 0: nothing fits and nothing was written. Status count and reference time of
// `header` are not used. The packet may be padded (P): let it be the last of a compound.
size_t write_transport_cc(ByteWriter& out, const TransportCcHeader& header,
                          std::span<const int64_t> arrivals);

}  // namespace diemcau::wire
