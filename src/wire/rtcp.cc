#include "wire/rtcp.h"

#include <algorithm>

namespace diemcau::wire {
namespace {

constexpr size_t kHeaderSize = 4;
constexpr size_t kSenderInfoSize = 24;  // ssrc, ntp, rtp, packets, octets
constexpr size_t kReportBlockSize = 24;
constexpr size_t kFeedbackHeaderSize = 8;  // sender, media
constexpr size_t kMaxBlocks = 31;
constexpr uint8_t kCnameItem = 1;
constexpr uint32_t kRembIdentifier = 0x52454d42;  // "REMB"

void write_header(ByteWriter& out, RtcpType type, uint8_t count, size_t body_size) {
  out.u8(static_cast<uint8_t>(0x80 | count));
  out.u8(static_cast<uint8_t>(type));
  out.u16(static_cast<uint16_t>(body_size / 4));
}

void write_feedback_header(ByteWriter& out, RtcpType type, uint8_t format, Ssrc sender, Ssrc media,
                           size_t entries_size) {
  write_header(out, type, format, kFeedbackHeaderSize + entries_size);
  out.u32(sender.value);
  out.u32(media.value);
}

void write_block(ByteWriter& out, const ReportBlock& block) {
  out.u32(block.ssrc.value);
  out.u8(block.fraction_lost);
  out.u24(static_cast<uint32_t>(block.cumulative_lost) & 0xffffff);
  out.u32(block.highest_sequence);
  out.u32(block.jitter);
  out.u32(block.last_sr);
  out.u32(block.delay_since_sr);
}

// Where the report blocks begin in the body; 0 for packets that have none.
size_t blocks_offset(const RtcpPacket& packet) {
  if (packet.type == RtcpType::kSenderReport) return kSenderInfoSize;
  return packet.type == RtcpType::kReceiverReport ? 4 : 0;
}

int32_t sign_extend_24(uint32_t value) { return static_cast<int32_t>(value << 8) >> 8; }

// The next entry of a NACK: its first packet, and how many of `lost` it covers.
struct NackEntry {
  uint16_t first = 0;
  uint16_t following = 0;
  size_t covers = 0;
};
NackEntry next_entry(std::span<const uint16_t> lost) {
  NackEntry entry{lost[0], 0, 1};
  uint16_t last = 0;
  while (entry.covers < lost.size()) {
    const auto distance = static_cast<uint16_t>(lost[entry.covers] - entry.first);
    if (distance <= last || distance > 16) break;
    entry.following = static_cast<uint16_t>(entry.following | 1 << (distance - 1));
    last = distance;
    ++entry.covers;
  }
  return entry;
}

}  // namespace

bool RtcpReader::next(RtcpPacket& out) {
  if (rest_.empty() || !ok_) return false;
  ok_ = false;
  if (rest_.size() < kHeaderSize || rest_[0] >> 6 != 2) return false;
  const size_t size = kHeaderSize + size_t{load_be16(&rest_[2])} * 4;
  if (size > rest_.size()) return false;
  size_t padding = 0;
  if ((rest_[0] & 0x20) != 0) {
    // Deviation: RFC 3550 section 6.4.1 pads only the last packet of a compound, and in whole
    // words. Browsers send several transport-cc packets in one compound, each padded to a word.
    if (size == kHeaderSize) return false;
    padding = rest_[size - 1];
    if (padding == 0 || padding > size - kHeaderSize) return false;
  }
  out.type = static_cast<RtcpType>(rest_[1]);
  out.count = rest_[0] & 0x1f;
  out.body = rest_.subspan(kHeaderSize, size - kHeaderSize - padding);
  rest_ = rest_.subspan(size);
  ok_ = true;
  return true;
}

Result<SenderReport> parse_sender_report(const RtcpPacket& packet) {
  if (packet.type != RtcpType::kSenderReport) return Err{ParseError::kBadMagic};
  ByteReader in(packet.body);
  SenderReport report;
  report.ssrc = Ssrc{in.u32()};
  report.ntp = in.u64();
  report.rtp_timestamp = in.u32();
  report.packet_count = in.u32();
  report.octet_count = in.u32();
  if (!in.ok()) return Err{ParseError::kTruncated};
  return report;
}

std::optional<ReportBlock> report_block(const RtcpPacket& packet, size_t index) {
  const size_t first = blocks_offset(packet);
  const size_t at = first + index * kReportBlockSize;
  if (first == 0 || index >= packet.count || packet.body.size() < at + kReportBlockSize) {
    return std::nullopt;
  }
  ByteReader in(packet.body.subspan(at));
  ReportBlock block;
  block.ssrc = Ssrc{in.u32()};
  block.fraction_lost = in.u8();
  block.cumulative_lost = sign_extend_24(in.u24());
  block.highest_sequence = in.u32();
  block.jitter = in.u32();
  block.last_sr = in.u32();
  block.delay_since_sr = in.u32();
  return block;
}

std::optional<Ssrc> bye_source(const RtcpPacket& packet, size_t index) {
  if (packet.type != RtcpType::kBye || index >= packet.count) return std::nullopt;
  if (packet.body.size() < (index + 1) * 4) return std::nullopt;
  return Ssrc{load_be32(&packet.body[index * 4])};
}

std::optional<Ssrc> feedback_target(const RtcpPacket& packet) {
  if (packet.body.size() < kFeedbackHeaderSize) return std::nullopt;
  return Ssrc{load_be32(&packet.body[4])};
}

std::optional<Fir> fir_entry(const RtcpPacket& packet, size_t index) {
  const size_t at = kFeedbackHeaderSize + index * 8;
  if (!is_fir(packet) || packet.body.size() < at + 8) return std::nullopt;
  return Fir{Ssrc{load_be32(&packet.body[at])}, packet.body[at + 4]};
}

std::optional<uint64_t> parse_remb(const RtcpPacket& packet) {
  if (packet.type != RtcpType::kPayloadFeedback || packet.count != kFormatApplication) {
    return std::nullopt;
  }
  ByteReader in(packet.body);
  in.skip(kFeedbackHeaderSize);
  const bool is_remb = in.u32() == kRembIdentifier;
  in.skip(1);
  const uint32_t value = in.u24();
  if (!in.ok() || !is_remb) return std::nullopt;
  const unsigned exponent = value >> 18;
  // 18 bits shifted by up to 63: what does not fit is as good as unlimited.
  if (exponent > 45) return UINT64_MAX;
  return uint64_t{value & 0x3ffff} << exponent;
}

void write_sender_report(ByteWriter& out, const SenderReport& report,
                         std::span<const ReportBlock> blocks) {
  blocks = blocks.first(std::min(blocks.size(), kMaxBlocks));
  write_header(out, RtcpType::kSenderReport, static_cast<uint8_t>(blocks.size()),
               kSenderInfoSize + blocks.size() * kReportBlockSize);
  out.u32(report.ssrc.value);
  out.u64(report.ntp);
  out.u32(report.rtp_timestamp);
  out.u32(report.packet_count);
  out.u32(report.octet_count);
  for (const ReportBlock& block : blocks) write_block(out, block);
}

void write_receiver_report(ByteWriter& out, Ssrc sender, std::span<const ReportBlock> blocks) {
  blocks = blocks.first(std::min(blocks.size(), kMaxBlocks));
  write_header(out, RtcpType::kReceiverReport, static_cast<uint8_t>(blocks.size()),
               4 + blocks.size() * kReportBlockSize);
  out.u32(sender.value);
  for (const ReportBlock& block : blocks) write_block(out, block);
}

void write_cname(ByteWriter& out, Ssrc ssrc, std::string_view cname) {
  cname = cname.substr(0, 255);
  // RFC 3550 section 6.5: items end with at least one null octet, up to the next 32-bit boundary.
  const size_t items = 2 + cname.size();
  const size_t padded = (items + 4) & ~size_t{3};
  write_header(out, RtcpType::kSourceDescription, 1, 4 + padded);
  out.u32(ssrc.value);
  out.u8(kCnameItem);
  out.u8(static_cast<uint8_t>(cname.size()));
  out.bytes({reinterpret_cast<const uint8_t*>(cname.data()), cname.size()});
  out.zeros(padded - items);
}

void write_bye(ByteWriter& out, Ssrc ssrc) {
  write_header(out, RtcpType::kBye, 1, 4);
  out.u32(ssrc.value);
}

void write_nack(ByteWriter& out, Ssrc sender, Ssrc media, std::span<const uint16_t> lost) {
  if (lost.empty()) return;
  size_t entries = 0;
  for (auto rest = lost; !rest.empty(); rest = rest.subspan(next_entry(rest).covers)) ++entries;
  write_feedback_header(out, RtcpType::kTransportFeedback, kFormatNack, sender, media, entries * 4);
  while (!lost.empty()) {
    const NackEntry entry = next_entry(lost);
    out.u16(entry.first);
    out.u16(entry.following);
    lost = lost.subspan(entry.covers);
  }
}

void write_pli(ByteWriter& out, Ssrc sender, Ssrc media) {
  write_feedback_header(out, RtcpType::kPayloadFeedback, kFormatPli, sender, media, 0);
}

void write_fir(ByteWriter& out, Ssrc sender, const Fir& fir) {
  // RFC 5104 section 4.3.1.2: the media ssrc of the common part is 0, the entry names it.
  write_feedback_header(out, RtcpType::kPayloadFeedback, kFormatFir, sender, Ssrc{0}, 8);
  out.u32(fir.ssrc.value);
  out.u8(fir.sequence);
  out.zeros(3);
}

}  // namespace diemcau::wire
