#include "shard/paced_output.h"

namespace diemcau::shard {
namespace {

// A probe of padding alone: as much as one packet takes (RFC 3550 section 5.1).
constexpr size_t kProbePadding = 224;

// Pictures that can be had by RTX are probed with.
Sink* probe_sink(const Peer& receiver) {
  Sink* best = nullptr;
  for (Sink* sink : receiver.sinks) {
    if (sink->view.rtx_ssrc() == Ssrc{0} || sink->config.extensions.transport_cc == 0) continue;
    if (best == nullptr || (!best->view.current_layer() && sink->view.current_layer())) best = sink;
  }
  return best;
}

}  // namespace

void PacedOutput::add(Peer& receiver) {
  if (receiver.downlink->due) return;
  receiver.downlink->due = true;
  due_.push_back(receiver.id);
}

void PacedOutput::write(Instant now, const Registry& registry, SegmentWriter& writer,
                        FanOut::Outcome& outcome) {
  while (!due_.empty() && writer.has_room()) {
    Peer* receiver = registry.peer(due_.back());
    if (receiver != nullptr && receiver->connected) {
      if (!write_peer(now, *receiver, registry, writer, outcome)) return;
      outcome.paced.push_back(receiver);
    }
    if (receiver != nullptr) receiver->downlink->due = false;
    due_.pop_back();
  }
}

// False when there is no room left in the batch.
bool PacedOutput::write_peer(Instant now, Peer& receiver, const Registry& registry,
                             SegmentWriter& writer, FanOut::Outcome& outcome) {
  Downlink& downlink = *receiver.downlink;
  while ((!downlink.again.empty() || !downlink.pictures.empty()) && downlink.pacer.may_send(now)) {
    if (!writer.has_room()) return false;
    WaitingLine& line = downlink.again.empty() ? downlink.pictures : downlink.again;
    write_one(now, registry, line.pop(), writer, outcome);
  }
  downlink.on_line_changed();
  while (downlink.estimator.padding_due(now) >= Downlink::kLeastPadding) {
    if (!writer.has_room()) return false;
    if (!write_padding(now, receiver, writer)) break;
  }
  return true;
}

void PacedOutput::write_one(Instant now, const Registry& registry, const Waiting& waiting,
                            SegmentWriter& writer, FanOut::Outcome& outcome) {
  Sink* sink = registry.sink(waiting.sink);
  if (sink == nullptr) return;
  forward::SourceTrack& track = sink->source.track;
  if (waiting.packet) {
    forward::Outgoing outgoing;
    if (sink->view.accept(*waiting.packet, track, outgoing)) {
      send_packet(now, *sink, outgoing, 0, writer);
      ++counters_.rtp_out;
      outcome.on_sent(*sink);
    }
    if (track.next_timeout() != kNever) outcome.asking.push_back(&sink->source);
    return;
  }
  forward::Outgoing outgoing;
  // Where there is too little, nothing goes into pictures that will not be shown.
  if (!sink->view.needs(waiting.sequence)) return;
  if (!sink->view.handle_nack(now, waiting.sequence, track, outgoing)) return;
  send_packet(now, *sink, outgoing, 0, writer);
  ++counters_.retransmissions_out;
}

bool PacedOutput::write_padding(Instant now, Peer& receiver, SegmentWriter& writer) {
  Sink* sink = probe_sink(receiver);
  forward::Outgoing outgoing;
  if (sink == nullptr || !sink->view.probe(sink->source.track, outgoing)) return false;
  send_packet(now, *sink, outgoing, outgoing.is_padding ? kProbePadding : 0, writer);
  ++counters_.probes_out;
  return true;
}

}  // namespace diemcau::shard
