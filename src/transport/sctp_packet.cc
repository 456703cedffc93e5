#include "transport/sctp_packet.h"

#include <algorithm>
#include <array>

#include "transport/sctp_crc32c.h"

namespace diemcau::transport {
namespace {

constexpr size_t kChecksumAt = 8;

constexpr size_t padded(size_t size) { return (size + 3) & ~size_t{3}; }

// RFC 9260 section 6.8: over the packet with zeros in the checksum's place; sent least significant
// byte first (appendix A).
uint32_t checksum_of(Bytes packet) {
  static constexpr std::array<uint8_t, 4> kZeros{};
  uint32_t crc = crc32c(packet.first(kChecksumAt));
  crc = crc32c(kZeros, crc);
  return __builtin_bswap32(crc32c(packet.subspan(kSctpHeaderSize), crc));
}

// Type and length in four bytes, the length with the header and without the padding.
bool take(Bytes& rest, Bytes& whole) {
  if (rest.size() < kSctpChunkHeaderSize) return false;
  const size_t length = load_be16(&rest[2]);
  if (length < kSctpChunkHeaderSize || length > rest.size()) return false;
  whole = rest.first(length);
  rest = rest.subspan(std::min(padded(length), rest.size()));
  return true;
}

}  // namespace

Result<SctpPacket> parse_sctp(Bytes packet) {
  if (packet.size() < kSctpHeaderSize) return Err{ParseError::kTruncated};
  if (load_be32(&packet[kChecksumAt]) != checksum_of(packet)) {
    return Err{ParseError::kBadChecksum};
  }
  return SctpPacket{load_be16(&packet[0]), load_be16(&packet[2]), load_be32(&packet[4]),
                    packet.subspan(kSctpHeaderSize)};
}

void seal_sctp(MutableBytes packet) { store_be32(&packet[kChecksumAt], checksum_of(packet)); }

bool SctpChunkReader::next(SctpChunk& out) {
  if (rest_.empty() || !ok_) return false;
  Bytes whole;
  ok_ = take(rest_, whole);
  if (ok_) out = {whole[0], whole[1], whole.subspan(kSctpChunkHeaderSize)};
  return ok_;
}

bool SctpParameterReader::next(SctpParameter& out) {
  if (rest_.empty() || !ok_) return false;
  Bytes whole;
  ok_ = take(rest_, whole);
  if (ok_) out = {load_be16(whole.data()), whole.subspan(kSctpChunkHeaderSize), whole};
  return ok_;
}

SctpPacketWriter::SctpPacketWriter(MutableBytes out, uint16_t source_port,
                                   uint16_t destination_port, uint32_t tag)
    : out_(out) {
  DIEMCAU_CHECK(out.size() >= kSctpHeaderSize);
  store_be16(&out[0], source_port);
  store_be16(&out[2], destination_port);
  store_be32(&out[4], tag);
  store_be32(&out[kChecksumAt], 0);
}

size_t SctpPacketWriter::room() const {
  const size_t left = (out_.size() - size_) & ~size_t{3};
  return left < kSctpChunkHeaderSize ? 0 : left - kSctpChunkHeaderSize;
}

bool SctpPacketWriter::add(SctpChunkType type, uint8_t flags, std::span<const Bytes> value) {
  size_t length = kSctpChunkHeaderSize;
  for (const Bytes piece : value) length += piece.size();
  if (padded(length) > out_.size() - size_ || length > UINT16_MAX) return false;
  ByteWriter writer(out_.subspan(size_, padded(length)));
  writer.u8(static_cast<uint8_t>(type));
  writer.u8(flags);
  writer.u16(static_cast<uint16_t>(length));
  for (const Bytes piece : value) writer.bytes(piece);
  writer.zeros(padded(length) - length);
  DIEMCAU_CHECK(writer.ok());
  size_ += padded(length);
  return true;
}

bool SctpPacketWriter::add(SctpChunkType type, uint8_t flags, Bytes value) {
  return add(type, flags, std::span<const Bytes>(&value, 1));
}

Bytes SctpPacketWriter::finish() {
  seal_sctp(out_.first(size_));
  return out_.first(size_);
}

}  // namespace diemcau::transport
