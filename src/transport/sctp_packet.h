#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.h"
#include "base/result.h"

// SCTP packets: bytes to fields and back, no state (RFC 9260 section 3). Everything that comes in
// points into the packet that was parsed.
namespace diemcau::transport {

inline constexpr size_t kSctpHeaderSize = 12;
inline constexpr size_t kSctpChunkHeaderSize = 4;
inline constexpr uint16_t kSctpPort = 5000;  // a=sctp-port of both ends
// What fits into a DTLS record of a datagram that passes everywhere (RFC 8261 section 5): 1,200
// bytes less the record's header, nonce and tag.
inline constexpr size_t kSctpMaxPacket = 1160;

enum class SctpChunkType : uint8_t {
  kData = 0,
  kInit = 1,
  kInitAck = 2,
  kSack = 3,
  kHeartbeat = 4,
  kHeartbeatAck = 5,
  kAbort = 6,
  kShutdown = 7,
  kShutdownAck = 8,
  kError = 9,
  kCookieEcho = 10,
  kCookieAck = 11,
  kShutdownComplete = 14,
  kReconfig = 130,    // RFC 6525
  kForwardTsn = 192,  // RFC 3758
};

struct SctpChunk {
  uint8_t type = 0;
  uint8_t flags = 0;
  Bytes value;  // without the chunk's header and padding
  bool is(SctpChunkType one) const { return type == static_cast<uint8_t>(one); }
};

struct SctpPacket {
  uint16_t source_port = 0;
  uint16_t destination_port = 0;
  uint32_t tag = 0;
  Bytes chunks;
};

// Checks the header and the checksum, not the chunks.
Result<SctpPacket> parse_sctp(Bytes packet);

// Fills in the checksum of a whole packet.
void seal_sctp(MutableBytes packet);

// One chunk after the other. A last one without its padding is taken.
class SctpChunkReader {
 public:
  explicit SctpChunkReader(Bytes chunks) : rest_(chunks) {}
  bool next(SctpChunk& out);
  bool ok() const { return ok_; }

 private:
  Bytes rest_;
  bool ok_ = true;
};

struct SctpParameter {
  uint16_t type = 0;
  Bytes value;
  Bytes whole;  // with its header, without its padding
};

// The parameters inside a chunk, or the causes inside an error: the same shape.
class SctpParameterReader {
 public:
  explicit SctpParameterReader(Bytes parameters) : rest_(parameters) {}
  bool next(SctpParameter& out);
  bool ok() const { return ok_; }

 private:
  Bytes rest_;
  bool ok_ = true;
};

// Writes one packet into `out`, which is as large as the packet may become.
class SctpPacketWriter {
 public:
  SctpPacketWriter(MutableBytes out, uint16_t source_port, uint16_t destination_port, uint32_t tag);

  // For the value of one more chunk.
  size_t room() const;
  bool has_chunks() const { return size_ > kSctpHeaderSize; }
  // False: it does not fit, and nothing is written.
  bool add(SctpChunkType type, uint8_t flags, std::span<const Bytes> value);
  bool add(SctpChunkType type, uint8_t flags, Bytes value);
  // Fills in the checksum.
  Bytes finish();

 private:
  MutableBytes out_;
  size_t size_ = kSctpHeaderSize;
};

}  // namespace diemcau::transport
