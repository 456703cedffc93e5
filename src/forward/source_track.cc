#include "forward/source_track.h"

#include <algorithm>

namespace diemcau::forward {
namespace {

constexpr size_t kRtxHeaderSize = 2;  // RFC 4588 section 4: the original sequence number

size_t index_of(Layer layer) { return static_cast<size_t>(layer); }

}  // namespace

SourceTrack::SourceTrack(MediaKind kind, std::vector<PayloadFormat> formats)
    : kind_(kind),
      clock_rate_hz_(kind == MediaKind::kAudio ? 48000 : 90000),
      formats_(std::move(formats)) {}

const PayloadFormat* SourceTrack::format_of(uint8_t payload_type) const {
  const auto at = std::find_if(formats_.begin(), formats_.end(), [&](const PayloadFormat& one) {
    return one.payload_type == payload_type;
  });
  return at == formats_.end() ? nullptr : &*at;
}

const PayloadFormat* SourceTrack::format_of_rtx(uint8_t payload_type) const {
  const auto at = std::find_if(formats_.begin(), formats_.end(), [&](const PayloadFormat& one) {
    return one.rtx_payload_type == payload_type;
  });
  return at == formats_.end() ? nullptr : &*at;
}

SourceStream& SourceTrack::stream_for(Layer layer) {
  auto& stream = streams_[index_of(layer)];
  if (stream == nullptr) stream = std::make_unique<SourceStream>(kind_, clock_rate_hz_);
  return *stream;
}

PacketRef SourceTrack::handle_rtp(Instant now, Layer layer, const wire::RtpPacket& rtp,
                                  PacketPool& pool, Refusal& refusal) {
  const PayloadFormat* format = format_of(rtp.payload_type);
  if (format == nullptr) {
    refusal = Refusal::kUnknownFormat;
    return {};
  }
  stream_for(layer).on_arrival(now, rtp);
  return accept(now, layer, rtp, format->codec, rtp.sequence, rtp.payload(), pool, refusal);
}

PacketRef SourceTrack::handle_rtx(Instant now, Layer layer, const wire::RtpPacket& rtp,
                                  PacketPool& pool, Refusal& refusal) {
  const PayloadFormat* format = format_of_rtx(rtp.payload_type);
  const Bytes payload = rtp.payload();
  if (format == nullptr) {
    refusal = Refusal::kUnknownFormat;
    return {};
  }
  // Shorter: a probe, which carries nothing.
  if (payload.size() <= kRtxHeaderSize) {
    refusal = Refusal::kPadding;
    return {};
  }
  return accept(now, layer, rtp, format->codec, load_be16(payload.data()),
                payload.subspan(kRtxHeaderSize), pool, refusal);
}

PacketRef SourceTrack::accept(Instant now, Layer layer, const wire::RtpPacket& rtp, Codec codec,
                              uint16_t sequence, Bytes payload, PacketPool& pool,
                              Refusal& refusal) {
  SourceStream& stream = stream_for(layer);
  const uint64_t frames_before = stream.frames();
  PacketRef packet =
      stream.handle_packet(now, {codec, layer, rtp, sequence, payload}, pool, refusal);
  if (stream.frames() != frames_before) on_frame(layer);
  return packet;
}

void SourceTrack::handle_sender_report(Instant now, Layer layer, const wire::SenderReport& report) {
  if (SourceStream* known = stream(layer)) known->handle_sender_report(now, report);
}

void SourceTrack::close() {
  open_since_ = kNever;
  forget_missing();
}

void SourceTrack::open(Instant now) {
  open_since_ = now;
  for (size_t layer = 0; layer < kMaxLayers; ++layer) {
    if ((live_ >> layer & 1) != 0) want_keyframe(static_cast<Layer>(layer));
  }
}

void SourceTrack::skip(Instant now, Layer layer, const wire::RtpPacket& rtp) {
  SourceStream& stream = stream_for(layer);
  const uint64_t frames_before = stream.frames();
  stream.on_arrival(now, rtp);
  stream.skip(rtp);
  if (stream.frames() != frames_before) on_frame(layer);
}

void SourceTrack::on_frame(Layer layer) {
  for (size_t other = 0; other < kMaxLayers; ++other) {
    if (++frames_behind_[other] > kFramesToStop)
      live_ = static_cast<uint8_t>(live_ & ~(1 << other));
  }
  frames_behind_[index_of(layer)] = 0;
  live_ = static_cast<uint8_t>(live_ | 1 << index_of(layer));
}

void SourceTrack::want_keyframe(Layer layer) {
  if (kind_ == MediaKind::kVideo) stream_for(layer).keyframes().want();
}

const Packet* SourceTrack::find(Layer layer, int64_t sequence) const {
  const auto& stream = streams_[index_of(layer)];
  return stream == nullptr ? nullptr : stream->find(sequence);
}

std::optional<ClockPair> SourceTrack::clock(Layer layer) const {
  const auto& stream = streams_[index_of(layer)];
  return stream == nullptr ? std::nullopt : stream->clock();
}

bool SourceTrack::poll_feedback(Instant now, Feedback& out) {
  if (is_silent()) return false;
  for (size_t i = 0; i < kMaxLayers; ++i) {
    if (streams_[i] == nullptr) continue;
    SourceStream& stream = *streams_[i];
    out.layer = static_cast<Layer>(i);
    out.lost_count = stream.poll_lost(now, out.lost);
    if (stream.nacks().take_given_up()) stream.keyframes().want();
    out.keyframe = stream.keyframes().poll(now);
    if (out.keyframe || out.lost_count > 0) return true;
  }
  return false;
}

Instant SourceTrack::next_timeout() const {
  Instant next = kNever;
  if (is_silent()) return next;
  for (const auto& stream : streams_) {
    if (stream == nullptr) continue;
    next = std::min({next, stream->nacks().next_timeout(), stream->keyframes().next_timeout()});
  }
  return next;
}

void SourceTrack::mute(bool muted) {
  muted_ = muted;
  if (muted) forget_missing();
}

void SourceTrack::forget_missing() {
  for (const auto& stream : streams_) {
    if (stream != nullptr) stream->nacks().clear();
  }
}

}  // namespace diemcau::forward
