#include "shard/reports.h"

#include <algorithm>
#include <array>
#include <string>

#include "wire/rtcp.h"

namespace diemcau::shard {
namespace {

constexpr size_t kMaxCompound = 1200;
constexpr size_t kSenderReportSpace = 28 + 32;  // with its CNAME
// The ssrc that our reports and feedback come from; nothing is sent on it.
constexpr Ssrc kReporter{1};

// RFC 3550 section 6.4.1: in units of 1/65536 seconds.
uint32_t short_ntp(Duration duration) {
  return static_cast<uint32_t>(to_us(duration) * 65536 / 1'000'000);
}

void send(Peer& peer, Bytes compound, Outbox& out) {
  const auto& path = peer.transport.selected_path();
  if (compound.empty() || !path) return;
  MutableBytes place = out.next();
  if (place.empty()) return;
  out.commit(*path, peer.transport.protect_rtcp(compound, place));
}

void write_reception(Instant now, Peer& peer, Outbox& out) {
  std::array<wire::ReportBlock, 31> blocks;
  size_t count = 0;
  uint8_t worst = 0;
  for (Source* source : peer.sources) {
    for (size_t i = 0; i < kMaxLayers && count < blocks.size(); ++i) {
      forward::SourceStream* stream = source->track.stream(static_cast<Layer>(i));
      if (stream == nullptr || !stream->reception().started() || !source->ssrcs[i]) continue;
      const forward::ReceptionReport report = stream->reception().take_report();
      worst = std::max(worst, report.fraction_lost);
      const bool reported = stream->last_sr_at() != kNever;
      blocks[count++] = {*source->ssrcs[i],
                         report.fraction_lost,
                         report.cumulative_lost,
                         report.highest_sequence,
                         report.jitter,
                         reported ? stream->last_sr() : 0,
                         reported ? short_ntp(now - stream->last_sr_at()) : 0};
    }
  }
  if (count == 0) {
    peer.uplink_loss.reset();
    return;
  }
  peer.uplink_loss = worst / 256.0;
  std::array<uint8_t, kMaxCompound> buffer;
  ByteWriter writer(buffer);
  wire::write_receiver_report(writer, kReporter, {blocks.data(), count});
  wire::write_cname(writer, kReporter, "diemcau");
  send(peer, writer.written(), out);
}

// One clock, and so one CNAME, a publisher (RFC 3550 section 6.5.1).
void write_sender_reports(Peer& peer, Outbox& out) {
  std::array<uint8_t, kMaxCompound> buffer;
  ByteWriter writer(buffer);
  for (const Sink* sink : peer.sinks) {
    const auto report = sink->view.report(sink->source.track);
    if (!report) continue;
    wire::write_sender_report(writer, {sink->view.ssrc(), report->ntp, report->rtp_timestamp,
                                       report->packet_count, report->octet_count});
    wire::write_cname(writer, sink->view.ssrc(),
                      "p" + std::to_string(sink->source.publisher.id.value));
    if (writer.remaining() < kSenderReportSpace) {
      send(peer, writer.written(), out);
      writer = ByteWriter(buffer);
    }
  }
  send(peer, writer.written(), out);
}

}  // namespace

void write_feedback(Instant now, Source& source, Outbox& out) {
  forward::Feedback feedback;
  while (source.track.poll_feedback(now, feedback)) {
    const auto& ssrc = source.ssrcs[static_cast<size_t>(feedback.layer)];
    if (!ssrc) continue;
    std::array<uint8_t, kMaxCompound> buffer;
    ByteWriter writer(buffer);
    wire::write_nack(writer, kReporter, *ssrc, feedback.lost_packets());
    if (feedback.keyframe) wire::write_pli(writer, kReporter, *ssrc);
    send(source.publisher, writer.written(), out);
  }
}

void write_arrivals(Instant now, Peer& peer, Outbox& out) {
  std::array<uint8_t, kMaxCompound> buffer;
  while (true) {
    const Bytes feedback = peer.arrivals.poll_feedback(now, buffer);
    if (feedback.empty()) return;
    send(peer, feedback, out);
  }
}

void write_reports(Instant now, Peer& peer, Outbox& out) {
  write_reception(now, peer, out);
  write_sender_reports(peer, out);
}

}  // namespace diemcau::shard
