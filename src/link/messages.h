#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/media.h"
#include "base/shared_bytes.h"
#include "base/time.h"

// What control tells a shard and what a shard tells control: plain values, moved between threads.
// Control gives out all ids. A message about an id that is not there (any more) is dropped.
namespace diemcau::link {

// --- Control to shard ---------------------------------------------------------------------------

// A connection that is about to come up. The shard plays the controlled ICE-lite agent and the DTLS
// server (a=setup:passive).
struct AddPeer {
  PeerId peer;
  RoomId room;
  std::string local_ufrag;
  std::string local_password;
  std::string remote_ufrag;
  std::string remote_password;
  // SHA-256 of the certificate the client must show (a=fingerprint), 32 bytes.
  std::array<uint8_t, 32> remote_fingerprint{};
  // The shard opens the data channels, as the client does not in a connection that it answers.
  bool opens_data = false;
};

// Removes the connection with all its tracks and sinks.
struct RemovePeer {
  PeerId peer;
};

// What an ICE restart changes. The old path stays in use until the new one is nominated.
struct RestartIce {
  PeerId peer;
  std::string local_ufrag;
  std::string local_password;
  std::string remote_ufrag;
  std::string remote_password;
};

// One stream of a simulcast track, or the only one. The ssrcs are 0 where the offer does not
// declare them: then the shard binds them when mid and rid are first seen on a packet.
struct SourceLayer {
  Layer layer = Layer::kLow;
  std::string rid;
  Ssrc ssrc;
  Ssrc rtx_ssrc;
};

// A track that a peer publishes in one media section. Sent again when its section changes.
struct SetSource {
  PeerId peer;
  TrackId track;
  MediaKind kind = MediaKind::kAudio;
  std::string mid;
  std::vector<PayloadFormat> formats;  // as answered in this section, preferred first
  ExtensionIds extensions;
  std::vector<SourceLayer> layers;  // at least one
  bool open = true;                 // see GateSource
};

struct RemoveSource {
  TrackId track;
};

// One receiver's view of a track, in one media section of the receiver's connection.
struct SetSink {
  SinkId sink;
  PeerId peer;
  TrackId track;
  std::string mid;
  std::vector<PayloadFormat> formats;  // what the receiver's section takes
  ExtensionIds extensions;
  Ssrc ssrc;
  Ssrc rtx_ssrc;
};

struct RemoveSink {
  SinkId sink;
};

// Which layer a receiver wants at most. A paused sink keeps its section and gets nothing. Where its
// line bears less, the shard gives what there is to the important first.
struct SelectLayer {
  SinkId sink;
  Layer highest = Layer::kHigh;
  bool paused = false;
  Importance importance = Importance::kStage;
};

// While a source is muted nothing is asked of its publisher and its level counts as silence.
struct MuteSource {
  TrackId track;
  bool muted = false;
};

// Whether anything of a source is let through. What comes through a closed gate is dropped before
// it is copied, whatever its publisher thinks; its receivers' numbers go on when it opens.
struct GateSource {
  TrackId track;
  bool open = true;
};

// On which of a client's channels a data message comes and goes: "_reliable" or "_lossy".
enum class DataKind : uint8_t { kReliable, kLossy };

// A data message for each of these peers. Reliable ones wait, within bounds, for a channel that the
// client has not opened yet; who cannot take it any more loses it.
struct SendData {
  std::vector<PeerId> peers;
  DataKind kind = DataKind::kReliable;
  SharedBytes payload;
};

// Control has looked at so many bytes of DataReceived: the peer may send as many more.
struct DataTaken {
  PeerId peer;
  size_t bytes = 0;
};

using ToShard = std::variant<AddPeer, RemovePeer, RestartIce, SetSource, RemoveSource, SetSink,
                             RemoveSink, SelectLayer, MuteSource, GateSource, SendData, DataTaken>;

// --- Shard to control ---------------------------------------------------------------------------

// DTLS is up on a verified path: media flows both ways.
struct PeerConnected {
  PeerId peer;
};

enum class PeerLostReason : uint8_t {
  kNeverConnected,       // no verified path or no handshake in time
  kConsentExpired,       // nothing authenticated came for too long
  kFingerprintMismatch,  // the certificate was not the one that signalling named
  kDtlsFailed,           // the handshake broke
  kClosed,               // the client closed DTLS
};
const char* to_string(PeerLostReason reason);

// The connection is gone; control removes the peer.
struct PeerLost {
  PeerId peer;
  PeerLostReason reason = PeerLostReason::kNeverConnected;
};

// The first packet of a track, or of a further layer of it, has come.
struct LayerSeen {
  TrackId track;
  Layer layer = Layer::kLow;
};

// The first packet has left for a sink.
struct SinkStarted {
  SinkId sink;
};

struct SpeakerLevel {
  TrackId track;
  float level = 0;  // 0 silence to 1 loudest, linear
};

// Who is heard in a room now, loudest first; sent when it changes.
struct SpeakersChanged {
  RoomId room;
  std::vector<SpeakerLevel> speakers;
};

// The receiver's line bears this picture no longer, or again.
struct SinkPaused {
  SinkId sink;
  PeerId peer;
  TrackId track;
  bool paused = false;
};

enum class Quality : uint8_t { kPoor, kGood, kExcellent };
// How well a connection carries what it should, both ways; sent when it changes, not before
// anything was measured.
struct QualityChanged {
  PeerId peer;
  Quality quality = Quality::kExcellent;
};

// A data message that a client has sent. Bounded: each is answered by DataTaken, without which no
// more of that peer follow.
struct DataReceived {
  PeerId peer;
  DataKind kind = DataKind::kReliable;
  std::vector<uint8_t> payload;
};

using FromShard = std::variant<PeerConnected, PeerLost, LayerSeen, SinkStarted, SpeakersChanged,
                               SinkPaused, QualityChanged, DataReceived>;

}  // namespace diemcau::link
