#include "wire/rtp.h"

namespace diemcau::wire {
namespace {

constexpr uint16_t kOneByteProfile = 0xbede;  // RFC 8285 section 4.2
constexpr uint16_t kTwoByteProfile = 0x1000;  // RFC 8285 section 4.3, lower 4 bits are appbits
constexpr uint8_t kOneByteReservedId = 15;    // RFC 8285 section 4.2: stop processing

void add_extension(RtpPacket& rtp, uint8_t id, size_t offset, size_t size) {
  if (rtp.extension_count == kMaxExtensions) return;
  rtp.extensions[rtp.extension_count++] = {id, static_cast<uint16_t>(offset),
                                           static_cast<uint8_t>(size)};
}

bool parse_one_byte(RtpPacket& rtp, size_t at, size_t end) {
  while (at < end) {
    const uint8_t head = rtp.packet[at++];
    if (head == 0) continue;  // padding
    const uint8_t id = head >> 4;
    if (id == kOneByteReservedId) return true;
    const size_t size = (head & 0x0f) + size_t{1};
    if (end - at < size) return false;
    add_extension(rtp, id, at, size);
    at += size;
  }
  return true;
}

bool parse_two_byte(RtpPacket& rtp, size_t at, size_t end) {
  while (at < end) {
    const uint8_t id = rtp.packet[at++];
    if (id == 0) continue;  // padding
    if (at == end) return false;
    const size_t size = rtp.packet[at++];
    if (end - at < size) return false;
    add_extension(rtp, id, at, size);
    at += size;
  }
  return true;
}

// Parses the block at `at`; returns where the payload begins, 0 when it does not fit.
size_t parse_extensions(RtpPacket& rtp, size_t at) {
  if (rtp.packet.size() - at < 4) return 0;
  const uint16_t profile = load_be16(&rtp.packet[at]);
  const size_t size = size_t{load_be16(&rtp.packet[at + 2])} * 4;
  at += 4;
  if (rtp.packet.size() - at < size) return 0;
  bool fits = true;
  if (profile == kOneByteProfile) {
    fits = parse_one_byte(rtp, at, at + size);
  } else if ((profile & 0xfff0) == kTwoByteProfile) {
    fits = parse_two_byte(rtp, at, at + size);
  }
  return fits ? at + size : 0;
}

}  // namespace

Bytes RtpPacket::extension(uint8_t id) const {
  if (id == 0) return {};
  for (size_t i = 0; i < extension_count; ++i) {
    if (extensions[i].id == id) return packet.subspan(extensions[i].offset, extensions[i].size);
  }
  return {};
}

Result<RtpPacket> parse_rtp(Bytes packet) {
  if (packet.size() < kRtpHeaderSize) return Err{ParseError::kTruncated};
  if (packet.size() > 0xffff) return Err{ParseError::kOversized};
  if (packet[0] >> 6 != 2) return Err{ParseError::kBadVersion};
  RtpPacket rtp{.payload_type = static_cast<uint8_t>(packet[1] & 0x7f),
                .marker = (packet[1] & 0x80) != 0,
                .sequence = load_be16(&packet[2]),
                .timestamp = load_be32(&packet[4]),
                .ssrc = Ssrc{load_be32(&packet[8])},
                .extensions = {},
                .packet = packet};
  size_t at = kRtpHeaderSize + size_t{packet[0] & 0x0fu} * 4;
  if (packet.size() < at) return Err{ParseError::kBadLength};
  if ((packet[0] & 0x10) != 0) {
    at = parse_extensions(rtp, at);
    if (at == 0) return Err{ParseError::kBadLength};
  }
  if ((packet[0] & 0x20) != 0) {
    rtp.padding_size = packet.back();
    // RFC 3550 section 5.1: the count includes itself.
    if (rtp.padding_size == 0) return Err{ParseError::kBadValue};
  }
  if (packet.size() - at < rtp.padding_size) return Err{ParseError::kBadLength};
  rtp.payload_offset = static_cast<uint16_t>(at);
  rtp.payload_size = static_cast<uint16_t>(packet.size() - at - rtp.padding_size);
  return rtp;
}

bool is_rtcp(Bytes packet) {
  return packet.size() >= 2 && (packet[1] & 0x7f) >= 64 && (packet[1] & 0x7f) <= 95;
}

}  // namespace diemcau::wire
