#include "shard/shard.h"

#include <algorithm>
#include <deque>
#include <vector>

#include "shard/data.h"
#include "shard/fan_out.h"
#include "shard/flight_recorder.h"
#include "shard/handshakes.h"
#include "shard/outbox.h"
#include "shard/paced_output.h"
#include "shard/registry.h"
#include "shard/reports.h"
#include "shard/retransmissions.h"
#include "shard/sharing.h"
#include "shard/timers.h"
#include "wire/audio_level.h"
#include "wire/rtcp.h"
#include "wire/rtp.h"
#include "wire/stun.h"

namespace diemcau::shard {
namespace {

constexpr Duration kReportInterval = 1s;
// What a packet is larger by when it leaves: the tag of its encryption, UDP and IP.
constexpr size_t kSealedOverhead = 16 + Downlink::kLineOverhead;

link::PeerLostReason reason_of(transport::LossReason reason) {
  switch (reason) {
    case transport::LossReason::kNeverConnected:
      return link::PeerLostReason::kNeverConnected;
    case transport::LossReason::kConsentExpired:
      return link::PeerLostReason::kConsentExpired;
    case transport::LossReason::kFingerprintMismatch:
      return link::PeerLostReason::kFingerprintMismatch;
    case transport::LossReason::kDtlsFailed:
      return link::PeerLostReason::kDtlsFailed;
    case transport::LossReason::kClosed:
      return link::PeerLostReason::kClosed;
  }
  return link::PeerLostReason::kClosed;
}

}  // namespace

class Shard::Impl {
 public:
  explicit Impl(const Config& config)
      : dtls_(*config.dtls), random_(config.random), fan_out_(counters_) {
    registry_.on_source_removed = [this](Source& source) { fan_out_.forget(source); };
    registry_.on_sink_removed = [this](Sink& sink, size_t at) { fan_out_.forget(sink, at); };
  }

  void handle_datagram(Instant now, const Path& path, MutableBytes datagram);
  void handle_timeout(Instant now);
  Instant next_timeout() const;
  bool poll_batch(Instant now, Batch& batch);
  bool poll_event(link::FromShard& out);
  const Counters& counters() const { return counters_; }
  std::optional<FlightReport> flight_of(Instant now, PeerId id) const {
    const Peer* peer = registry_.peer(id);
    return peer == nullptr ? std::nullopt : std::optional(report_of(now, *peer));
  }
  bool knows(const Path& path) const { return registry_.peer_by_path(path) != nullptr; }

  void handle(Instant now, const link::AddPeer& add);
  void handle(Instant now, const link::RemovePeer& remove);
  void handle(Instant now, const link::RestartIce& restart);
  void handle(Instant now, const link::SetSource& set);
  void handle(Instant now, const link::RemoveSource& remove);
  void handle(Instant now, const link::SetSink& set);
  void handle(Instant now, const link::RemoveSink& remove);
  void handle(Instant now, const link::SelectLayer& select);
  void handle(Instant now, const link::MuteSource& mute);
  void handle(Instant now, const link::GateSource& gate);
  void handle(Instant now, const link::SendData& message);
  void handle(Instant now, const link::DataTaken& taken);

 private:
  Peer* peer_of(const Path& path, Bytes datagram);
  void handle_datagram(Instant now, Peer& peer, const Path& path, MutableBytes datagram);
  void step_handshakes(Instant now);
  void handle_rtp(Instant now, Peer& peer, Bytes plain);
  void handle_media(Instant now, const Binding& binding, const wire::RtpPacket& rtp);
  void skip_media(Instant now, const Binding& binding, const wire::RtpPacket& rtp);
  void set_gate(Instant now, Source& source, bool open);
  void count(forward::Refusal refusal);
  void handle_level(Instant now, Source& source, const wire::RtpPacket& rtp);
  void handle_rtcp(Instant now, Peer& peer, Bytes plain);
  void handle_sender_report(Instant now, Peer& peer, const wire::RtcpPacket& packet);
  void handle_keyframe_request(Instant now, Peer& peer, Ssrc ssrc);
  void handle_nack(Peer& peer, const wire::RtcpPacket& packet);
  void handle_transport_feedback(Instant now, Peer& peer, const wire::RtcpPacket& packet);
  void follow_downlink(Instant now, Peer& peer);
  void follow_quality(Peer& peer);
  Sink* sink_of(Peer& peer, Ssrc ssrc) const;

  // What a peer's transport brought about: its datagrams, its coming up, its end.
  void follow_transport(Instant now, Peer& peer);
  void lose(Peer& peer);
  void handle_peer_timeout(Instant now, Peer& peer);
  void handle_room_timeout(Instant now, Room& room);
  void schedule(Peer& peer);
  void schedule(Room& room);
  void follow(Instant now, FanOut::Outcome& outcome);

  const transport::DtlsContext& dtls_;
  SecureRandom* const random_;
  Counters counters_;
  forward::PacketPool pool_;  // outlives all that refers to its packets
  FanOut fan_out_;
  Registry registry_;
  Outbox outbox_;
  Handshakes handshakes_;
  Retransmissions retransmissions_;
  PacedOutput paced_{counters_};
  Timers<PeerId> peer_timers_;
  Timers<RoomId> room_timers_;
  std::deque<link::FromShard> events_;
  Sharing sharing_{events_};
  DataRelay data_{counters_, events_};
  FanOut::Outcome outcome_;
  std::vector<forward::Speaker> speakers_;
  std::vector<Peer*> data_sent_;
  std::vector<uint8_t> datagram_;
};

// --- Datagrams
// ------------------------------------------------------------------------------------

// A check is its peer's by the ufrag it names, wherever it comes from; all else by its path.
Peer* Shard::Impl::peer_of(const Path& path, Bytes datagram) {
  if (!wire::is_stun(datagram)) {
    Peer* peer = registry_.peer_by_path(path);
    if (peer == nullptr) ++counters_.unknown_path;
    return peer;
  }
  const auto message = wire::parse_stun(datagram);
  const auto username = message ? wire::split_username(message->username) : std::nullopt;
  Peer* peer = username ? registry_.peer_by_ufrag(username->receiver) : nullptr;
  if (peer == nullptr) ++counters_.unknown_ufrag;
  return peer;
}

void Shard::Impl::handle_datagram(Instant now, const Path& path, MutableBytes datagram) {
  ++counters_.datagrams_in;
  Peer* peer = peer_of(path, datagram);
  if (peer == nullptr) return;
  if (peer->transport.is_handshake(path, datagram)) {
    if (!handshakes_.push(*peer, path, datagram)) ++counters_.handshakes_refused;
    return;
  }
  handle_datagram(now, *peer, path, datagram);
}

// One answer at most: see Handshakes.
void Shard::Impl::step_handshakes(Instant now) {
  for (size_t i = 0; i < Handshakes::kPerStep && !handshakes_.empty() && outbox_.empty(); ++i) {
    Handshakes::Datagram first = handshakes_.pop();
    Peer* peer = registry_.peer(first.peer);
    if (peer == nullptr) continue;
    --peer->handshake_datagrams;
    handle_datagram(now, *peer, first.path, first.bytes);
  }
}

void Shard::Impl::handle_datagram(Instant now, Peer& peer, const Path& path,
                                  MutableBytes datagram) {
  MutableBytes plain;
  switch (peer.transport.handle_datagram(now, path, datagram, plain)) {
    case transport::Received::kDropped:
      ++counters_.refused;
      return;
    case transport::Received::kNone:
      if (peer.transport.is_valid(path)) registry_.bind_path(peer, path);
      return follow_transport(now, peer);
    case transport::Received::kRtp:
      return handle_rtp(now, peer, plain);
    case transport::Received::kRtcp:
      return handle_rtcp(now, peer, plain);
  }
}

void Shard::Impl::follow_transport(Instant now, Peer& peer) {
  Path path;
  while (peer.transport.poll_datagram(path, datagram_)) outbox_.push(path, datagram_);
  if (peer.transport.state() == transport::TransportState::kLost) return lose(peer);
  if (!peer.connected && peer.transport.state() == transport::TransportState::kConnected &&
      peer.transport.selected_path()) {
    peer.connected = true;
    peer.next_report = now + kReportInterval;
    events_.emplace_back(link::PeerConnected{peer.id});
    note_path(now, peer);
  }
  data_.follow(now, peer);
  schedule(peer);
}

void Shard::Impl::lose(Peer& peer) {
  events_.emplace_back(link::PeerLost{peer.id, reason_of(peer.transport.loss_reason())});
  registry_.remove_peer(peer);
}

// --- RTP
// ------------------------------------------------------------------------------------------

void Shard::Impl::handle_rtp(Instant now, Peer& peer, Bytes plain) {
  ++counters_.rtp_in;
  const auto rtp = wire::parse_rtp(plain);
  if (!rtp) {
    ++counters_.undecodable;
    return;
  }
  const Binding* binding = registry_.binding_of(peer, *rtp);
  if (binding == nullptr) {
    ++counters_.unknown_stream;
    return;
  }
  const Bytes number = rtp->extension(binding->source->config.extensions.transport_cc);
  if (number.size() == 2) peer.arrivals.on_packet(now, load_be16(number.data()), rtp->ssrc);
  handle_media(now, *binding, *rtp);
  schedule(peer);
}

void Shard::Impl::handle_media(Instant now, const Binding& binding, const wire::RtpPacket& rtp) {
  Source& source = *binding.source;
  if (!source.config.open) return skip_media(now, binding, rtp);
  forward::Refusal refusal = forward::Refusal::kNone;
  const forward::PacketRef packet =
      binding.is_rtx ? source.track.handle_rtx(now, binding.layer, rtp, pool_, refusal)
                     : source.track.handle_rtp(now, binding.layer, rtp, pool_, refusal);
  if (!packet) {
    return count(refusal);
  }
  source.rates[static_cast<size_t>(binding.layer)].add(now, rtp.packet.size() + kSealedOverhead);
  const auto bit = static_cast<uint8_t>(1 << static_cast<int>(binding.layer));
  if ((source.layers_seen & bit) == 0) {
    source.layers_seen = static_cast<uint8_t>(source.layers_seen | bit);
    events_.emplace_back(link::LayerSeen{source.id, binding.layer});
  }
  if (source.config.kind == MediaKind::kAudio) handle_level(now, source, rtp);
  fan_out_.push(now, source, packet);
}

void Shard::Impl::skip_media(Instant now, const Binding& binding, const wire::RtpPacket& rtp) {
  ++counters_.gated;
  if (!binding.is_rtx) binding.source->track.skip(now, binding.layer, rtp);
}

void Shard::Impl::count(forward::Refusal refusal) {
  switch (refusal) {
    case forward::Refusal::kNoMemory:
      ++counters_.no_memory;
      return;
    case forward::Refusal::kPadding:
      ++counters_.padding;
      return;
    default:
      ++counters_.unwanted_packets;
  }
}

void Shard::Impl::handle_level(Instant now, Source& source, const wire::RtpPacket& rtp) {
  const auto level = wire::parse_audio_level(rtp.extension(source.config.extensions.audio_level));
  if (!level || source.muted) return;
  Room& room = source.publisher.room;
  room.speakers.on_level(now, source.id, level->minus_dbov);
  schedule(room);
}

// --- RTCP
// -----------------------------------------------------------------------------------------

void Shard::Impl::handle_rtcp(Instant now, Peer& peer, Bytes plain) {
  ++counters_.rtcp_in;
  wire::RtcpReader reader(plain);
  wire::RtcpPacket packet;
  while (reader.next(packet)) {
    if (packet.type == wire::RtcpType::kSenderReport) handle_sender_report(now, peer, packet);
    if (wire::is_nack(packet)) handle_nack(peer, packet);
    if (wire::is_transport_cc(packet)) handle_transport_feedback(now, peer, packet);
    if (packet.type != wire::RtcpType::kPayloadFeedback) continue;
    if (packet.count == wire::kFormatPli) {
      if (const auto target = wire::feedback_target(packet)) {
        handle_keyframe_request(now, peer, *target);
      }
    } else if (packet.count == wire::kFormatFir) {
      for (size_t i = 0; const auto entry = wire::fir_entry(packet, i); ++i) {
        handle_keyframe_request(now, peer, entry->ssrc);
      }
    }
  }
  if (!reader.ok()) ++counters_.undecodable;
}

void Shard::Impl::handle_sender_report(Instant now, Peer& peer, const wire::RtcpPacket& packet) {
  const auto report = wire::parse_sender_report(packet);
  if (!report) return;
  for (const Binding& binding : peer.bindings) {
    if (binding.ssrc != report->ssrc || binding.is_rtx) continue;
    binding.source->track.handle_sender_report(now, binding.layer, *report);
    return;
  }
}

Sink* Shard::Impl::sink_of(Peer& peer, Ssrc ssrc) const {
  const auto at = std::find_if(peer.sinks.begin(), peer.sinks.end(),
                               [&](const Sink* sink) { return sink->view.ssrc() == ssrc; });
  return at == peer.sinks.end() ? nullptr : *at;
}

void Shard::Impl::handle_keyframe_request(Instant now, Peer& peer, Ssrc ssrc) {
  Sink* sink = sink_of(peer, ssrc);
  if (sink == nullptr) return;
  sink->view.handle_keyframe_request(sink->source.track);
  write_feedback(now, sink->source, outbox_);
  schedule(sink->source.publisher);
}

void Shard::Impl::handle_nack(Peer& peer, const wire::RtcpPacket& packet) {
  const auto target = wire::feedback_target(packet);
  Sink* sink = target ? sink_of(peer, *target) : nullptr;
  if (sink == nullptr) return;
  const bool waits = peer.downlink && peer.downlink->squeezed();
  wire::for_each_nack(packet, [&](uint16_t sequence) {
    ++peer.noted.nacks;
    if (waits && !sink->view.needs(sequence)) return;
    if (waits) {
      peer.downlink->again.push({sink->id, sequence, {}});
    } else {
      retransmissions_.push(sink->id, sequence);
    }
  });
  if (waits) schedule(peer);
}

void Shard::Impl::handle_transport_feedback(Instant now, Peer& peer,
                                            const wire::RtcpPacket& packet) {
  if (!peer.downlink) return;
  congestion::BandwidthEstimator& estimator = peer.downlink->estimator;
  const uint64_t before = estimator.counters().all();
  estimator.handle_feedback(now, packet);
  counters_.false_feedback += estimator.counters().all() - before;
  follow_downlink(now, peer);
  schedule(peer);
}

void Shard::Impl::follow_downlink(Instant now, Peer& peer) {
  Downlink& downlink = *peer.downlink;
  downlink.estimator.handle_timeout(now);
  if (downlink.wants_allocation()) sharing_.share_out(now, peer);
  if (downlink.may_send(now)) paced_.add(peer);
}

void Shard::Impl::follow_quality(Peer& peer) {
  const auto seen = quality_of(peer);
  link::Quality changed{};
  if (seen && peer.quality.follow(*seen, changed)) {
    events_.emplace_back(link::QualityChanged{peer.id, changed});
  }
}

// --- Messages
// -------------------------------------------------------------------------------------

void Shard::Impl::handle(Instant now, const link::AddPeer& add) {
  Peer* peer = registry_.add_peer(add, dtls_, now);
  if (peer == nullptr) return;
  if (random_ != nullptr) peer->transport.accept_data(*random_);
  peer->opens_data = add.opens_data;
  schedule(*peer);
}

void Shard::Impl::handle(Instant now, const link::RemovePeer& remove) {
  Peer* peer = registry_.peer(remove.peer);
  if (peer == nullptr) return;
  peer->transport.close(now);
  Path path;
  while (peer->transport.poll_datagram(path, datagram_)) outbox_.push(path, datagram_);
  registry_.remove_peer(*peer);
}

void Shard::Impl::handle(Instant, const link::RestartIce& restart) {
  if (Peer* peer = registry_.peer(restart.peer)) registry_.restart_ice(*peer, restart);
}

void Shard::Impl::handle(Instant now, const link::SetSource& set) {
  const Source* known = registry_.source(set.track);
  const bool was_open = known == nullptr || known->config.open;
  Source* source = registry_.set_source(set);
  if (source != nullptr && set.open != was_open) set_gate(now, *source, set.open);
}

void Shard::Impl::handle(Instant, const link::RemoveSource& remove) {
  if (Source* source = registry_.source(remove.track)) registry_.remove_source(*source);
}

void Shard::Impl::handle(Instant now, const link::SetSink& set) {
  const Sink* sink = registry_.set_sink(set);
  if (sink != nullptr && sink->receiver.downlink) sharing_.share_out(now, sink->receiver);
}

void Shard::Impl::handle(Instant, const link::RemoveSink& remove) {
  if (Sink* sink = registry_.sink(remove.sink)) registry_.remove_sink(*sink);
}

void Shard::Impl::handle(Instant now, const link::SelectLayer& select) {
  Sink* sink = registry_.sink(select.sink);
  if (sink == nullptr) return;
  sink->wanted = select;
  note_wanted(now, *sink);
  sink->view.select(std::min(select.highest, sink->granted.value_or(Layer::kLow)),
                    select.paused || !sink->granted);
  if (sink->receiver.downlink) sharing_.share_out(now, sink->receiver);
}

void Shard::Impl::handle(Instant, const link::MuteSource& mute) {
  Source* source = registry_.source(mute.track);
  if (source == nullptr) return;
  source->muted = mute.muted;
  source->track.mute(mute.muted);
  if (mute.muted) source->publisher.room.speakers.remove(source->id);
}

void Shard::Impl::handle(Instant now, const link::GateSource& gate) {
  Source* source = registry_.source(gate.track);
  if (source != nullptr && source->config.open != gate.open) set_gate(now, *source, gate.open);
}

void Shard::Impl::handle(Instant now, const link::SendData& message) {
  for (const PeerId id : message.peers) {
    if (Peer* peer = registry_.peer(id)) data_.send(now, *peer, message.kind, message.payload);
  }
}

void Shard::Impl::handle(Instant now, const link::DataTaken& taken) {
  if (Peer* peer = registry_.peer(taken.peer)) data_.handle_taken(now, *peer, taken.bytes);
}

void Shard::Impl::set_gate(Instant now, Source& source, bool open) {
  source.config.open = open;
  if (open) {
    source.track.open(now);
    write_feedback(now, source, outbox_);
    return schedule(source.publisher);
  }
  source.track.close();
  fan_out_.forget(source);
  for (Sink* sink : source.sinks) sink->view.interrupt();
  source.publisher.room.speakers.remove(source.id);
}

// --- Time
// -----------------------------------------------------------------------------------------

void Shard::Impl::schedule(Peer& peer) {
  Instant next = std::min(peer.transport.next_timeout(), peer.next_report);
  if (peer.connected) {
    next = std::min(next, peer.arrivals.next_timeout());
    for (const Source* source : peer.sources) next = std::min(next, source->track.next_timeout());
    if (peer.downlink) next = std::min(next, peer.downlink->next_timeout());
    // Otherwise its turn to send comes first.
    if (!peer.wants_to_send) next = std::min(next, peer.transport.next_data_timeout());
  }
  if (next >= peer.scheduled) return;
  peer.scheduled = next;
  peer_timers_.schedule(next, peer.id);
}

void Shard::Impl::schedule(Room& room) {
  const Instant next = room.speakers.next_timeout();
  if (next >= room.scheduled) return;
  room.scheduled = next;
  room_timers_.schedule(next, room.id);
}

Instant Shard::Impl::next_timeout() const {
  if (!handshakes_.empty()) return {};
  return std::min({peer_timers_.next(), room_timers_.next(), fan_out_.next_timeout()});
}

void Shard::Impl::handle_timeout(Instant now) {
  fan_out_.handle_timeout(now);
  std::pair<Instant, PeerId> due;
  while (peer_timers_.pop(now, due)) {
    Peer* peer = registry_.peer(due.second);
    if (peer != nullptr && peer->scheduled == due.first) handle_peer_timeout(now, *peer);
  }
  std::pair<Instant, RoomId> room_due;
  while (room_timers_.pop(now, room_due)) {
    Room* room = registry_.room(room_due.second);
    if (room != nullptr && room->scheduled == room_due.first) handle_room_timeout(now, *room);
  }
}

void Shard::Impl::handle_peer_timeout(Instant now, Peer& peer) {
  peer.scheduled = kNever;
  peer.transport.handle_timeout(now);
  if (peer.connected) {
    for (Source* source : peer.sources) write_feedback(now, *source, outbox_);
    if (peer.arrivals.next_timeout() <= now) write_arrivals(now, peer, outbox_);
    if (peer.downlink) follow_downlink(now, peer);
    if (peer.next_report <= now) {
      write_reports(now, peer, outbox_);
      // What layers cost has changed, too.
      if (peer.downlink) sharing_.share_out(now, peer);
      follow_quality(peer);
      note_second(now, peer);
      peer.next_report = now + kReportInterval;
    }
  }
  follow_transport(now, peer);
}

void Shard::Impl::handle_room_timeout(Instant now, Room& room) {
  room.scheduled = kNever;
  if (room.speakers.poll_changed(now, speakers_)) {
    link::SpeakersChanged changed{room.id, {}};
    for (const forward::Speaker& one : speakers_) {
      changed.speakers.push_back({one.track, one.level});
    }
    events_.emplace_back(std::move(changed));
  }
  schedule(room);
}

// --- Output
// ---------------------------------------------------------------------------------------

bool Shard::Impl::poll_batch(Instant now, Batch& batch) {
  if (outbox_.empty() && handshakes_.is_due(fan_out_.has_audio())) step_handshakes(now);
  SegmentWriter writer(batch);
  outcome_.clear();
  outbox_.write(writer);
  if (outbox_.empty()) {
    fan_out_.write_audio(now, writer, outcome_);
    writer.set_pictures(true);
    data_.write(now, registry_, writer, data_sent_);
    retransmissions_.write(now, registry_, writer, counters_);
    paced_.write(now, registry_, writer, outcome_);
    fan_out_.write_video(now, writer, outcome_);
  }
  writer.finish();
  counters_.messages_out += batch.size();
  follow(now, outcome_);
  for (Peer* peer : data_sent_) schedule(*peer);
  data_sent_.clear();
  // Nobody could be sent a picture yet, but its keyframe was asked for.
  if (batch.empty() && !outbox_.empty()) {
    writer.set_pictures(false);
    outbox_.write(writer);
    writer.finish();
  }
  return !batch.empty();
}

void Shard::Impl::follow(Instant now, FanOut::Outcome& outcome) {
  for (const Sink* sink : outcome.started) events_.emplace_back(link::SinkStarted{sink->id});
  for (Peer* peer : outcome.paced) schedule(*peer);
  for (Source* source : outcome.asking) {
    if (source->track.next_timeout() > now) continue;
    write_feedback(now, *source, outbox_);
    schedule(source->publisher);
  }
}

bool Shard::Impl::poll_event(link::FromShard& out) {
  if (events_.empty()) return false;
  out = std::move(events_.front());
  events_.pop_front();
  return true;
}

// --- The public face
// ------------------------------------------------------------------------------

Shard::Shard(const Config& config) : impl_(std::make_unique<Impl>(config)) {}
Shard::~Shard() = default;

void Shard::handle_datagram(Instant now, const Path& path, MutableBytes datagram) {
  impl_->handle_datagram(now, path, datagram);
}
void Shard::handle_message(Instant now, link::ToShard message) {
  std::visit([&](const auto& one) { impl_->handle(now, one); }, message);
}
void Shard::handle_timeout(Instant now) { impl_->handle_timeout(now); }
Instant Shard::next_timeout() const { return impl_->next_timeout(); }
bool Shard::poll_batch(Instant now, Batch& batch) { return impl_->poll_batch(now, batch); }
bool Shard::poll_event(link::FromShard& out) { return impl_->poll_event(out); }
std::optional<FlightReport> Shard::flight_of(Instant now, PeerId peer) const {
  return impl_->flight_of(now, peer);
}
bool Shard::knows(const Path& path) const { return impl_->knows(path); }
const Counters& Shard::counters() const { return impl_->counters(); }

}  // namespace diemcau::shard
