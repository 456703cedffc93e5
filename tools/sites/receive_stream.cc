#include "receive_stream.h"

#include <algorithm>

#include "stamp.h"
#include "wire/vp8.h"

namespace diemcau::sites {
namespace {

constexpr uint32_t kAudioClockHz = 48000;
constexpr uint32_t kVideoClockHz = 90000;
// Numbers start here, so that a few packets that come before the first stay above zero.
constexpr int64_t kNumberBase = int64_t{1} << 20;
constexpr size_t kNacksAtOnce = 64;

FrameTracker::Packet shape_of(const wire::RtpPacket& packet) {
  if (packet.payload_size == 0) return {.is_empty = true};
  const auto descriptor = wire::parse_vp8_descriptor(packet.payload());
  if (!descriptor) return {.ends = packet.marker};
  return {.begins = descriptor->begins_frame,
          .ends = packet.marker,
          .is_keyframe = descriptor->is_keyframe};
}

// RFC 3550 section 6.4.1: in 1/65536 s.
uint32_t to_report_units(Duration duration) {
  return static_cast<uint32_t>(to_us(duration) * 65536 / 1'000'000);
}

}  // namespace

ReceiveStream::ReceiveStream(MediaKind kind, Ssrc ssrc)
    : kind_(kind),
      ssrc_(ssrc),
      seen_(kWindow, -1),
      reception_(kind == MediaKind::kAudio ? kAudioClockHz : kVideoClockHz) {}

void ReceiveStream::on_packet(Instant now, const wire::RtpPacket& packet, bool is_repair) {
  const int64_t sequence = kNumberBase + unwrapper_.unwrap(packet.sequence);
  if (!first_) {
    first_ = highest_ = sequence;
    first_packet_ = now;
  } else if (sequence <= highest_ - static_cast<int64_t>(kWindow) / 2 || sequence < *first_) {
    ++counters_.late;
    return;
  }
  if (!is_new(sequence)) return;
  if (!is_repair) reception_.on_packet(now, sequence, packet.timestamp);
  follow(now, sequence);
  on_payload(now, sequence, packet);
}

bool ReceiveStream::is_new(int64_t sequence) {
  int64_t& slot = seen_[static_cast<size_t>(sequence) % kWindow];
  if (slot == sequence) {
    ++counters_.duplicates;
    return false;
  }
  slot = sequence;
  ++unique_;
  return true;
}

void ReceiveStream::follow(Instant now, int64_t sequence) {
  if (sequence < highest_) {
    ++counters_.recovered;
    nacks_.on_recovered(now, sequence);
    return;
  }
  if (sequence > highest_ + 1) {
    ++counters_.gaps;
    if (kind_ == MediaKind::kVideo) nacks_.on_gap(now, highest_, sequence);
  }
  highest_ = sequence;
}

void ReceiveStream::on_payload(Instant now, int64_t sequence, const wire::RtpPacket& packet) {
  if (packet.payload_size != 0) {
    ++counters_.packets;
    last_packet_ = now;
    // A stamp from another machine's clock tells nothing.
    if (const auto stamp = read_stamp(packet.payload()); stamp && stamp->sent <= now) {
      latency_.add(now - stamp->sent);
    }
  }
  if (kind_ == MediaKind::kVideo) frames_.on_packet(now, sequence, shape_of(packet));
}

void ReceiveStream::on_sender_report(Instant now, const wire::SenderReport& report) {
  sender_report_ = report;
  sender_report_at_ = now;
}

void ReceiveStream::poll_feedback(Instant now, Ssrc sender, ByteWriter& out) {
  if (kind_ != MediaKind::kVideo || !first_) return;
  ask_for_missing(now, sender, out);
  if (nacks_.take_given_up()) next_keyframe_request_ = std::min(next_keyframe_request_, now);
  if (now >= keyframe_due()) ask_for_keyframe(now, sender, out);
}

void ReceiveStream::ask_for_missing(Instant now, Ssrc sender, ByteWriter& out) {
  std::array<int64_t, kNacksAtOnce> missing;
  const size_t count = nacks_.poll(now, missing);
  if (count == 0) return;
  std::array<uint16_t, kNacksAtOnce> numbers;
  std::transform(missing.begin(), missing.begin() + count, numbers.begin(),
                 [](int64_t sequence) { return static_cast<uint16_t>(sequence); });
  wire::write_nack(out, sender, ssrc_, std::span(numbers).first(count));
  counters_.nacked += count;
}

void ReceiveStream::ask_for_keyframe(Instant now, Ssrc sender, ByteWriter& out) {
  wire::write_pli(out, sender, ssrc_);
  next_keyframe_request_ = now + kKeyframeRetry;
  ++counters_.keyframe_requests;
}

// Packets come but for a while no frame could be decoded.
Instant ReceiveStream::keyframe_due() const {
  const Instant since = frames_.last_frame().value_or(first_packet_);
  if (last_packet_ - since < kKeyframePatience) return kNever;
  return next_keyframe_request_;
}

Instant ReceiveStream::next_timeout() const {
  if (kind_ != MediaKind::kVideo || !first_) return kNever;
  return std::min(nacks_.next_timeout(), keyframe_due());
}

wire::ReportBlock ReceiveStream::report_block(Instant now) {
  const forward::ReceptionReport report = reception_.take_report();
  wire::ReportBlock block{.ssrc = ssrc_,
                          .fraction_lost = report.fraction_lost,
                          .cumulative_lost = report.cumulative_lost,
                          .highest_sequence = report.highest_sequence,
                          .jitter = report.jitter};
  if (sender_report_) {
    block.last_sr = static_cast<uint32_t>(sender_report_->ntp >> 16);
    block.delay_since_sr = to_report_units(now - sender_report_at_);
  }
  return block;
}

ReceiveCounters ReceiveStream::counters() const {
  ReceiveCounters out = counters_;
  if (first_) out.lost = static_cast<uint64_t>(highest_ - *first_ + 1) - unique_;
  return out;
}

}  // namespace diemcau::sites
