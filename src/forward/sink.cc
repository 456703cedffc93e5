#include "forward/sink.h"

#include <algorithm>

#include "wire/red.h"
#include "wire/rtp.h"

namespace diemcau::forward {
namespace {

// Layers whose clocks disagree by more than this are not aligned by their sender reports.
constexpr int32_t kPlausibleStepMs = 3000;

// Two formats of one codec are the same to a decoder if what shapes the bitstream agrees.
std::string_view parameter(const PayloadFormat& format, std::string_view name) {
  std::string_view rest = format.parameters;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(';'), rest.size());
    std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(name) && one.size() > name.size() && one[name.size()] == '=') {
      return one.substr(name.size() + 1);
    }
  }
  return {};
}

bool same_bitstream(const PayloadFormat& a, const PayloadFormat& b) {
  if (a.codec != b.codec) return false;
  if (a.codec == Codec::kH264) {
    return parameter(a, "packetization-mode") == parameter(b, "packetization-mode") &&
           parameter(a, "profile-level-id").substr(0, 4) ==
               parameter(b, "profile-level-id").substr(0, 4);
  }
  if (a.codec == Codec::kVp9) return parameter(a, "profile-id") == parameter(b, "profile-id");
  return true;
}

const PayloadFormat* find_codec(const std::vector<PayloadFormat>& formats, Codec codec) {
  const auto at = std::find_if(formats.begin(), formats.end(),
                               [&](const PayloadFormat& one) { return one.codec == codec; });
  return at == formats.end() ? nullptr : &*at;
}

// Milliseconds from one NTP moment to another.
int64_t ntp_distance_ms(uint64_t from, uint64_t to) {
  return static_cast<int64_t>(to - from) / ((int64_t{1} << 32) / 1000);
}

}  // namespace

Sink::Sink(Config config)
    : formats_(std::move(config.formats)), ssrc_(config.ssrc), rtx_ssrc_(config.rtx_ssrc) {
  set_source_formats(config.source_formats);
}

void Sink::set_source_formats(const std::vector<PayloadFormat>& formats) {
  for (size_t i = 0; i < deliveries_.size(); ++i) {
    deliveries_[i] = find_delivery(static_cast<Codec>(i), formats);
  }
}

Sink::Delivery Sink::find_delivery(Codec codec, const std::vector<PayloadFormat>& sources) const {
  const PayloadFormat* source = find_codec(sources, codec);
  if (source == nullptr) return {};
  if (codec == Codec::kRed) {
    // The blocks name Opus by the publisher's payload type: passed on only where the receiver
    // numbers it alike.
    const PayloadFormat* red = find_codec(formats_, Codec::kRed);
    const PayloadFormat* opus = find_codec(formats_, Codec::kOpus);
    const PayloadFormat* sent = find_codec(sources, Codec::kOpus);
    const bool alike = red != nullptr && opus != nullptr && sent != nullptr &&
                       opus->payload_type == sent->payload_type;
    if (alike) return {true, false, red->payload_type, red->rtx_payload_type};
    if (opus == nullptr) return {};
    return {true, true, opus->payload_type, opus->rtx_payload_type};
  }
  // The same bitstream if the receiver names it; else the codec as such, which decoders of the
  // higher profile take.
  for (const PayloadFormat& format : formats_) {
    if (same_bitstream(format, *source)) {
      return {true, false, format.payload_type, format.rtx_payload_type};
    }
  }
  const PayloadFormat* like = find_codec(formats_, codec);
  if (like == nullptr) return {};
  return {true, false, like->payload_type, like->rtx_payload_type};
}

void Sink::select(Layer highest, bool paused) {
  highest_wanted_ = highest;
  paused_ = paused;
  if (paused) flowing_ = false;
}

std::optional<Layer> Sink::current_layer() const {
  if (!flowing_) return std::nullopt;
  return stretches_[(stretch_count_ - 1) % kStretches].layer;
}

// The best layer that is wanted and lives; when only better ones live, the least of those.
std::optional<Layer> Sink::wanted_layer(uint8_t live) const {
  for (int layer = static_cast<int>(highest_wanted_); layer >= 0; --layer) {
    if ((live >> layer & 1) != 0) return static_cast<Layer>(layer);
  }
  for (int layer = 0; layer < static_cast<int>(kMaxLayers); ++layer) {
    if ((live >> layer & 1) != 0) return static_cast<Layer>(layer);
  }
  return std::nullopt;
}

bool Sink::may_accept(const Packet& packet, const SourceTrack& track) const {
  if (paused_ || packet.arrived < track.open_since()) return false;
  if (!delivery_of(packet.codec).possible) return false;
  return packet.layer == current_layer() || packet.layer == wanted_layer(track.live_layers());
}

bool Sink::accept(const Packet& packet, SourceTrack& track, Outgoing& out) {
  if (paused_ || packet.arrived < track.open_since()) return false;
  const Delivery delivery = delivery_of(packet.codec);
  if (!delivery.possible) return false;
  const std::optional<Layer> current = current_layer();
  if (packet.layer != current) {
    if (packet.layer != wanted_layer(track.live_layers())) return false;
    if (!(packet.begins_frame && packet.is_keyframe)) {
      track.want_keyframe(packet.layer);
      return false;
    }
    begin_stretch(packet, track);
  }
  const Stretch& stretch = stretches_[(stretch_count_ - 1) % kStretches];
  if (packet.sequence < stretch.first_in) return false;
  rewrite(packet, stretch, delivery, out);
  remember(packet, out);
  return true;
}

void Sink::begin_stretch(const Packet& packet, const SourceTrack& track) {
  Stretch next;
  next.layer = packet.layer;
  next.first_in = packet.sequence;
  next.first_out = stretch_count_ == 0 ? (packet.sequence & 0x7fff) : highest_out_ + 1;
  if (stretch_count_ > 0) {
    next.timestamp_offset = continued_timestamp(packet, track) - packet.timestamp;
    if (packet.vp8) {
      next.picture_id_offset = static_cast<uint16_t>(last_picture_id_ + 1 - packet.vp8->picture_id);
      next.tl0_offset = static_cast<uint8_t>(last_tl0_ + 1 - packet.vp8->tl0_picture_index);
      next.key_index_offset = static_cast<uint8_t>(last_key_index_ + 1 - packet.vp8->key_index);
    }
  }
  stretches_[stretch_count_++ % kStretches] = next;
  flowing_ = true;
}

// Where `packet` stands on the receiver's clock: by the layers' sender reports where both are
// known, else by when it came.
uint32_t Sink::continued_timestamp(const Packet& packet, const SourceTrack& track) const {
  const Stretch& last = stretches_[(stretch_count_ - 1) % kStretches];
  const int64_t rate = track.clock_rate_hz();
  const auto by_arrival = static_cast<uint32_t>(
      last_timestamp_ +
      std::max<int64_t>(1, to_us(packet.arrived - last_arrived_) * rate / 1'000'000));
  if (last.layer == packet.layer) {
    // Resumed after a pause: the layer's own clock went on.
    const uint32_t same = packet.timestamp + last.timestamp_offset;
    return wire::timestamp_distance(last_timestamp_, same) > 0 ? same : by_arrival;
  }
  const auto old_clock = track.clock(last.layer);
  const auto new_clock = track.clock(packet.layer);
  if (!old_clock || !new_clock) return by_arrival;
  const int64_t apart_ms = ntp_distance_ms(old_clock->ntp, new_clock->ntp);
  const int64_t since_report = wire::timestamp_distance(new_clock->rtp_timestamp, packet.timestamp);
  const auto aligned =
      static_cast<uint32_t>(old_clock->rtp_timestamp + last.timestamp_offset +
                            static_cast<uint32_t>(apart_ms * rate / 1000 + since_report));
  const int64_t step = wire::timestamp_distance(last_timestamp_, aligned);
  if (step * 1000 / rate > kPlausibleStepMs || step * 1000 / rate < -kPlausibleStepMs) {
    return by_arrival;
  }
  return step > 0 ? aligned : last_timestamp_ + 1;
}

void Sink::rewrite(const Packet& packet, const Stretch& stretch, const Delivery& delivery,
                   Outgoing& out) const {
  const int64_t sequence = stretch.first_out + (packet.sequence - stretch.first_in);
  out.header = {delivery.payload_type, packet.marker, static_cast<uint16_t>(sequence),
                packet.timestamp + stretch.timestamp_offset, ssrc_};
  out.prefix_size = 0;
  out.tail = packet.payload();
  out.is_padding = out.tail.empty();
  if (delivery.unwrap_red) {
    const auto primary = wire::parse_red_primary(out.tail);
    out.tail = primary ? primary->payload : Bytes{};
    out.is_padding = out.tail.empty();
  }
  if (!packet.vp8) return;
  const wire::Vp8Descriptor& shape = *packet.vp8;
  std::copy_n(out.tail.begin(), shape.size, out.prefix.begin());
  out.prefix_size = shape.size;
  out.tail = out.tail.subspan(shape.size);
  wire::patch_vp8_descriptor(
      {out.prefix.data(), shape.size}, shape,
      static_cast<uint16_t>((shape.picture_id + stretch.picture_id_offset) & 0x7fff),
      static_cast<uint8_t>(shape.tl0_picture_index + stretch.tl0_offset),
      static_cast<uint8_t>(shape.key_index + stretch.key_index_offset));
}

void Sink::remember(const Packet& packet, const Outgoing& out) {
  ++packet_count_;
  octet_count_ += static_cast<uint32_t>(out.prefix_size + out.tail.size());
  const Stretch& stretch = stretches_[(stretch_count_ - 1) % kStretches];
  const int64_t sequence = stretch.first_out + (packet.sequence - stretch.first_in);
  if (packet_count_ > 1 && sequence <= highest_out_) return;
  highest_out_ = sequence;
  last_timestamp_ = out.header.timestamp;
  last_arrived_ = packet.arrived;
  if (!packet.vp8) return;
  last_picture_id_ = (packet.vp8->picture_id + stretch.picture_id_offset) & 0x7fff;
  last_tl0_ = static_cast<uint8_t>(packet.vp8->tl0_picture_index + stretch.tl0_offset);
  last_key_index_ = (packet.vp8->key_index + stretch.key_index_offset) & 0x1f;
}

const Sink::Stretch* Sink::stretch_of(int64_t sequence) const {
  const size_t kept = std::min(stretch_count_, kStretches);
  for (size_t i = 0; i < kept; ++i) {
    const Stretch& stretch = stretches_[(stretch_count_ - 1 - i) % kStretches];
    if (sequence >= stretch.first_out) return &stretch;
  }
  return nullptr;
}

bool Sink::may_resend(Instant now, uint16_t sequence) {
  if (now - resent_since_ >= 1s) {
    resent_since_ = now;
    resent_count_ = 0;
  }
  Resent& last = resent_[sequence % kResent];
  const bool too_soon =
      last.sequence == sequence && last.at != Instant{} && now - last.at < kResendInterval;
  if (too_soon || resent_count_ >= kResendsPerSecond) return false;
  last = {sequence, now};
  ++resent_count_;
  return true;
}

bool Sink::handle_nack(Instant now, uint16_t sequence, const SourceTrack& track, Outgoing& out) {
  if (packet_count_ == 0) return false;
  const int64_t unwrapped =
      highest_out_ + wire::sequence_distance(static_cast<uint16_t>(highest_out_), sequence);
  return unwrapped <= highest_out_ && may_resend(now, sequence) && resend(unwrapped, track, out);
}

bool Sink::needs(uint16_t sequence) const {
  if (!flowing_) return false;
  const Stretch& newest = stretches_[(stretch_count_ - 1) % kStretches];
  const int64_t back = wire::sequence_distance(sequence, static_cast<uint16_t>(highest_out_));
  return highest_out_ - back >= newest.first_out;
}

bool Sink::resend(int64_t sequence, const SourceTrack& track, Outgoing& out) {
  const Stretch* stretch = stretch_of(sequence);
  if (stretch == nullptr) return false;
  const Packet* packet =
      track.find(stretch->layer, stretch->first_in + (sequence - stretch->first_out));
  if (packet == nullptr) return false;
  const Delivery delivery = delivery_of(packet->codec);
  if (!delivery.possible || !delivery.rtx_payload_type || rtx_ssrc_ == Ssrc{0}) return false;
  rewrite(*packet, *stretch, delivery, out);
  // RFC 4588 section 4: the original number in front of the payload, on a stream of its own. What
  // was padding is an empty payload.
  std::copy_backward(out.prefix.begin(), out.prefix.begin() + out.prefix_size,
                     out.prefix.begin() + out.prefix_size + 2);
  store_be16(out.prefix.data(), out.header.sequence);
  out.prefix_size = static_cast<uint8_t>(out.prefix_size + 2);
  out.is_padding = false;
  out.header.payload_type = *delivery.rtx_payload_type;
  out.header.sequence = rtx_sequence_++;
  out.header.ssrc = rtx_ssrc_;
  return true;
}

bool Sink::probe(const SourceTrack& track, Outgoing& out) {
  for (int64_t tries = 0; packet_count_ > 0 && tries < kProbed; ++tries) {
    if (resend(highest_out_ - probed_++ % kProbed, track, out) && !out.tail.empty()) return true;
  }
  const auto takes_rtx = [](const Delivery& one) { return one.possible && one.rtx_payload_type; };
  const auto delivery = std::find_if(deliveries_.begin(), deliveries_.end(), takes_rtx);
  if (delivery == deliveries_.end() || rtx_ssrc_ == Ssrc{0}) return false;
  out = Outgoing{};
  out.header = {*delivery->rtx_payload_type, false, rtx_sequence_++, last_timestamp_, rtx_ssrc_};
  out.is_padding = true;
  return true;
}

void Sink::handle_keyframe_request(SourceTrack& track) {
  if (const auto current = current_layer()) track.want_keyframe(*current);
}

std::optional<Sink::Report> Sink::report(const SourceTrack& track) const {
  const auto current = current_layer();
  if (!current) return std::nullopt;
  const auto clock = track.clock(*current);
  if (!clock) return std::nullopt;
  const Stretch& stretch = stretches_[(stretch_count_ - 1) % kStretches];
  return Report{clock->ntp, clock->rtp_timestamp + stretch.timestamp_offset, packet_count_,
                octet_count_};
}

}  // namespace diemcau::forward
