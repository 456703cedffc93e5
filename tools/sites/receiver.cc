#include "receiver.h"

#include <algorithm>
#include <array>

namespace diemcau::sites {
namespace {

constexpr size_t kMaxCompound = 1100;
constexpr size_t kBlocksInReport = 31;

}  // namespace

Receiver::Receiver(Instant now, const ReceiveFormats& formats, Ssrc own_ssrc)
    : formats_(formats),
      own_ssrc_(own_ssrc),
      arrivals_(own_ssrc),
      next_report_(now + kReportInterval) {}

void Receiver::handle_rtp(Instant now, Bytes plain) {
  const auto packet = wire::parse_rtp(plain);
  if (!packet) {
    ++stray_packets_;
    return;
  }
  const Bytes number = packet->extension(formats_.extensions.transport_cc);
  if (number.size() == 2) arrivals_.on_packet(now, load_be16(number.data()), packet->ssrc);
  if (packet->payload_type == formats_.vp8_rtx) {
    handle_repair(now, *packet);
  } else if (packet->payload_type == formats_.vp8) {
    handle_media(now, MediaKind::kVideo, *packet, false);
  } else if (packet->payload_type == formats_.opus) {
    handle_media(now, MediaKind::kAudio, *packet, false);
  } else {
    ++stray_packets_;
  }
}

// RFC 4588 section 4: behind the original sequence number the original payload.
void Receiver::handle_repair(Instant now, wire::RtpPacket packet) {
  // Padding only: a probe for bandwidth.
  if (packet.payload_size < 2) return;
  const auto media = repaired_by(packet);
  if (!media) {
    ++stray_packets_;
    return;
  }
  packet.sequence = load_be16(packet.payload().data());
  packet.payload_offset += 2;
  packet.payload_size -= 2;
  packet.ssrc = *media;
  handle_media(now, MediaKind::kVideo, packet, true);
}

std::optional<Ssrc> Receiver::repaired_by(const wire::RtpPacket& packet) const {
  if (const auto known = repairs_.find(packet.ssrc); known != repairs_.end()) return known->second;
  const auto mid = video_by_mid_.find(as_text(packet.extension(formats_.extensions.mid)));
  if (mid == video_by_mid_.end()) return std::nullopt;
  return mid->second;
}

void Receiver::handle_media(Instant now, MediaKind kind, const wire::RtpPacket& packet,
                            bool is_repair) {
  ReceiveStream* stream = stream_for(kind, packet);
  if (stream == nullptr) {
    ++stray_packets_;
    return;
  }
  stream->on_packet(now, packet, is_repair);
  if (kind == MediaKind::kAudio && !first_sound_) first_sound_ = now;
  if (kind == MediaKind::kVideo && !first_frame_) first_frame_ = stream->frames().last_frame();
}

ReceiveStream* Receiver::stream_for(MediaKind kind, const wire::RtpPacket& packet) {
  const auto known = streams_.find(packet.ssrc);
  if (known != streams_.end()) return known->second.kind() == kind ? &known->second : nullptr;
  if (streams_.size() == kMaxStreams) return nullptr;
  const Bytes mid = packet.extension(formats_.extensions.mid);
  if (kind == MediaKind::kVideo && !mid.empty()) {
    video_by_mid_.insert_or_assign(std::string(as_text(mid)), packet.ssrc);
  }
  return &streams_.try_emplace(packet.ssrc, kind, packet.ssrc).first->second;
}

void Receiver::handle_rtcp(Instant now, const wire::RtcpPacket& packet) {
  if (packet.type != wire::RtcpType::kSenderReport) return;
  const auto report = wire::parse_sender_report(packet);
  if (!report) return;
  const auto stream = streams_.find(report->ssrc);
  if (stream != streams_.end()) stream->second.on_sender_report(now, *report);
}

void Receiver::send_feedback(Instant now, MediaSender& sender) {
  send_requests(now, sender);
  std::array<uint8_t, kMaxCompound> buffer;
  for (Bytes due = arrivals_.poll_feedback(now, buffer); !due.empty();
       due = arrivals_.poll_feedback(now, buffer)) {
    sender.send_rtcp(due);
  }
  if (now >= next_report_) {
    next_report_ = now + kReportInterval;
    send_reports(now, sender);
  }
}

void Receiver::send_requests(Instant now, MediaSender& sender) {
  for (auto& [ssrc, stream] : streams_) {
    if (stream.next_timeout() > now) continue;
    std::array<uint8_t, kMaxCompound> buffer;
    ByteWriter out(buffer);
    stream.poll_feedback(now, own_ssrc_, out);
    if (out.ok() && out.size() != 0) sender.send_rtcp(out.written());
  }
}

void Receiver::send_reports(Instant now, MediaSender& sender) {
  std::vector<wire::ReportBlock> blocks;
  for (auto& [ssrc, stream] : streams_) blocks.push_back(stream.report_block(now));
  for (size_t first = 0; first == 0 || first < blocks.size(); first += kBlocksInReport) {
    std::array<uint8_t, kMaxCompound> buffer;
    ByteWriter out(buffer);
    const size_t count = std::min(kBlocksInReport, blocks.size() - first);
    wire::write_receiver_report(out, own_ssrc_, std::span(blocks).subspan(first, count));
    wire::write_cname(out, own_ssrc_, "site");
    if (out.ok()) sender.send_rtcp(out.written());
  }
}

Instant Receiver::next_timeout() const {
  Instant next = std::min(next_report_, arrivals_.next_timeout());
  for (const auto& [ssrc, stream] : streams_) next = std::min(next, stream.next_timeout());
  return next;
}

}  // namespace diemcau::sites
