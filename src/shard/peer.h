#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/media.h"
#include "base/time.h"
#include "congestion/rate_meter.h"
#include "congestion/transport_cc_receiver.h"
#include "forward/rate_allocation.h"
#include "forward/sink.h"
#include "forward/source_track.h"
#include "forward/speakers.h"
#include "link/messages.h"
#include "shard/downlink.h"
#include "shard/flight.h"
#include "shard/header_template.h"
#include "shard/quality.h"
#include "transport/peer_transport.h"

// What a shard keeps of each connection, published track, receiver's view and room. Plain data; the
// verbs are in the classes that use it. Owner: Registry. Everything lives on the shard's thread.
namespace diemcau::shard {

struct Peer;
struct Sink;
struct Burst;

struct Room {
  RoomId id;
  size_t peers = 0;
  forward::Speakers speakers;
  Instant scheduled = kNever;
};

// A track that a peer publishes.
struct Source {
  Source(Peer& peer, link::SetSource set)
      : id(set.track), publisher(peer), track(set.kind, set.formats), config(std::move(set)) {}

  const TrackId id;
  Peer& publisher;
  forward::SourceTrack track;
  link::SetSource config;
  std::vector<Sink*> sinks;
  // Of each layer once known: where feedback is addressed to.
  std::array<std::optional<Ssrc>, kMaxLayers> ssrcs;
  uint8_t layers_seen = 0;  // bits 1 << layer
  bool muted = false;
  // What each layer costs a receiver, headers and all.
  std::array<congestion::RateMeter, kMaxLayers> rates{
      congestion::RateMeter(2s), congestion::RateMeter(2s), congestion::RateMeter(2s)};
  uint8_t noted_live = 0;  // layers, in the publisher's flight
  // Per layer the packets of a frame that has not ended (FanOut).
  std::array<Burst*, kMaxLayers> gathering{};
};

// A receiver's view of a track.
struct Sink {
  Sink(Peer& peer, Source& from, link::SetSink set);

  const SinkId id;
  Peer& receiver;
  Source& source;
  link::SetSink config;
  const HeaderTemplate header;
  forward::Sink view;
  link::SelectLayer wanted;               // by control
  forward::Grant granted = Layer::kHigh;  // of what is wanted, by what the line bears
  bool started = false;
  // In the receiver's flight.
  uint8_t noted_shown = kNoLayer;
  uint8_t noted_waiting = kNoLayer;
  bool noted_limited = false;  // by the line, and not by the client's wish
};

// What an ssrc of a publisher stands for.
struct Binding {
  Ssrc ssrc;
  Source* source = nullptr;
  Layer layer = Layer::kLow;
  bool is_rtx = false;
};

// What a peer's flight says last, and what is counted until it says it.
struct FlightNotes {
  std::optional<Path> path;
  uint64_t estimate_bps = 0;
  uint32_t probe = 0;
  uint32_t nacks = 0;
  uint32_t lines_full = 0;
  bool outage = false;
  bool squeezed = false;
};

// A connection.
struct Peer {
  Peer(const link::AddPeer& add, Room& in, const transport::DtlsContext& dtls, Instant now);

  const PeerId id;
  Room& room;
  std::string ufrag;  // ours, by which its checks are told from others'
  transport::PeerTransport transport;
  congestion::TransportCcReceiver arrivals;
  std::unique_ptr<Downlink> downlink;  // once it receives with transport-wide numbers
  std::optional<double> uplink_loss;   // of what it publishes, in the last report
  QualityFollower quality;
  FlightRing flight;
  FlightNotes noted;
  std::vector<Source*> sources;
  std::vector<Sink*> sinks;
  std::vector<Binding> bindings;
  std::vector<Path> paths;  // under which its datagrams are known
  bool connected = false;
  uint8_t handshake_datagrams = 0;  // of it that wait (Handshakes)
  Instant next_report = kNever;
  Instant scheduled = kNever;  // its earliest entry in the timers
  bool opens_data = false;     // the channels are ours to open
  bool wants_to_send = false;  // stands in the list of those whose channels may have datagrams
  size_t data_unanswered = 0;  // bytes of messages that control has not looked at yet
  std::vector<SharedBytes> data_waiting;  // for the client to open its channel
  size_t data_waiting_bytes = 0;
};

}  // namespace diemcau::shard
