#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/bytes.h"
#include "base/media.h"
#include "base/result.h"

// RTCP: compound packets read one after another without allocating, and written one after another.
namespace diemcau::wire {

enum class RtcpType : uint8_t {
  kSenderReport = 200,       // RFC 3550
  kReceiverReport = 201,     // RFC 3550
  kSourceDescription = 202,  // RFC 3550
  kBye = 203,                // RFC 3550
  kTransportFeedback = 205,  // RFC 4585
  kPayloadFeedback = 206,    // RFC 4585
  kExtendedReport = 207,     // RFC 3611
};

// Feedback message types, the `count` of a feedback packet.
inline constexpr uint8_t kFormatNack = 1;  // RFC 4585, in kTransportFeedback
inline constexpr uint8_t kFormatTransportCc =
    15;                                   // draft-holmer-rmcat-transport-wide-cc-extensions-01
inline constexpr uint8_t kFormatPli = 1;  // RFC 4585, in kPayloadFeedback
inline constexpr uint8_t kFormatFir = 4;  // RFC 5104, in kPayloadFeedback
inline constexpr uint8_t kFormatApplication = 15;  // REMB is one, in kPayloadFeedback

// One packet of a compound: `body` is what follows the four bytes of its header, without padding.
struct RtcpPacket {
  RtcpType type = RtcpType::kReceiverReport;
  uint8_t count = 0;
  Bytes body;
};

inline bool is_nack(const RtcpPacket& packet) {
  return packet.type == RtcpType::kTransportFeedback && packet.count == kFormatNack;
}
inline bool is_transport_cc(const RtcpPacket& packet) {
  return packet.type == RtcpType::kTransportFeedback && packet.count == kFormatTransportCc;
}
inline bool is_pli(const RtcpPacket& packet) {
  return packet.type == RtcpType::kPayloadFeedback && packet.count == kFormatPli;
}
inline bool is_fir(const RtcpPacket& packet) {
  return packet.type == RtcpType::kPayloadFeedback && packet.count == kFormatFir;
}

// Walks a compound packet, reduced-size ones too (RFC 5506). Each packet fits the bytes; what is
// inside is checked by the parsers.
class RtcpReader {
 public:
  explicit RtcpReader(Bytes compound) : rest_(compound) {}
  // False at the end and at the first packet that does not fit.
  bool next(RtcpPacket& out);
  // Whether it ended at the end.
  bool ok() const { return ok_; }

 private:
  Bytes rest_;
  bool ok_ = true;
};

// 32.32 seconds since 1900 on the sender's clock, and the same moment on the stream's RTP clock.
struct SenderReport {
  Ssrc ssrc;
  uint64_t ntp = 0;
  uint32_t rtp_timestamp = 0;
  uint32_t packet_count = 0;
  uint32_t octet_count = 0;
};
struct ReportBlock {
  Ssrc ssrc;
  uint8_t fraction_lost = 0;      // of 256
  int32_t cumulative_lost = 0;    // 24 bits, signed
  uint32_t highest_sequence = 0;  // with the count of wraps above
  uint32_t jitter = 0;            // in RTP clock units
  uint32_t last_sr = 0;           // the middle 32 bits of the last sender report's ntp
  uint32_t delay_since_sr = 0;    // in 1/65536 s
};
struct Fir {
  Ssrc ssrc;
  uint8_t sequence = 0;
};

Result<SenderReport> parse_sender_report(const RtcpPacket& packet);
// Report block `index` of a sender or receiver report; nothing behind the last, or of another type.
std::optional<ReportBlock> report_block(const RtcpPacket& packet, size_t index);

// Source `index` that a BYE says goodbye for.
std::optional<Ssrc> bye_source(const RtcpPacket& packet, size_t index);

// The media ssrc that a feedback packet is about; nothing when it is too short.
std::optional<Ssrc> feedback_target(const RtcpPacket& packet);
// Entry `index` of a FIR packet.
std::optional<Fir> fir_entry(const RtcpPacket& packet, size_t index);

// Calls `on_lost(uint16_t sequence)` for each packet that a NACK asks for, in its order.
template <class OnLost>
void for_each_nack(const RtcpPacket& packet, OnLost&& on_lost) {
  if (!is_nack(packet)) return;
  for (size_t at = 8; at + 4 <= packet.body.size(); at += 4) {
    const uint16_t first = load_be16(&packet.body[at]);
    const uint16_t following = load_be16(&packet.body[at + 2]);
    on_lost(first);
    for (int bit = 0; bit < 16; ++bit) {
      if ((following >> bit & 1) != 0) on_lost(static_cast<uint16_t>(first + bit + 1));
    }
  }
}

// Receiver estimated maximum bitrate in bit/s (draft-alvestrand-rmcat-remb-03).
std::optional<uint64_t> parse_remb(const RtcpPacket& packet);

// --- Writing: each appends one packet; when it does not fit, the writer's ok() becomes false. ----

void write_sender_report(ByteWriter& out, const SenderReport& report,
                         std::span<const ReportBlock> blocks = {});
// At most 31 blocks.
void write_receiver_report(ByteWriter& out, Ssrc sender, std::span<const ReportBlock> blocks);
void write_cname(ByteWriter& out, Ssrc ssrc, std::string_view cname);
void write_bye(ByteWriter& out, Ssrc ssrc);
// `lost` as it is to be read; ascending neighbours share entries, so sort it to keep the packet
// small.
void write_nack(ByteWriter& out, Ssrc sender, Ssrc media, std::span<const uint16_t> lost);
void write_pli(ByteWriter& out, Ssrc sender, Ssrc media);
void write_fir(ByteWriter& out, Ssrc sender, const Fir& fir);

}  // namespace diemcau::wire
