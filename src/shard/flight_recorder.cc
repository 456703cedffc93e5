#include "shard/flight_recorder.h"

#include <algorithm>
#include <utility>

namespace diemcau::shard {
namespace {

// More than this many packets asked for again in a second say that the line loses, or lies.
constexpr uint32_t kStormOfNacks = 100;
// An estimate breathes: less than a fifth is nothing to note.
constexpr uint64_t kWorthNoting = 5;

uint32_t kbps(uint64_t bps) { return static_cast<uint32_t>(bps / 1000); }
uint8_t code_of(const std::optional<Layer>& layer) {
  return layer ? static_cast<uint8_t>(*layer) : kNoLayer;
}

bool differs(uint64_t before, uint64_t now) {
  return (before > now ? before - now : now - before) * kWorthNoting > before;
}

bool is_tcp(const Peer& peer) {
  const auto& path = peer.transport.selected_path();
  return path && path->tcp != TcpId{};
}

void note_estimate(Instant now, Peer& peer) {
  const auto& line = peer.downlink->estimator;
  FlightNotes& noted = peer.noted;
  if (line.outage() != noted.outage) {
    noted.outage = line.outage();
    peer.flight.note(
        {.at = now, .kind = noted.outage ? FlightKind::kOutage : FlightKind::kOutageOver});
  }
  if (!line.active() || !differs(noted.estimate_bps, line.estimate_bps())) return;
  const auto rtt = static_cast<uint32_t>(std::max<int64_t>(0, to_ms(line.rtt())));
  peer.flight.note({.at = now,
                    .kind = FlightKind::kEstimate,
                    .x = kbps(noted.estimate_bps),
                    .y = kbps(line.estimate_bps()),
                    .z = rtt});
  noted.estimate_bps = line.estimate_bps();
}

void note_probe(Instant now, Peer& peer) {
  const auto& probe = peer.downlink->estimator.last_probe();
  if (probe.number == peer.noted.probe) return;
  peer.noted.probe = probe.number;
  peer.flight.note({.at = now,
                    .kind = FlightKind::kProbe,
                    .x = kbps(probe.tried_bps),
                    .y = kbps(probe.came_bps)});
}

// The layer that it is to have and that comes, if it does not get it yet.
std::optional<Layer> awaited(const Sink& sink) {
  if (sink.wanted.paused || !sink.granted || !sink.source.config.open) return std::nullopt;
  const uint8_t live = sink.source.track.live_layers();
  for (int i = static_cast<int>(std::min(sink.wanted.highest, *sink.granted)); i >= 0; --i) {
    if ((live >> i & 1) == 0) continue;
    const auto layer = static_cast<Layer>(i);
    return sink.view.current_layer() == layer ? std::nullopt : std::optional(layer);
  }
  return std::nullopt;
}

void note_shown(Instant now, Sink& sink) {
  const uint8_t shown = code_of(sink.view.current_layer());
  const uint8_t waits = code_of(awaited(sink));
  FlightRing& ring = sink.receiver.flight;
  if (shown != sink.noted_shown) {
    ring.note({.at = now,
               .kind = FlightKind::kShown,
               .a = sink.noted_shown,
               .b = shown,
               .track = sink.source.id});
  }
  if (waits != sink.noted_waiting && waits != kNoLayer) {
    ring.note({.at = now, .kind = FlightKind::kWaiting, .a = waits, .track = sink.source.id});
  }
  sink.noted_shown = shown;
  sink.noted_waiting = waits;
}

void note_live(Instant now, Source& source) {
  const uint8_t live = source.track.live_layers();
  if (live == source.noted_live) return;
  source.publisher.flight.note({.at = now,
                                .kind = FlightKind::kLayersLive,
                                .a = live,
                                .b = source.noted_live,
                                .track = source.id});
  source.noted_live = live;
}

void note_count(Instant now, Peer& peer, FlightKind kind, uint32_t& count, uint32_t least) {
  if (count >= least) peer.flight.note({.at = now, .kind = kind, .x = count});
  count = 0;
}

FlightSink state_of(Instant now, Sink& sink) {
  FlightSink out{.track = sink.source.id,
                 .publisher = sink.source.publisher.id,
                 .kind = sink.source.config.kind,
                 .highest_wanted = sink.wanted.highest,
                 .paused = sink.wanted.paused,
                 .on_stage = sink.wanted.importance == Importance::kStage,
                 .granted = sink.granted,
                 .sent = sink.view.current_layer(),
                 .live = sink.source.track.live_layers(),
                 .open = sink.source.config.open,
                 .muted = sink.source.muted};
  for (size_t i = 0; i < kMaxLayers; ++i) out.bps[i] = sink.source.rates[i].bits_per_second(now);
  return out;
}

FlightSource state_of(const Source& source) {
  FlightSource out{.track = source.id,
                   .kind = source.config.kind,
                   .live = source.track.live_layers(),
                   .highest_wanted = {},
                   .receivers = source.sinks.size(),
                   .open = source.config.open,
                   .muted = source.muted};
  for (const Sink* sink : source.sinks) {
    if (sink->wanted.paused) continue;
    out.highest_wanted = std::max(out.highest_wanted.value_or(Layer::kLow), sink->wanted.highest);
  }
  return out;
}

}  // namespace

void note_path(Instant now, Peer& peer) {
  const auto& path = peer.transport.selected_path();
  if (!path || peer.noted.path == path) return;
  const auto kind = peer.noted.path ? FlightKind::kPath : FlightKind::kConnected;
  peer.noted.path = path;
  peer.flight.note({.at = now, .kind = kind, .a = static_cast<uint8_t>(is_tcp(peer) ? 1 : 0)});
}

void note_wanted(Instant now, const Sink& sink) {
  const link::SelectLayer& wanted = sink.wanted;
  const bool stage = wanted.importance == Importance::kStage;
  sink.receiver.flight.note({.at = now,
                             .kind = FlightKind::kWanted,
                             .a = static_cast<uint8_t>(wanted.highest),
                             .b = static_cast<uint8_t>(wanted.paused ? 1 : 0),
                             .c = static_cast<uint8_t>(stage ? 1 : 0),
                             .track = sink.source.id});
}

void note_shared(Instant now, Peer& receiver, uint64_t usable_bps, bool squeezed) {
  note_estimate(now, receiver);
  if (receiver.noted.squeezed == squeezed) return;
  receiver.noted.squeezed = squeezed;
  receiver.flight.note({.at = now,
                        .kind = FlightKind::kShared,
                        .a = static_cast<uint8_t>(squeezed ? 1 : 0),
                        .x = kbps(usable_bps),
                        .y = kbps(receiver.downlink->estimator.demand_bps())});
}

void note_granted(Instant now, Sink& sink, forward::Grant before) {
  const bool limited = !sink.granted || *sink.granted < sink.wanted.highest;
  const bool was_limited = std::exchange(sink.noted_limited, limited);
  if (before == sink.granted || (!limited && !was_limited)) return;
  sink.receiver.flight.note({.at = now,
                             .kind = FlightKind::kGranted,
                             .a = code_of(before),
                             .b = code_of(sink.granted),
                             .track = sink.source.id,
                             .x = kbps(sink.receiver.downlink->estimator.usable_bps())});
}

void note_second(Instant now, Peer& peer) {
  note_path(now, peer);
  if (peer.downlink) {
    note_estimate(now, peer);
    note_probe(now, peer);
  }
  for (Sink* sink : peer.sinks) {
    if (sink->source.config.kind == MediaKind::kVideo) note_shown(now, *sink);
  }
  for (Source* source : peer.sources) note_live(now, *source);
  note_count(now, peer, FlightKind::kNacks, peer.noted.nacks, kStormOfNacks);
  note_count(now, peer, FlightKind::kLineFull, peer.noted.lines_full, 1);
}

FlightReport report_of(Instant now, const Peer& peer) {
  FlightReport out{.now = now,
                   .peer = peer.id,
                   .connected = peer.connected,
                   .path = peer.transport.selected_path(),
                   .uplink_loss = peer.uplink_loss,
                   .noted = peer.flight.count(),
                   .receives = {},
                   .publishes = {},
                   .entries = peer.flight.read()};
  if (peer.downlink) {
    const auto& line = peer.downlink->estimator;
    out.measured = line.active();
    out.outage = line.outage();
    out.squeezed = peer.downlink->squeezed();
    out.estimate_bps = line.estimate_bps();
    out.usable_bps = line.usable_bps();
    out.demand_bps = line.demand_bps();
    out.rtt = line.rtt();
    out.loss = line.loss();
  }
  for (Sink* sink : peer.sinks) out.receives.push_back(state_of(now, *sink));
  for (const Source* source : peer.sources) out.publishes.push_back(state_of(*source));
  return out;
}

}  // namespace diemcau::shard
