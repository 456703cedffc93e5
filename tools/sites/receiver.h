#pragma once

#include <map>
#include <memory>
#include <optional>

#include "base/random.h"
#include "congestion/transport_cc_receiver.h"
#include "media_sender.h"
#include "receive_stream.h"

namespace diemcau::sites {

// Payload types and extensions that a connection receives with; the same in all its sections, which
// BUNDLE asks for (RFC 8843 section 9.1).
struct ReceiveFormats {
  uint8_t opus = 0;
  uint8_t vp8 = 0;
  uint8_t vp8_rtx = 0;
  ExtensionIds extensions;
};

// Everything that a site receives over one connection, and the feedback that it gives: reports,
// NACK, PLI, transport-wide arrivals.
class Receiver {
 public:
  static constexpr size_t kMaxStreams = 256;
  static constexpr Duration kReportInterval = 1s;

  Receiver(Instant now, const ReceiveFormats& formats, Ssrc own_ssrc);

  // Which stream an RTX ssrc repairs, as the answer says. Others are found by their mid.
  void set_repair(Ssrc rtx, Ssrc media) { repairs_[rtx] = media; }

  void handle_rtp(Instant now, Bytes plain);
  // Packets about what is received; others are ignored.
  void handle_rtcp(Instant now, const wire::RtcpPacket& packet);

  void send_feedback(Instant now, MediaSender& sender);
  Instant next_timeout() const;

  // When the first frame could be decoded or, where there is no picture, the first sound came.
  std::optional<Instant> first_frame() const { return first_frame_; }
  std::optional<Instant> first_sound() const { return first_sound_; }
  const std::map<Ssrc, ReceiveStream>& streams() const { return streams_; }
  // Packets of no stream: unreadable, of an unknown payload type, repairs of nothing, too many.
  uint64_t stray_packets() const { return stray_packets_; }

 private:
  ReceiveStream* stream_for(MediaKind kind, const wire::RtpPacket& packet);
  std::optional<Ssrc> repaired_by(const wire::RtpPacket& packet) const;
  void handle_repair(Instant now, wire::RtpPacket packet);
  void handle_media(Instant now, MediaKind kind, const wire::RtpPacket& packet, bool is_repair);
  void send_reports(Instant now, MediaSender& sender);
  void send_requests(Instant now, MediaSender& sender);

  const ReceiveFormats formats_;
  const Ssrc own_ssrc_;
  std::map<Ssrc, ReceiveStream> streams_;
  std::map<Ssrc, Ssrc> repairs_;
  std::map<std::string, Ssrc, std::less<>> video_by_mid_;
  congestion::TransportCcReceiver arrivals_;
  Instant next_report_;
  std::optional<Instant> first_frame_;
  std::optional<Instant> first_sound_;
  uint64_t stray_packets_ = 0;
};

}  // namespace diemcau::sites
