#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/media.h"
#include "base/time.h"
#include "forward/source_stream.h"

namespace diemcau::forward {

// What to ask of a publisher about one layer: packets again, or a keyframe.
struct Feedback {
  static constexpr size_t kMaxLost = 64;
  Layer layer = Layer::kLow;
  bool keyframe = false;
  size_t lost_count = 0;
  std::array<uint16_t, kMaxLost> lost{};
  std::span<const uint16_t> lost_packets() const { return {lost.data(), lost_count}; }
};

// A published track with all its layers. Owner: the shard's Source. Receivers (Sink) read its
// packets, its clocks and its cache, and tell it when they want a keyframe.
class SourceTrack {
 public:
  // `formats` as answered to the publisher.
  SourceTrack(MediaKind kind, std::vector<PayloadFormat> formats);

  void set_formats(std::vector<PayloadFormat> formats) { formats_ = std::move(formats); }
  MediaKind kind() const { return kind_; }

  // A packet of `layer` on its own ssrc, or on the ssrc of its RTX stream.
  PacketRef handle_rtp(Instant now, Layer layer, const wire::RtpPacket& rtp, PacketPool& pool,
                       Refusal& refusal);
  PacketRef handle_rtx(Instant now, Layer layer, const wire::RtpPacket& rtp, PacketPool& pool,
                       Refusal& refusal);
  void handle_sender_report(Instant now, Layer layer, const wire::SenderReport& report);

  // A closed track is let through to nobody. What comes for it is only counted; once it opens,
  // keyframes are wanted and older packets stay behind.
  void close();
  void open(Instant now);
  void skip(Instant now, Layer layer, const wire::RtpPacket& rtp);
  // Packets that came before are not for receivers: kNever while it is closed.
  Instant open_since() const { return open_since_; }

  // Layers that packets come for, as bits 1 << layer. A layer is taken for stopped when the others
  // have brought kFramesToStop frames since its own last one: all layers show the same picture, and
  // a still screen, which stops them all, is no reason to switch.
  uint8_t live_layers() const { return live_; }

  // Receivers' side.
  void want_keyframe(Layer layer);
  const Packet* find(Layer layer, int64_t sequence) const;
  std::optional<ClockPair> clock(Layer layer) const;
  uint32_t clock_rate_hz() const { return clock_rate_hz_; }

  // The publisher's side: false when there is nothing (more) to ask now. A closed track is asked
  // for nothing.
  bool poll_feedback(Instant now, Feedback& out);
  Instant next_timeout() const;
  // A muted track is asked for nothing.
  void mute(bool muted);

  SourceStream* stream(Layer layer) { return streams_[static_cast<size_t>(layer)].get(); }

 private:
  static constexpr uint32_t kFramesToStop = 20;

  bool is_silent() const { return muted_ || open_since_ == kNever; }
  void forget_missing();
  const PayloadFormat* format_of(uint8_t payload_type) const;
  const PayloadFormat* format_of_rtx(uint8_t payload_type) const;
  SourceStream& stream_for(Layer layer);
  PacketRef accept(Instant now, Layer layer, const wire::RtpPacket& rtp, Codec codec,
                   uint16_t sequence, Bytes payload, PacketPool& pool, Refusal& refusal);
  void on_frame(Layer layer);

  const MediaKind kind_;
  const uint32_t clock_rate_hz_;
  std::vector<PayloadFormat> formats_;
  std::array<std::unique_ptr<SourceStream>, kMaxLayers> streams_;
  // Frames that other layers brought since this one's last.
  std::array<uint32_t, kMaxLayers> frames_behind_{};
  uint8_t live_ = 0;
  bool muted_ = false;
  Instant open_since_{};
};

}  // namespace diemcau::forward
