#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/media.h"
#include "forward/nack_generator.h"
#include "forward/reception.h"
#include "frame_tracker.h"
#include "histogram.h"
#include "wire/rtcp.h"
#include "wire/rtp.h"

namespace diemcau::sites {

struct ReceiveCounters {
  uint64_t packets = 0;  // each once, without padding-only ones
  uint64_t duplicates = 0;
  uint64_t late = 0;       // too old to tell
  uint64_t gaps = 0;       // times that numbers were skipped
  uint64_t recovered = 0;  // were missing and came after all
  uint64_t lost = 0;       // have not come
  uint64_t nacked = 0;     // packets asked for
  uint64_t keyframe_requests = 0;
};

// One RTP stream that a site receives: counts it, asks again for what is missing and says when a
// keyframe is needed. Lives as long as the connection does.
class ReceiveStream {
 public:
  // A moving picture without a decodable frame asks for a keyframe at this pace.
  static constexpr Duration kKeyframePatience = 300ms;
  static constexpr Duration kKeyframeRetry = 500ms;

  ReceiveStream(MediaKind kind, Ssrc ssrc);

  // A packet of the stream itself, or restored from RTX with its own header fields in place.
  void on_packet(Instant now, const wire::RtpPacket& packet, bool is_repair);
  void on_sender_report(Instant now, const wire::SenderReport& report);

  // Appends a NACK or a PLI when one is due.
  void poll_feedback(Instant now, Ssrc sender, ByteWriter& out);
  Instant next_timeout() const;
  wire::ReportBlock report_block(Instant now);

  Ssrc ssrc() const { return ssrc_; }
  MediaKind kind() const { return kind_; }
  ReceiveCounters counters() const;
  const FrameTracker& frames() const { return frames_; }
  const Histogram& latency() const { return latency_; }
  Instant last_packet() const { return last_packet_; }

 private:
  static constexpr size_t kWindow = 2048;

  bool is_new(int64_t sequence);
  void follow(Instant now, int64_t sequence);
  void on_payload(Instant now, int64_t sequence, const wire::RtpPacket& packet);
  void ask_for_missing(Instant now, Ssrc sender, ByteWriter& out);
  void ask_for_keyframe(Instant now, Ssrc sender, ByteWriter& out);
  Instant keyframe_due() const;

  const MediaKind kind_;
  const Ssrc ssrc_;
  wire::SequenceUnwrapper unwrapper_;
  std::vector<int64_t> seen_;  // by number modulo kWindow
  std::optional<int64_t> first_;
  int64_t highest_ = 0;
  uint64_t unique_ = 0;
  ReceiveCounters counters_;
  forward::NackGenerator nacks_;
  forward::Reception reception_;
  FrameTracker frames_;
  Histogram latency_;
  Instant first_packet_{};
  Instant last_packet_{};
  Instant next_keyframe_request_{};
  std::optional<wire::SenderReport> sender_report_;
  Instant sender_report_at_{};
};

}  // namespace diemcau::sites
